import type { WorkflowTask } from '#contract/index.ts';
import type { Payload, SecretPlaces } from '../model.ts';
import type { Draft } from './draft.ts';
import { splitTemplate } from './expressions/template.ts';
import { isList, isRecord } from './expressions/values.ts';

/** What an expression begins with that names a secret. */
export const secretExpression = 'workflow.secrets.';

type Lookup = (expression: string) => SecretPlaces | undefined;

/**
 * Where in a step's input secrets are named by the text of the definition, be it the step's own or text that an
 * expression has handed on. What data names is no secret: a step that a dynamic fork was given as data vouches for nothing.
 */
export function secretsOfStep(
  draft: Draft,
  definition: WorkflowTask,
  input: () => Payload,
): SecretPlaces | undefined {
  if (draft.body.isDefinitionData === true) return undefined;
  const template = definition.taskDefinition?.inputTemplate ?? {};
  const places = secretsIn(withTemplate(template, definition.inputParameters, input), (expression) =>
    secretsHandedOn(draft, expression),
  );
  return places !== undefined && isOfDefinition(draft, definition) ? places : undefined;
}

/** The parameters of a step as they are written, also those that have fallen back on the template. */
function withTemplate(template: Payload, parameters: Payload, input: () => Payload): Payload {
  const names = Object.keys(template);
  if (names.length === 0) return parameters;
  const written = { ...template, ...parameters };
  for (const name of names) if (input()[name] === template[name]) written[name] = template[name];
  return written;
}

/** Where secrets are named in a text of a definition, or in what it holds. */
export function secretsIn(written: unknown, lookup: Lookup = () => undefined): SecretPlaces | undefined {
  if (typeof written === 'string') return written.includes('${') ? secretsInText(written, lookup) : undefined;
  if (typeof written !== 'object' || written === null) return undefined;
  const found: [string, SecretPlaces][] = [];
  if (isList(written)) {
    for (let at = 0; at < written.length; at += 1) {
      const places = secretsIn(written[at], lookup);
      if (places !== undefined) found.push([String(at), places]);
    }
  } else if (isRecord(written)) {
    for (const key of Object.keys(written)) {
      const places = secretsIn(written[key], lookup);
      if (places !== undefined) found.push([key, places]);
    }
  }
  return unlessEmpty(found);
}

function secretsInText(text: string, lookup: Lookup): SecretPlaces | undefined {
  // One that is escaped is handed out as one that is not, as in Conductor.
  const parts = splitTemplate(text.replaceAll('$${', '${'));
  const found = parts.map((part) => {
    if (part.kind === 'text') return undefined;
    return part.source.startsWith(secretExpression) ? [part.source] : lookup(part.source);
  });
  if (found.length === 1) return found[0];
  const names = found.flatMap((places) => (places !== undefined && isNames(places) ? places : []));
  return names.length === 0 ? undefined : names;
}

/** The places of what an expression leads to: the workflow's input and variables, and the inputs of its tasks. */
function secretsHandedOn(draft: Draft, expression: string): SecretPlaces | undefined {
  const [, root = '', part = '', below = ''] = /^(?:\$\.)?([^.[]+)\.([^.[]+)(.*)$/s.exec(expression) ?? [];
  const places = secretsUnder(draft, root, part);
  // Hardly anything that is named has a secret in it.
  if (places === undefined || below === '') return places;
  // A key that holds a dot itself is not followed.
  const path = below.replaceAll(/\[(?:(\d+)|'([^'\].]*)'|"([^"\].]*)")\]/g, '.$1$2$3');
  return placesBelow(places, ...path.slice(1).split('.'));
}

function secretsUnder(draft: Draft, root: string, part: string): SecretPlaces | undefined {
  if (root !== 'workflow') {
    return part === 'input' ? (draft.latest(root) ?? draft.latestIteration(root))?.inputSecrets : undefined;
  }
  switch (part) {
    case 'input':
      return draft.body.inputSecrets;
    case 'variables':
      return draft.workflow.variableSecrets;
    default:
      return undefined;
  }
}

/** Whether a step stands in the definition as it is. */
export function isOfDefinition(draft: Draft, step: WorkflowTask): boolean {
  const own = draft.index.task(step.taskReferenceName);
  return own === step || (own !== undefined && textOf(own) === textOf(step));
}

function textOf({ type, inputParameters, taskDefinition, subWorkflowParam }: WorkflowTask): string {
  return JSON.stringify([type, inputParameters, taskDefinition?.inputTemplate, subWorkflowParam]);
}

export function placesBelow(
  places: SecretPlaces | undefined,
  ...path: readonly (string | number)[]
): SecretPlaces | undefined {
  let below = places;
  for (const key of path) {
    if (below === undefined || isNames(below) || !Object.hasOwn(below, key)) return undefined;
    below = below[key];
  }
  return below;
}

/** Places of a map some of whose members are replaced by others. */
export function overlaid(
  before: SecretPlaces | undefined,
  members: readonly string[],
  after: SecretPlaces | undefined,
): SecretPlaces | undefined {
  if (before === undefined && after === undefined) return undefined;
  const replaced = new Set(members);
  const kept = before === undefined || isNames(before) ? [] : Object.entries(before);
  const added = after === undefined || isNames(after) ? [] : Object.entries(after);
  return unlessEmpty([
    ...kept.filter(([key]) => !replaced.has(key)),
    ...added.filter(([key]) => replaced.has(key)),
  ]);
}

/** The places of a map, by those of its members. */
export function placesOf(
  members: Readonly<Record<string, SecretPlaces | undefined>>,
): SecretPlaces | undefined {
  return unlessEmpty(
    Object.entries(members).flatMap(([key, places]) =>
      places === undefined ? [] : [[key, places] as const],
    ),
  );
}

export function isNames(places: SecretPlaces): places is readonly string[] {
  return Array.isArray(places);
}

function unlessEmpty(entries: readonly (readonly [string, SecretPlaces])[]): SecretPlaces | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
