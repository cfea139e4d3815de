import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathKeys } from './branches.ts';
import { buildGraph } from './model.ts';
import { arbitraryDefinition } from './testing/arbitrary-definition.ts';
import { graphOf, task } from './testing/tasks.ts';
import type { WorkflowGraph } from './types.ts';

const build = (...tasks: readonly unknown[]) => graphOf(tasks);
const edges = (graph: WorkflowGraph) =>
  graph.edges.map(({ source, target, label }) => [source.id, target.id, label]);
const problems = (graph: WorkflowGraph) =>
  Object.fromEntries(
    graph.nodes.filter(({ problem }) => problem !== '').map(({ id, problem }) => [id, problem]),
  );

describe('a graph', () => {
  test('leads from start to end through a sequence', () => {
    expect(edges(build(task('a'), task('b')))).toEqual([
      ['~start', 'a', ''],
      ['a', 'b', ''],
      ['b', '~end', ''],
    ]);
  });

  test('of an empty workflow is one line', () => {
    expect(edges(build())).toEqual([['~start', '~end', '']]);
    expect(edges(buildGraph(undefined))).toEqual([['~start', '~end', '']]);
  });

  test('labels the cases of a switch, and draws an empty one and a missing default as a straight pass', () => {
    const graph = build(task('s', 'SWITCH', { decisionCases: { yes: [task('a')], no: [] } }), task('b'));
    expect(edges(graph)).toEqual([
      ['s', 'a', 'yes'],
      ['a', 's~join', ''],
      ['s', 's~join', 'no'],
      ['s', 's~join', 'default'],
      ['~start', 's', ''],
      ['s~join', 'b', ''],
      ['b', '~end', ''],
    ]);
    expect(new Set(graph.edges.map(({ id }) => id)).size).toBe(graph.edges.length);
  });

  test('leads the branches of a fork to its join', () => {
    const graph = build(
      task('f', 'FORK_JOIN', { forkTasks: [[task('a')], [task('b')]] }),
      task('j', 'JOIN', { joinOn: ['a', 'b'] }),
    );
    expect(graph.byId.get('j')?.problem).toBe('');
    expect(graph.outgoing.get('f~join')?.map(({ target }) => target.id)).toEqual(['j']);
    expect(graph.incoming.get('f~join')?.map(({ source }) => source.id)).toEqual(['a', 'b']);
  });

  test('ends a branch at TERMINATE, and comes to no end where every way does', () => {
    const stop = (ref: string) =>
      task(ref, 'TERMINATE', { inputParameters: { terminationStatus: 'FAILED' } });
    const one = build(task('s', 'SWITCH', { decisionCases: { bad: [stop('t')] }, defaultCase: [task('a')] }));
    expect(one.outgoing.get('t')).toBeUndefined();
    expect(one.incoming.get('~end')?.map(({ source }) => source.id)).toEqual(['s~join']);
    const all = build(
      task('s', 'SWITCH', { decisionCases: { bad: [stop('t')] }, defaultCase: [stop('u')] }),
      task('z'),
    );
    expect(all.incoming.get('z')).toBeUndefined();
    expect(problems(all)).toEqual({ z: 'Never reached: the workflow ends before it' });
    expect(build(stop('t')).byId.has('~end')).toBe(false);
  });

  test('names every node once, and the first of a reference name by that name', () => {
    const graph = build(task('a'), task('a'), task('a~2'), task('~start'), { type: 'SIMPLE', name: 'n' });
    expect(graph.nodes.map(({ id }) => id)).toEqual(['~start', 'a', 'a~2', 'a~2~2', '~start~2', 'n', '~end']);
    expect(graph.byRef.get('a')?.id).toBe('a');
    expect(problems(graph)).toEqual({
      'a~2': 'Reference name used twice',
      n: 'It has no reference name',
    });
  });

  test('says in words what is wrong', () => {
    const graph = build(
      task('f', 'FORK_JOIN', { forkTasks: [[task('a')]] }),
      task('g', 'FORK_JOIN'),
      task('s', 'SWITCH'),
      task('l', 'DO_WHILE', { loopOver: 'x' }),
      'nonsense',
    );
    expect(problems(graph)).toEqual({
      f: 'No join follows this fork',
      g: 'The fork has no branches',
      s: 'The decision has no cases',
      l: 'The loop has no tasks',
      task: 'This is not a task',
    });
  });

  test('tells what the server refuses from what it only stumbles over', () => {
    const nameless = { ...task(''), name: 'nameless' };
    const graph = build(
      nameless,
      task('l', 'DO_WHILE', { loopOver: [{ ...nameless, name: 'inner' }] }),
      task('f', 'FORK_JOIN', { forkTasks: [[task('a')]] }),
      task('a'),
      task('s', 'SWITCH'),
      task('u', 'SIMPLE', { inputParameters: { x: '${nobody.output}' } }),
      task('v', 'SIMPLE', { sink: '${nobody.output}' }),
    );
    const refused = graph.nodes.filter(({ isRefused }) => isRefused).map(({ id }) => id);
    expect(refused).toEqual(['nameless', 'a~2', 's', 'u']);
    expect(Object.keys(problems(graph))).toEqual(['nameless', 'inner', 'f', 'a~2', 's', 'u', 'v']);
  });

  test('looks for the join of a fork where the server does', () => {
    const inner = task('f', 'FORK_JOIN', { forkTasks: [[task('a')]] });
    const around = (type: string, fields: object) =>
      problems(build(task('x', type, { ...fields }), task('j', 'JOIN', { joinOn: ['a'] })))['f'];
    expect(around('SWITCH', { decisionCases: { y: [inner] } })).toBeUndefined();
    expect(around('DO_WHILE', { loopOver: [inner] })).toBe('No join follows this fork');
    const exclusive = build(inner, task('e', 'EXCLUSIVE_JOIN', { joinOn: ['a'] }));
    expect(problems(exclusive)).toEqual({ f: 'Followed by an EXCLUSIVE_JOIN, not a JOIN' });
  });

  test('knows where each task is written and what it is in', () => {
    const inner = task('c');
    const graph = build(
      task('a'),
      task('l', 'DO_WHILE', { loopOver: [task('s', 'SWITCH', { decisionCases: { x: [inner] } })] }),
    );
    const node = graph.byId.get('c');
    expect(pathKeys(node?.path ?? null)).toEqual(['tasks', 1, 'loopOver', 0, 'decisionCases', 'x', 0]);
    expect(node?.parent?.id).toBe('s');
    expect(node?.parent?.parent?.id).toBe('l');
  });

  test('stands a placeholder for the branches of a dynamic fork, and draws up to five once they are known', () => {
    const fork = task('f', 'FORK_JOIN_DYNAMIC', { dynamicForkTasksParam: 'tasks' });
    const join = task('j', 'JOIN');
    expect(build(fork, join).byId.get('f~branches')).toMatchObject({
      kind: 'placeholder',
      detail: 'decided at run time',
    });

    const known = (count: number) => {
      const definitions = Array.from({ length: count }, (_, at) => task(`b${at}`));
      const refs = definitions.map(({ taskReferenceName }) => taskReferenceName);
      return buildGraph({ tasks: [fork, join] }, { forks: new Map([['f', { refs, definitions }]]) });
    };
    expect(known(5).nodes.map(({ id }) => id)).toEqual([
      '~start',
      'f',
      'b0',
      'b1',
      'b2',
      'b3',
      'b4',
      'j',
      '~end',
      'f~join',
    ]);
    expect(known(6).byId.get('f~branches')).toMatchObject({
      name: '6 branches',
      members: ['b0', 'b1', 'b2', 'b3', 'b4', 'b5'],
    });
  });

  test('does not look for a dynamic fork within its own branches for ever', () => {
    const fork = task('f', 'FORK_JOIN_DYNAMIC');
    const forks = new Map([['f', { refs: ['f'], definitions: [fork] }]]);
    expect(buildGraph({ tasks: [fork] }, { forks }).nodes.length).toBeLessThan(10);
  });

  test("has every task of the definition, and each junction's way in before its way out", () => {
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        const graph = buildGraph(definition);
        const refs = [...JSON.stringify(definition).matchAll(/"taskReferenceName":"([^"]+)"/g)].map(
          ([, ref]) => ref,
        );
        expect(new Set(graph.byRef.keys())).toEqual(new Set(refs));
        const left = new Set<string>();
        for (const { source, target } of graph.edges) {
          expect(left.has(target.id) && target.kind === 'junction', `${source.id} to ${target.id}`).toBe(
            false,
          );
          left.add(source.id);
        }
      }),
    );
  });
});
