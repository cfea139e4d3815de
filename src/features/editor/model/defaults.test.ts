import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workflowDefSchema } from '#contract/index.ts';
import { withoutEmptyDefaults } from './defaults.ts';

const bare = { name: 'a', taskReferenceName: 'a', type: 'SIMPLE', inputParameters: {} };
const noise = {
  decisionCases: {},
  defaultCase: [],
  forkTasks: [],
  loopOver: [],
  startDelay: 0,
  joinOn: [],
  optional: false,
  permissive: false,
  metadata: {},
};

describe('what a server adds to every task', () => {
  it('is left out, wherever the task is nested', () => {
    const inner = { ...noise, ...bare, taskReferenceName: 'b' };
    const text = JSON.stringify({ tasks: [{ ...bare, ...noise, loopOver: [inner] }], metadata: {} });
    expect(withoutEmptyDefaults(text)).toBe(
      JSON.stringify({ tasks: [{ ...bare, loopOver: [{ ...bare, taskReferenceName: 'b' }] }], metadata: {} }),
    );
  });

  it('stays where it says something, and where it is no field of a task', () => {
    const text = JSON.stringify({
      tasks: [{ ...bare, optional: true, startDelay: 5, inputParameters: { metadata: {}, optional: false } }],
    });
    expect(withoutEmptyDefaults(text)).toBe(text);
  });

  it('means the same when it is absent, whichever of it is there in whatever order', () => {
    const fields = fc.shuffledSubarray([...Object.entries(noise), ...Object.entries(bare)]);
    fc.assert(
      fc.property(fc.array(fields), (tasks) => {
        const text = JSON.stringify({
          name: 'w',
          tasks: tasks.map((entries) => Object.fromEntries(entries)),
        });
        const shorter = withoutEmptyDefaults(text);
        expect(workflowDefSchema.parse(JSON.parse(shorter))).toEqual(
          workflowDefSchema.parse(JSON.parse(text)),
        );
        expect(withoutEmptyDefaults(shorter)).toBe(shorter);
      }),
    );
  });

  it('is nothing in a text that is no definition', () => {
    expect(withoutEmptyDefaults('{"a":')).toBe('{"a":');
  });
});
