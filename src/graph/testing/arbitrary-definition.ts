import fc from 'fast-check';

interface SampleTask {
  readonly name: string;
  readonly taskReferenceName: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface SampleDefinition {
  readonly name: string;
  readonly version: number;
  readonly tasks: readonly SampleTask[];
}

type Shape =
  | { readonly kind: 'leaf'; readonly type: string }
  | {
      readonly kind: 'switch';
      readonly cases: readonly (readonly Shape[])[];
      readonly rest: readonly Shape[];
    }
  | { readonly kind: 'fork'; readonly branches: readonly (readonly Shape[])[] }
  | { readonly kind: 'loop'; readonly body: readonly Shape[] };

const leafTypes = [
  'SIMPLE',
  'HTTP',
  'WAIT',
  'INLINE',
  'SUB_WORKFLOW',
  'SET_VARIABLE',
  'TERMINATE',
  'FORK_JOIN_DYNAMIC',
];

const { shape } = fc.letrec<{ shape: Shape; list: readonly Shape[] }>((tie) => ({
  list: fc.array(tie('shape'), { maxLength: 4, depthIdentifier: 'nest' }),
  shape: fc.oneof(
    { depthIdentifier: 'nest', maxDepth: 5, withCrossShrink: true },
    fc.record({ kind: fc.constant('leaf' as const), type: fc.constantFrom(...leafTypes) }),
    fc.record({
      kind: fc.constant('switch' as const),
      cases: fc.array(tie('list'), { maxLength: 4 }),
      rest: tie('list'),
    }),
    fc.record({ kind: fc.constant('fork' as const), branches: fc.array(tie('list'), { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('loop' as const), body: tie('list') }),
  ),
}));

/** A definition with unique reference names, in which every fork is followed by its join. */
export const arbitraryDefinition: fc.Arbitrary<SampleDefinition> = fc
  .tuple(fc.array(shape, { maxLength: 8 }), fc.constantFrom('', 'clean_up'))
  .map(([shapes, failureWorkflow]) => ({ ...definitionOf(shapes), failureWorkflow }));

/** Anything that could stand where a definition should, rather often with a definition's own field names. */
export const arbitraryNonsense: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthIdentifier: 'nonsense' },
    fc.constantFrom(null, true, 3, '', 'a', 'x'.repeat(5000), 'سلام', '🚚'),
    fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'nonsense' }),
    fc.dictionary(
      fc.constantFrom(
        'tasks',
        'forkTasks',
        'decisionCases',
        'defaultCase',
        'loopOver',
        'joinOn',
        'inputParameters',
        '',
      ),
      tie('value'),
      { depthIdentifier: 'nonsense' },
    ),
    fc.record(
      {
        type: fc.constantFrom(
          'SWITCH',
          'DECISION',
          'FORK_JOIN',
          'DO_WHILE',
          'JOIN',
          'FORK_JOIN_DYNAMIC',
          'TERMINATE',
          7,
        ),
        taskReferenceName: fc.oneof(fc.constantFrom('a', 'b', '~start', 'a~2'), tie('value')),
        name: tie('value'),
        decisionCases: fc.oneof(fc.dictionary(fc.string(), tie('value')), tie('value')),
        defaultCase: tie('value'),
        forkTasks: tie('value'),
        loopOver: tie('value'),
      },
      { requiredKeys: [] },
    ),
  ),
}))['value'];

function definitionOf(shapes: readonly Shape[]): SampleDefinition {
  let count = 0;
  const named = (type: string, rest: Readonly<Record<string, unknown>> = {}): SampleTask => {
    count += 1;
    const ref = `${type.toLowerCase()}_${count}`;
    return { name: ref, taskReferenceName: ref, type, ...rest };
  };
  const list = (parts: readonly Shape[]): readonly SampleTask[] => parts.flatMap((part) => tasksOf(part));
  // Every third join leaves its first branch out.
  const forked = (forkTasks: readonly (readonly SampleTask[])[]): readonly SampleTask[] => {
    const ends = forkTasks.map((tasks) => tasks.at(-1)?.taskReferenceName ?? '');
    const joinOn = ends.filter((end, at) => end !== '' && (at > 0 || count % 3 > 0));
    return [named('FORK_JOIN', { forkTasks }), named('JOIN', { joinOn })];
  };
  const tasksOf = (part: Shape): readonly SampleTask[] => {
    switch (part.kind) {
      case 'leaf':
        return part.type === 'FORK_JOIN_DYNAMIC' ? [named(part.type), named('JOIN')] : [named(part.type)];
      case 'switch': {
        const decisionCases = Object.fromEntries(part.cases.map((body, at) => [`case ${at}`, list(body)]));
        return [named('SWITCH', { decisionCases, defaultCase: list(part.rest) })];
      }
      case 'fork':
        return forked(part.branches.map(list));
      case 'loop':
        return [named('DO_WHILE', { loopCondition: 'true', loopOver: list(part.body) })];
      default:
        return part satisfies never;
    }
  };
  return { name: 'generated', version: 1, tasks: list(shapes) };
}
