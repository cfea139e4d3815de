import { choose, fork, join, loop, task } from './tasks.ts';

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

/** One task after the other. */
export function chain(length: number): { name: string } & Record<string, unknown> {
  const tasks = Array.from({ length }, (_, at) => task(`step_${at + 1}`));
  return { name: `chain_${length}`, version: 1, schemaVersion: 2, tasks };
}

/** One fork of so many branches. */
export function fan(width: number): { name: string } & Record<string, unknown> {
  const refs = Array.from({ length: width }, (_, at) => `branch_${at + 1}`);
  const tasks = [fork('fan_out', ...refs.map((ref) => [task(ref)])), join('fan_in', ...refs), task('after')];
  return { name: `fan_${width}`, version: 1, schemaVersion: 2, tasks };
}

/** A fork, a decision and a loop by turns, each inside the one before. */
export function nest(levels: number): { name: string } & Record<string, unknown> {
  let inner: unknown[] = [task('innermost')];
  for (let level = levels; level >= 1; level -= 1) {
    const beside = task(`beside_${level}`);
    const last = inner.at(-1);
    const end = isNamed(last) ? last.taskReferenceName : '';
    if (level % 3 === 1) {
      const joins = join(`join_${level}`, end, beside.taskReferenceName);
      inner = [fork(`fork_${level}`, inner, [beside]), joins];
    } else if (level % 3 === 2) {
      const subject = { evaluatorType: 'value-param', expression: 'by', inputParameters: { by: 1 } };
      inner = [{ ...choose(`choose_${level}`, { deeper: inner }, [beside]), ...subject }];
    } else inner = [loop(`loop_${level}`, ...inner)];
  }
  return { name: `nest_${levels}`, version: 1, schemaVersion: 2, tasks: inner };
}

function isNamed(value: unknown): value is { readonly taskReferenceName: string } {
  return typeof value === 'object' && value !== null && 'taskReferenceName' in value;
}
