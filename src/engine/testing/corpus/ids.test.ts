import { describe, expect, it } from 'vitest';
import { seenExecution } from './execution.ts';
import { Ids } from './ids.ts';

const uuid = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
const task = (id: number, referenceTaskName: string, subWorkflowId?: string) => ({
  taskId: uuid(id),
  taskType: 'SIMPLE',
  referenceTaskName,
  status: 'SCHEDULED',
  seq: id,
  ...(subWorkflowId === undefined ? {} : { subWorkflowId }),
});

const execution = (id: number, tasks: object[]) =>
  seenExecution({ workflowId: uuid(id), status: 'RUNNING', tasks });

describe('names of ids', () => {
  it('count the tasks of a reference and lead into children', () => {
    const ids = new Ids();
    ids.name(uuid(1), 'wf');
    ids.see(execution(1, [task(2, 'a'), task(3, 'a'), task(4, 's', uuid(5))]));
    ids.see(execution(5, [task(6, 'a')]));
    expect(ids.clean([1, 2, 3, 4, 5, 6, 7].map(uuid))).toEqual([
      '<wf>',
      '<a#1>',
      '<a#2>',
      '<s#1>',
      '<wf s#1>',
      '<s#1/a#1>',
      '<id>',
    ]);
    expect(ids.id('s#1/a#1')).toBe(uuid(6));
  });

  it('stay with what has them, and are known by nobody else', () => {
    const ids = new Ids();
    ids.name(uuid(1), 'wf');
    ids.see(execution(1, [task(2, 'a')]));
    ids.see(execution(1, [task(3, 'a')]));
    expect(ids.id('a#1')).toBe(uuid(2));
    expect(ids.id('a#2')).toBe(uuid(3));
    expect(() => ids.id('b#1')).toThrow('Nothing is called b#1');
  });
});

describe('what is clean', () => {
  it('has no times and no durations, and its keys in order', () => {
    const value = {
      b: 1893456000000,
      a: `at 1893456000000, 2030-01-01T00:00:00.000Z, timed out after 12 seconds of ${uuid(9)}`,
      n: [12345678901, 1.5],
    };
    expect(JSON.stringify(new Ids().clean(value))).toBe(
      JSON.stringify({
        a: 'at <time>, <time>, timed out after <n> seconds of <id>',
        b: '<time>',
        n: [12345678901, 1.5],
      }),
    );
  });
});
