import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { JsonObject } from '#contract/index.ts';
import { fromMiddle } from '#ui/workflow-graph/testing/from-middle.ts';
import { FakeServer } from './testing/fake-server.ts';
import { openExecution } from './testing/open-execution.tsx';
import { servedTask } from './testing/samples.ts';

const step = (ref: string) => ({ name: ref, taskReferenceName: ref, type: 'SIMPLE' });
const chain = (name: string) => Array.from({ length: 20 }, (_, at) => step(`${name}${at}`));
const sub = (ref: string, name: string) => ({
  ...step(ref),
  type: 'SUB_WORKFLOW',
  subWorkflowParam: { name, version: 1 },
});
const loop = (ref: string, ...loopOver: readonly object[]) => ({ ...step(ref), type: 'DO_WHILE', loopOver });

function run(id: string, tasks: readonly object[], done: readonly JsonObject[]): JsonObject {
  return {
    workflowId: id,
    workflowName: id,
    status: 'COMPLETED',
    startTime: 1_000,
    endTime: 9_000,
    workflowDefinition: { name: id, version: 1, tasks: [...tasks] },
    tasks: [...done],
  };
}

const began = (ref: string, subWorkflowId: string) =>
  servedTask(ref, { taskType: 'SUB_WORKFLOW', subWorkflowId });
const server = new FakeServer({});

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1_200, 800);
  server.refusals.clear();
  server.executions.clear();
  server.install();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const graph = page.getByRole('application');
const card = (ref: string) => graph.getByRole('button', { name: new RegExp(`^${ref} `) });
const panel = page.getByRole('complementary', { name: 'Task' });

describe('a link to a task in a sub-workflow within another', () => {
  beforeEach(() => {
    server.execution = run(
      'order',
      [...chain('a'), sub('sub', 'child'), ...chain('z')],
      [began('sub', 'child-run')],
    );
    server.executions.set(
      '/child-run',
      run('child', [sub('gc', 'grandchild')], [began('gc', 'grandchild-run')]),
    );
    server.executions.set(
      '/grandchild-run',
      run('grandchild', [...chain('b'), step('weigh'), ...chain('c')], [servedTask('weigh')]),
    );
  });

  test('opens both, and shows it in the middle', async () => {
    const answer = fetch;
    const held = Promise.withResolvers<void>();
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      if (url.endsWith('/grandchild-run')) await held.promise;
      return answer(url, init);
    });
    await openExecution('/execution/order?task=sub/gc/weigh');
    await expect.element(panel.getByText('Fetching it …')).toBeVisible();
    held.resolve();
    await expect.element(card('weigh')).toHaveAttribute('aria-pressed', 'true');
    await expect.element(panel.getByRole('heading', { name: 'weigh' })).toBeVisible();
    await expect.element(panel.getByText(/^In grandchild/)).toBeVisible();
    await expect.poll(() => fromMiddle(card('weigh').element())).toEqual([0, 0]);
  });

  test('says what cannot be fetched', async () => {
    server.refusals.set('/grandchild-run', { status: 404, message: 'It was archived' });
    await openExecution('/execution/order?task=sub/gc/weigh');
    await expect.element(panel.getByText(/Cannot be shown: It was archived/)).toBeVisible();
  });

  test('says that there is no such task only when all are open', async () => {
    await openExecution('/execution/order?task=sub/gc/ghost');
    await expect.element(panel.getByText(/No task of this execution is called sub\/gc\/ghost/)).toBeVisible();
  });
});

describe('a link to a task in a loop shows its iteration', () => {
  const shown = (ref: string) =>
    graph.getByRole('group', { name: `Iterations of ${ref}` }).getByRole('textbox');

  test('also where that is an earlier one', async () => {
    const done = [1, 2, 3].flatMap((at) =>
      ['lb', 'lc'].map((ref) => servedTask(`${ref}__${at}`, { iteration: at })),
    );
    server.execution = run('order', [loop('loop', step('lb'), step('lc'))], done);
    await openExecution('/execution/order?task=lc__1');
    await expect.element(panel.getByText('Iteration 1 of 3')).toBeVisible();
    await expect.element(shown('loop')).toHaveValue('1');
    // And leaves the reader the choice.
    await graph.getByRole('button', { name: 'Later iteration' }).click();
    await expect.element(shown('loop')).toHaveValue('2');
    await expect.element(panel.getByRole('heading', { name: 'lc__2' })).toBeVisible();
    // What is chosen in the graph is the step that it shows.
    await card('lb').click();
    await expect.element(panel.getByRole('heading', { name: 'lb__2' })).toBeVisible();
  });

  test('of every loop around it, also in a sub-workflow', async () => {
    const done = [1, 2].flatMap((outer) =>
      [1, 2].map((inner) => servedTask(`x__${outer}__${inner}`, { iteration: inner })),
    );
    server.execution = run('order', [sub('sub', 'child')], [began('sub', 'child-run')]);
    server.executions.set('/child-run', run('child', [loop('outer', loop('inner', step('x')))], done));
    await openExecution('/execution/order?task=sub/x__1__1');
    await expect.element(shown('outer')).toHaveValue('1');
    await expect.element(shown('inner')).toHaveValue('1');
    await expect.element(card('x')).toHaveAttribute('aria-pressed', 'true');
    const later = (ref: string) =>
      graph
        .getByRole('group', { name: `Iterations of ${ref}` })
        .getByRole('button', { name: 'Later iteration' });
    await later('outer').click();
    await expect.element(panel.getByRole('heading', { name: 'x__2__1' })).toBeVisible();
    await later('inner').click();
    await expect.element(panel.getByRole('heading', { name: 'x__2__2' })).toBeVisible();
    await expect.element(shown('outer')).toHaveValue('2');
  });
});

describe('a link to a task in a sub-workflow in a loop', () => {
  const shownIteration = graph.getByRole('group', { name: 'Iterations of loop' }).getByRole('textbox');
  const childRun = (at: number) =>
    run('child', [step('pack')], [{ ...servedTask('pack'), taskId: `pack-${at}`, workerId: `worker-${at}` }]);

  beforeEach(() => {
    server.execution = run(
      'order',
      [loop('loop', sub('sub', 'child'))],
      [1, 2, 3].map((at) => ({ ...began(`sub__${at}`, `child-${at}`), iteration: at })),
    );
    for (const at of [1, 2, 3]) server.executions.set(`/child-${at}`, childRun(at));
  });

  test('shows the iteration that it names', async () => {
    await openExecution('/execution/order?task=sub__2/pack');
    await expect.element(panel.getByText('worker-2')).toBeVisible();
    await expect.element(shownIteration).toHaveValue('2');
    await expect.element(card('pack')).toHaveAttribute('aria-pressed', 'true');
    // Another iteration of the loop is another run of the same task.
    await graph.getByRole('button', { name: 'Earlier iteration' }).click();
    await expect.element(panel.getByText('worker-1')).toBeVisible();
    await expect.element(shownIteration).toHaveValue('1');
  });

  test('shows the latest where it names none', async () => {
    await openExecution('/execution/order?task=sub/pack');
    await expect.element(panel.getByText('worker-3')).toBeVisible();
    await expect.element(shownIteration).toHaveValue('3');
  });

  test('is what the address says of a task that is chosen in the graph', async () => {
    const router = await openExecution('/execution/order?task=sub__2/pack');
    await expect.element(panel.getByText('worker-2')).toBeVisible();
    await card('sub').click();
    await expect.poll(() => router.state.location.search).toBe('?task=sub__2');
    await card('pack').click();
    await expect.poll(() => router.state.location.search).toBe('?task=sub__2/pack');
    await expect.element(panel.getByText('worker-2')).toBeVisible();
  });
});

test('a step that some iterations did not reach says so, and the graph agrees', async () => {
  const branch = {
    ...step('s'),
    type: 'SWITCH',
    decisionCases: { good: [step('good')], bad: [step('bad')] },
  };
  const round = (at: number, selectedCase: string) => [
    servedTask(`s__${at}`, { taskType: 'SWITCH', iteration: at, outputData: { selectedCase } }),
    servedTask(`${selectedCase}__${at}`, { iteration: at }),
  ];
  server.execution = run(
    'order',
    [loop('loop', branch)],
    [servedTask('loop', { iteration: 3 }), ...round(1, 'good'), ...round(2, 'good'), ...round(3, 'bad')],
  );
  await openExecution('/execution/order');
  await expect.element(card('good')).toMatchTextContent('not reached');
  await expect.element(card('bad')).toMatchTextContent('Completed');
  await card('good').click();
  await expect.element(panel.getByText('Iteration 3 of loop did not come to this step.')).toBeVisible();
  await panel.getByRole('button', { name: 'It ran in iteration 2' }).click();
  await expect.element(panel.getByText('Iteration 2 of 3 · ran in 2 of 3 iterations')).toBeVisible();
  await expect.element(card('good')).toMatchTextContent('Completed');
  await expect.element(card('bad')).toMatchTextContent('not reached');
  await graph.getByRole('button', { name: 'Later iteration' }).click();
  await expect.element(panel.getByText('Iteration 3 of loop did not come to this step.')).toBeVisible();
  await expect.element(card('good')).toMatchTextContent('not reached');
});

test('attempts are those of one iteration, and iterations are counted apart', async () => {
  const tries = (at: number, count: number) =>
    Array.from({ length: count }, (_, retryCount) => ({
      ...servedTask(`lb__${at}`),
      taskId: `lb-${at}-${retryCount}`,
      iteration: at,
      retryCount,
      status: retryCount === count - 1 ? 'COMPLETED' : 'FAILED',
    }));
  server.execution = run(
    'order',
    [loop('loop', step('lb'))],
    [...tries(1, 3), ...tries(2, 1), ...tries(3, 2)],
  );
  await openExecution('/execution/order?task=lb__3&panel=attempts');
  await expect.element(panel.getByRole('tab', { name: 'Attempts 2', exact: true })).toBeVisible();
  await expect.element(panel.getByText('Iteration 3 of 3')).toBeVisible();
  await expect.element(panel.getByRole('heading', { name: 'Attempts in iteration 3' })).toBeVisible();
  await expect.element(panel.getByRole('heading', { name: '3 iterations' })).toBeVisible();
  expect(panel.getByRole('button', { name: /attempt \d of 2/ }).elements()).toHaveLength(2);
  await panel.getByRole('button', { name: /iteration 1, 3 attempts/ }).click();
  await expect.element(panel.getByRole('tab', { name: 'Attempts 3', exact: true })).toBeVisible();
  await panel.getByRole('button', { name: /attempt 2 of 3/ }).click();
  await expect.element(panel.getByText(/attempt 2 of 3 ·/)).toBeVisible();
  await expect.element(card('lb')).toHaveAccessibleName(/try 3/);
});

describe('the link to a task', () => {
  const write = () => vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();

  beforeEach(() => {
    const around = loop('round', sub('sub', 'child'));
    server.execution = run(
      'order',
      [step('first'), around],
      [
        servedTask('first'),
        servedTask('round', { taskType: 'DO_WHILE', iteration: 1 }),
        { ...began('sub__1', 'child-run'), iteration: 1 },
      ],
    );
    server.executions.set('/child-run', run('child', [step('weigh')], [servedTask('weigh')]));
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('is copied from its panel, and says so', async () => {
    const text = write();
    await openExecution('/execution/order?task=first&panel=input');
    await panel.getByRole('button', { name: 'Copy link to this task' }).click();
    await expect.element(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(text.mock.lastCall?.[0]).toBe(`${window.location.origin}/execution/order?task=first&panel=input`);
  });

  test('names the sub-workflows and iterations around it, and is copied by a key', async () => {
    const text = write();
    await openExecution('/execution/order?task=sub__1/weigh');
    await expect.element(card('weigh')).toHaveAttribute('aria-pressed', 'true');
    await card('weigh').click();
    await userEvent.keyboard('c');
    await expect.element(page.getByText('Copied the link to this task')).toBeVisible();
    expect(decodeURIComponent(String(text.mock.lastCall?.[0]))).toBe(
      `${window.location.origin}/execution/order?task=sub__1/weigh`,
    );
  });
});

test('what a running loop opens at goes on with its iterations', async () => {
  const tasks = [loop('loop', step('ask'), step('check'))];
  const asks = (at: number, status: string) => servedTask(`ask__${at}`, { iteration: at, status });
  const open = (...done: readonly JsonObject[]) => ({ ...run('order', tasks, done), status: 'RUNNING' });
  server.execution = open(
    servedTask('loop', { taskType: 'DO_WHILE', status: 'IN_PROGRESS' }),
    asks(1, 'IN_PROGRESS'),
  );
  await openExecution('/execution/order');
  await expect.element(panel.getByRole('heading', { name: 'ask__1' })).toBeVisible();
  server.execution = open(
    servedTask('loop', { taskType: 'DO_WHILE', status: 'IN_PROGRESS' }),
    asks(1, 'COMPLETED'),
    servedTask('check__1', { iteration: 1 }),
    asks(2, 'IN_PROGRESS'),
  );
  await expect.element(panel.getByRole('heading', { name: 'ask__2' })).toBeVisible();
  await expect.element(panel.getByText('Iteration 2 of 2')).toBeVisible();
  await expect.element(card('check')).toMatchTextContent('not reached');
});
