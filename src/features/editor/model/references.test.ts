import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseOn } from './advice.ts';
import { applyEdits } from './edits.ts';
import { findExpressions } from './expressions.ts';
import { parseText } from './parsed-text.ts';
import type { Finding } from './problem.ts';
import { checkReferences } from './references.ts';
import { indexTasks } from './task-places.ts';

interface Definition {
  readonly tasks: readonly unknown[];
  readonly [field: string]: unknown;
}

function textOf(definition: Definition): string {
  return JSON.stringify({ name: 'w', ...definition }, null, 2);
}

function check(definition: Definition): readonly Finding[] {
  const text = textOf(definition);
  return checkReferences(text, parseText(text).root);
}

function advise(definition: Definition): string[] {
  return adviseOn(indexTasks(parseText(textOf(definition)).root)).map((finding) => finding.message);
}

function task(ref: string, fields: Readonly<Record<string, unknown>> = {}): unknown {
  return { name: ref, taskReferenceName: ref, type: 'SIMPLE', ...fields };
}

function using(expression: string): unknown {
  return task('user', { inputParameters: { deep: [{ value: expression }] } });
}

describe('expressions', () => {
  it('are found with their places, the inner ones first', () => {
    expect(
      findExpressions('"a ${x.output} and ${y[${z}]}"', 10).map((found) => [found.path, found.offset]),
    ).toEqual([
      ['x.output', 15],
      ['z', 35],
      ['y[${z}]', 31],
    ]);
  });

  it('leave escapes and open ends alone', () => {
    expect(findExpressions('"$${x} ${open"')).toEqual([]);
  });

  it('never point outside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'a', '.') }), (source) => {
        for (const found of findExpressions(source)) {
          expect(source.slice(found.offset, found.offset + found.length)).toBe(found.path);
          expect(source.slice(found.offset - 2, found.offset)).toBe('${');
        }
      }),
    );
  });
});

describe('references', () => {
  it('to tasks, to the workflow and to the environment are known', () => {
    const known = [
      '${score.output.body.band}',
      '${$.score.output}',
      "${score['output']}",
      '${workflow.input.anything}',
      '${workflow.variables.seen}',
      '${workflow.secrets.KEY}',
      '${CPEWF_TASK_ID}',
      'plain $${nobody.output}',
    ];
    const tasks = [task('score'), task('set', { type: 'SET_VARIABLE', inputParameters: { seen: true } })];
    expect(
      check({
        tasks: [
          ...tasks,
          ...known.map((text, index) => ({ ...Object(using(text)), taskReferenceName: `u${index}` })),
        ],
      }),
    ).toEqual([]);
  });

  it('to a task that is not there are warned of wherever they are nested, with what was meant', () => {
    const definition = {
      tasks: [
        task('score'),
        task('fork', {
          type: 'FORK_JOIN',
          forkTasks: [[task('loop', { type: 'DO_WHILE', loopOver: [using('${scor.output.x}')] })]],
        }),
      ],
    };
    const [finding] = check(definition);
    expect(finding?.message).toBe('scor is not a task of this workflow.');
    expect(finding?.fix?.meant).toBe('score');
    const text = textOf(definition);
    const edit = finding?.fix?.edit;
    expect(edit && applyEdits(text, [edit])).toBe(text.replace('${scor.', '${score.'));
  });

  it('in the output of the workflow and in joinOn are checked too', () => {
    const messages = check({
      tasks: [task('left'), task('join', { type: 'JOIN', joinOn: ['left', 'rigth_one'] })],
      outputParameters: { result: '${lost.output}' },
    }).map((finding) => finding.message);
    expect(messages).toEqual([
      'lost is not a task of this workflow.',
      'rigth_one is not a task of this workflow: the JOIN would wait for ever.',
    ]);
  });

  it('in joinOn to what can come only after the JOIN are warned of', () => {
    const joinOn = ['left', 'end', 'join'];
    const messages = (before: unknown) =>
      check({ tasks: [before, task('join', { type: 'JOIN', joinOn }), task('end')] }).map(
        (finding) => finding.message,
      );
    expect(messages(task('left'))).toEqual([
      'The JOIN would wait for ever: end comes only after it.',
      'The JOIN would wait for ever: it waits for itself.',
    ]);
    // There the server joins on the tasks that the fork makes.
    expect(messages(task('left', { type: 'FORK_JOIN_DYNAMIC' }))).toEqual([]);
  });

  it('in joinOn are mended with what comes before the JOIN', () => {
    const [finding] = check({
      tasks: [task('left'), task('join', { type: 'JOIN', joinOn: ['left1'] }), task('left2')],
    });
    expect(finding?.fix?.meant).toBe('left');
  });

  it('to a field nobody has are warned of', () => {
    const messages = check({ tasks: [task('score'), using('${score.outptu.x} ${workflow.createdBy}')] }).map(
      (finding) => finding.message,
    );
    expect(messages).toContain('score.outptu is always empty: tasks have no outptu.');
    expect(messages).toContain('workflow.createdBy is always empty: a workflow has no createdBy.');
  });

  it('to a variable nobody sets are warned of; to an undeclared input only when it looks like a slip', () => {
    expect(check({ tasks: [using('${workflow.variables.total}')] })).toHaveLength(1);
    expect(check({ tasks: [using('${workflow.input.other}')], inputParameters: ['name'] })).toEqual([]);
    expect(
      check({ tasks: [using('${workflow.input.nmae}')], inputParameters: ['name'] })[0]?.fix?.meant,
    ).toBe('name');
  });

  it('inside a definition in place are looked up there', () => {
    const inner = { name: 'inner', tasks: [task('own'), using('${own.output} ${outer.output}')] };
    const messages = check({
      tasks: [
        task('outer'),
        task('sub', { type: 'SUB_WORKFLOW', subWorkflowParam: { name: 'inner', workflowDefinition: inner } }),
      ],
    }).map((finding) => finding.message);
    expect(messages).toEqual(['outer is not a task of this workflow.']);
  });

  it('in scripts and descriptions are none', () => {
    expect(
      check({
        tasks: [task('loop', { type: 'DO_WHILE', loopCondition: '`${x.y}`', description: '${a.b}' })],
      }),
    ).toEqual([]);
  });
});

describe('advice', () => {
  it('warns of a fork without join and what can never run', () => {
    expect(
      advise({
        tasks: [
          task('fork', { type: 'FORK_JOIN', forkTasks: [[task('branch')]] }),
          task('stop', { type: 'TERMINATE' }),
          task('after'),
        ],
      }),
    ).toEqual([
      'No JOIN follows this fork: the run fails when it gets here.',
      'Never reached: stop ends the workflow before it.',
    ]);
  });

  it.each([
    ['in a loop, whatever follows that', 'DO_WHILE', 'loopOver', 'No JOIN follows'],
    ['last in a case, by a JOIN behind the decision', 'SWITCH', 'defaultCase', ''],
  ])('looks for the JOIN of a fork %s', (_what, type, list, expected) => {
    const inner = task('fork', { type: 'FORK_JOIN', forkTasks: [[task('branch')]] });
    const messages = advise({
      tasks: [task('around', { type, [list]: [inner] }), task('j', { type: 'JOIN' })],
    });
    expect(messages).toEqual(
      expected === '' ? [] : [`${expected} this fork: the run fails when it gets here.`],
    );
  });

  it.each(['FORK_JOIN', 'FORK_JOIN_DYNAMIC'])('warns of an EXCLUSIVE_JOIN behind a %s', (type) => {
    expect(advise({ tasks: [task('fork', { type }), task('e', { type: 'EXCLUSIVE_JOIN' })] })).toEqual([
      'An EXCLUSIVE_JOIN, not a JOIN, follows this fork: the run fails when it gets here.',
    ]);
  });

  it('is silent about a workflow in order', () => {
    expect(
      advise({
        tasks: [
          task('choose', {
            type: 'SWITCH',
            decisionCases: { a: [task('x', { type: 'TERMINATE' })] },
            defaultCase: [task('y')],
          }),
          task('fork', { type: 'FORK_JOIN', forkTasks: [[task('branch')]] }),
          task('join', { type: 'JOIN' }),
        ],
      }),
    ).toEqual([]);
  });
});
