import type { StatusTone } from '../../status-info.ts';
import { textDeclarations, textStyleNames } from './text-styles.ts';

/** The value of a token of tokens.css, by its name without the dashes. */
export type Tokens = (name: string) => string;

const tones: readonly StatusTone[] = [
  'completed',
  'failed',
  'running',
  'paused',
  'timedout',
  'terminated',
  'idle',
];

/** What the page's style sheets say of cards and lines, with the theme's colours put in: other programs know no tokens. */
export function styleSheet(tokens: Tokens): string {
  const rules = [
    `text{fill:${tokens('muted')}}`,
    ...textStyleNames.map((name) => `.${name}{${textDeclarations(name, tokens)}}`),
    `.name{fill:${tokens('text')}}`,
    `.time{fill:${tokens('faint')};text-anchor:end}`,
    `.label,.otherwise,.terminal{text-anchor:middle}`,
    `.problem{fill:${tokens('paused')};color:${tokens('paused')}}`,
    `.refused{fill:${tokens('failed')};color:${tokens('failed')}}`,
    `.bad{fill:${tokens('failed')}}`,
    `.exit{color:${tokens('faint')}}`,
    `.hidden{fill:${tokens('muted')}}`,
    `.type{color:${tokens('muted')}}`,
    `.shade{fill:#000;fill-opacity:.04}`,
    `.card,.stack{fill:${tokens('surface')};stroke:${tokens('line-strong')}}`,
    `.stack,.pill,.unreached{fill:${tokens('bg')}}`,
    `.placeholder{stroke-dasharray:3 3}`,
    `.share{fill:currentColor}`,
    `.unreached{stroke:${tokens('line')}}`,
    `.untold{fill:${tokens('muted')}}`,
    `.pill{stroke:${tokens('line-strong')}}`,
    `.plate{fill:${tokens('bg')};stroke:${tokens('line')}}`,
    `.edge,.cross{fill:none;stroke:${tokens('edge')};stroke-width:1.4}`,
    `.cross{stroke:${tokens('faint')};stroke-dasharray:5 4}`,
    `.unawaited{stroke:${tokens('faint')};stroke-dasharray:2 4}`,
    `.untaken{stroke:${tokens('line-strong')}}`,
    `.taken{stroke:${tokens('completed')};stroke-width:1.8}`,
    `.arrow{fill:${tokens('faint')}}`,
    `.arrow-taken{fill:${tokens('completed')}}`,
    `.framed{fill:${tokens('sunken')};fill-opacity:.45}`,
    `.frame{fill:none;stroke:${tokens('edge')};stroke-dasharray:4 4}`,
    `.corners{stroke-dasharray:none}`,
    ...tones.map((tone) => `.${tone}{color:${tokens(tone)}}`),
    ...(['failed', 'timedout', 'running'] as const).map((tone) => `.card.${tone}{stroke:${tokens(tone)}}`),
    `.plate.gone,.pill.gone{stroke:${tokens('completed')}}`,
    `text.gone{fill:${tokens('completed')}}`,
  ];
  return rules.join('\n');
}
