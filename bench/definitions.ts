/** Tasks in one block: one SIMPLE, a SWITCH of 2 × 2, a FORK_JOIN of 3 × 2 with its JOIN, one HTTP. */
const tasksPerBlock = 15;

/** A definition of that block repeated; `tasks` is a multiple of 15. */
export function blocks(tasks: number): { name: string } & Record<string, unknown> {
  return {
    name: `bench_${tasks}`,
    version: 1,
    schemaVersion: 2,
    tasks: Array.from({ length: tasks / tasksPerBlock }, (_, index) => block(`b${index}`)).flat(),
  };
}

function block(prefix: string): Record<string, unknown>[] {
  const simple = (suffix: string) => ({
    name: `task_${suffix}`,
    taskReferenceName: `${prefix}_${suffix}`,
    type: 'SIMPLE',
    inputParameters: { id: '${workflow.input.id}' },
  });
  return [
    simple('first'),
    {
      name: 'route',
      taskReferenceName: `${prefix}_route`,
      type: 'SWITCH',
      evaluatorType: 'value-param',
      expression: 'kind',
      inputParameters: { kind: '${workflow.input.kind}' },
      decisionCases: { a: [simple('a1'), simple('a2')], b: [simple('b1'), simple('b2')] },
    },
    {
      name: 'fork',
      taskReferenceName: `${prefix}_fork`,
      type: 'FORK_JOIN',
      forkTasks: ['x', 'y', 'z'].map((branch) => [simple(`${branch}1`), simple(`${branch}2`)]),
    },
    {
      name: 'join',
      taskReferenceName: `${prefix}_join`,
      type: 'JOIN',
      joinOn: ['x', 'y', 'z'].map((branch) => `${prefix}_${branch}2`),
    },
    {
      name: 'call',
      taskReferenceName: `${prefix}_call`,
      type: 'HTTP',
      inputParameters: { http_request: { uri: 'http://127.0.0.1:1/never', method: 'GET' } },
    },
  ];
}
