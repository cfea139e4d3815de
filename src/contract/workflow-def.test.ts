import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject } from './wire.ts';
import { workflowDefSchema } from './workflow-def.ts';

const taskDefaults = {
  type: 'SIMPLE',
  inputParameters: {},
  decisionCases: {},
  defaultCase: [],
  forkTasks: [],
  loopOver: [],
  startDelay: 0,
  joinOn: [],
  optional: false,
  defaultExclusiveJoinTask: [],
  asyncComplete: false,
  onStateChange: {},
  permissive: false,
  metadata: {},
};

describe('a workflow definition', () => {
  test('gets defaults for everything but its name and tasks', () => {
    const parsed = workflowDefSchema.parse({ name: 'order', tasks: [{ name: 'a', taskReferenceName: 'a' }] });
    expect(parsed).toEqual({
      name: 'order',
      version: 1,
      tasks: [{ name: 'a', taskReferenceName: 'a', ...taskDefaults }],
      inputParameters: [],
      outputParameters: {},
      schemaVersion: 2,
      restartable: true,
      workflowStatusListenerEnabled: false,
      timeoutPolicy: 'ALERT_ONLY',
      timeoutSeconds: 0,
      variables: {},
      inputTemplate: {},
      enforceSchema: true,
      metadata: {},
      maskedFields: [],
      createTime: 0,
      updateTime: 0,
    });
  });

  test('lists the fields people look for first', () => {
    const parsed = workflowDefSchema.parse({
      tasks: [{ inputParameters: {}, type: 'WAIT', taskReferenceName: 'a', name: 'a' }],
      name: 'order',
    });
    expect(Object.keys(parsed).slice(0, 3)).toEqual(['name', 'version', 'tasks']);
    expect(Object.keys(parsed.tasks[0] ?? {}).slice(0, 4)).toEqual([
      'name',
      'taskReferenceName',
      'type',
      'inputParameters',
    ]);
  });

  test('takes a null property for an absent one, at every depth', () => {
    const parsed = workflowDefSchema.parse({
      name: 'order',
      version: null,
      restartable: null,
      description: null,
      tasks: [
        { name: 'a', taskReferenceName: 'a', type: null, sink: null, subWorkflowParam: null, loopOver: null },
      ],
    });
    expect(parsed).toEqual(
      workflowDefSchema.parse({ name: 'order', tasks: [{ name: 'a', taskReferenceName: 'a' }] }),
    );
  });

  test('keeps nulls that are values of a map', () => {
    const parsed = workflowDefSchema.parse({ name: 'order', outputParameters: { nothing: null } });
    expect(parsed.outputParameters).toEqual({ nothing: null });
  });

  test('reads tasks nested in tasks, and a definition nested in a task', () => {
    const leaf = { name: 'leaf', taskReferenceName: 'leaf' };
    const inner = { name: 'inner', tasks: [leaf] };
    const parsed = workflowDefSchema.parse({
      name: 'outer',
      tasks: [
        {
          decisionCases: { yes: [{ loopOver: [leaf] }] },
          defaultCase: [leaf],
          forkTasks: [[leaf], [{ subWorkflowParam: { workflowDefinition: inner } }]],
        },
      ],
    });
    const parsedLeaf = { ...leaf, ...taskDefaults };
    const [task] = parsed.tasks;
    expect(task?.decisionCases['yes']?.[0]?.loopOver).toEqual([parsedLeaf]);
    expect(task?.defaultCase).toEqual([parsedLeaf]);
    expect(task?.forkTasks[1]?.[0]?.subWorkflowParam?.workflowDefinition).toMatchObject({
      tasks: [parsedLeaf],
    });
  });

  test('reads the embedded task definition with its own defaults', () => {
    const parsed = workflowDefSchema.parse({ tasks: [{ taskDefinition: { name: 'a', timeoutSeconds: 5 } }] });
    expect(parsed.tasks[0]?.taskDefinition).toMatchObject({ retryCount: 3, responseTimeoutSeconds: 5 });
  });

  test('takes an expression for a sub workflow definition, but no other text', () => {
    const withDefinition = (workflowDefinition: unknown) =>
      workflowDefSchema.safeParse({ tasks: [{ subWorkflowParam: { workflowDefinition } }] });
    expect(withDefinition('${a.output.definition}').success).toBe(true);
    expect(withDefinition('a.output.definition').error?.issues.map((issue) => issue.message)).toEqual([
      'workflowDefinition is a string, but not a valid DSL string',
    ]);
  });

  test('keeps a task type it does not know', () => {
    expect(workflowDefSchema.parse({ tasks: [{ type: 'TELEPORT' }] }).tasks[0]?.type).toBe('TELEPORT');
  });
});

// Definitions as people write them: some known fields, some that no version of Conductor has, at every depth.
const unknownFields = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 8 }).map((key) => `x ${key}`),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 3 },
);
const inputs = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 3,
});
const step = {
  name: fc.string(),
  taskReferenceName: fc.string(),
  type: fc.constantFrom('SIMPLE', 'SWITCH', 'FORK_JOIN', 'DO_WHILE', 'TELEPORT'),
  optional: fc.boolean(),
  startDelay: fc.nat(),
  inputParameters: inputs,
};
const withUnknown = <T extends object>(known: fc.Arbitrary<T>) =>
  fc.tuple(known, unknownFields).map(([fields, unknown]) => ({ ...fields, ...unknown }));
const { task: writtenTask } = fc.letrec<{ task: unknown; list: unknown[] }>((tie) => ({
  list: fc.array(tie('task'), { maxLength: 2 }),
  task: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'task' },
    withUnknown(fc.record(step, { requiredKeys: [] })),
    withUnknown(
      fc.record(
        {
          ...step,
          decisionCases: fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie('list'), { maxKeys: 2 }),
          forkTasks: fc.array(tie('list'), { maxLength: 2 }),
          loopOver: tie('list'),
        },
        { requiredKeys: [] },
      ),
    ),
  ),
}));
const writtenDefinition = withUnknown(
  fc.record(
    {
      name: fc.string(),
      version: fc.integer(),
      timeoutPolicy: fc.constantFrom('TIME_OUT_WF', 'ALERT_ONLY'),
      variables: inputs,
      tasks: fc.array(writtenTask, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  ),
);

/** Where `parsed` lacks or changes something of `written`; it may hold more. */
function lost(written: unknown, parsed: unknown, at = '$'): string[] {
  if (Array.isArray(written)) {
    if (!Array.isArray(parsed) || parsed.length !== written.length) return [at];
    return written.flatMap((item, index) => lost(item, parsed[index], `${at}[${index}]`));
  }
  if (!isJsonObject(written)) return Object.is(written, parsed) ? [] : [at];
  if (!isJsonObject(parsed)) return [at];
  return Object.entries(written).flatMap(([key, value]) => lost(value, parsed[key], `${at}.${key}`));
}

describe('a round trip', () => {
  test('loses nothing that was written', () => {
    fc.assert(
      fc.property(writtenDefinition, (written) => {
        expect(lost(written, workflowDefSchema.parse(written))).toEqual([]);
      }),
    );
  });

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(writtenDefinition, (written) => {
        const once = workflowDefSchema.parse(written);
        expect(workflowDefSchema.parse(once)).toEqual(once);
      }),
    );
  });
});
