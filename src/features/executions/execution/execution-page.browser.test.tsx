import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { notifications } from '@mantine/notifications';
import type { JsonObject } from '#contract/index.ts';
import { fromMiddle } from '#ui/workflow-graph/testing/from-middle.ts';
import { changed, FakeServer, withTask } from './testing/fake-server.ts';
import { openExecution } from './testing/open-execution.tsx';

const now = Date.now();
const steps = ['validate', 'charge', 'ship'];

function task(ref: string, fields: JsonObject = {}): JsonObject {
  return {
    taskId: `${ref}-1`,
    taskType: ref,
    taskDefName: ref,
    referenceTaskName: ref,
    status: 'COMPLETED',
    seq: steps.indexOf(ref) + 1,
    scheduledTime: now - 9_000,
    startTime: now - 8_000,
    endTime: now - 7_000,
    inputData: { order: ref },
    workflowTask: { name: ref, taskReferenceName: ref, type: 'SIMPLE' },
    ...fields,
  };
}

const failed: JsonObject = {
  workflowId: 'run-1',
  workflowName: 'orders',
  status: 'FAILED',
  startTime: now - 10_000,
  endTime: now - 1_000,
  workflowDefinition: {
    name: 'orders',
    version: 1,
    tasks: steps.map((ref) => ({ name: ref, taskReferenceName: ref, type: 'SIMPLE' })),
  },
  tasks: [
    task('validate'),
    task('charge', { status: 'FAILED', reasonForIncompletion: '402 Card declined' }),
    task('charge', {
      taskId: 'charge-2',
      status: 'FAILED',
      retryCount: 1,
      reasonForIncompletion: '402 again',
    }),
  ],
};

const waiting: JsonObject = changed(failed, {
  status: 'RUNNING',
  endTime: 0,
  tasks: [
    task('validate'),
    task('charge', { taskType: 'WAIT', status: 'IN_PROGRESS', endTime: 0, workflowTask: { type: 'WAIT' } }),
  ],
});

let server = new FakeServer(failed);

function serve(execution: JsonObject): void {
  server = new FakeServer(execution);
  server.install();
}

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1_200, 800);
});

afterEach(() => {
  vi.unstubAllGlobals();
  // They outlive the page they appeared on, and only so many are shown at once.
  notifications.clean();
});

const panel = page.getByRole('complementary', { name: 'Task' });
const dialog = page.getByRole('dialog');

function button(name: string): ReturnType<typeof page.getByRole> {
  return page.getByRole('button', { name, exact: true });
}

function tab(name: string): ReturnType<typeof page.getByRole> {
  // A figure may follow the word.
  return page.getByRole('tablist', { name: 'Execution' }).getByRole('tab', { name: new RegExp(`^${name}`) });
}

describe('a failed run', () => {
  test('says why without a click, and shows the task that failed', async () => {
    serve(failed);
    await openExecution('/execution/run-1');
    await expect.element(page.getByText('charge failed after 2 attempts: 402 again')).toBeVisible();
    await expect.element(panel.getByRole('heading', { name: 'charge' })).toBeVisible();
    await expect.element(panel.getByText('402 again')).toBeVisible();
    await expect.element(panel.getByText(/attempt 2 of 2/)).toBeVisible();
    await button('See input').click();
    await expect.element(panel.getByRole('tab', { name: 'Input' })).toHaveAttribute('aria-selected', 'true');
  });

  test('an earlier attempt can be looked at, and is in the address', async () => {
    serve(failed);
    const router = await openExecution('/execution/run-1?panel=attempts');
    await panel.getByRole('button', { name: /attempt 1/ }).click();
    await panel.getByRole('tab', { name: 'Overview' }).click();
    await expect.element(panel.getByText('402 Card declined')).toBeVisible();
    await vi.waitFor(() => expect(router.state.location.search).toBe('?task=charge&attempt=charge-1'), {
      timeout: 10_000,
    });
  });

  test('an address with a task opens it', async () => {
    serve(failed);
    await openExecution('/execution/run-1/charge-1');
    await expect.element(panel.getByText(/attempt 1 of 2/)).toBeVisible();
  });

  test('is retried, and what is shown is what the server then says', async () => {
    serve(failed);
    server.effects.set('/retry', () => {
      server.execution = changed(failed, { status: 'RUNNING', endTime: 0 });
    });
    await openExecution('/execution/run-1');
    await button('Retry').click();
    await expect.element(button('Pause')).toBeVisible();
    expect(server.asked.map(({ path }) => path)).toEqual([
      '/api/workflow/run-1/retry?resumeSubworkflowTasks=false',
    ]);
  });

  test('with a failed sub-workflow a retry asks where to go on', async () => {
    serve(withTask(failed, 'charge-2', { taskType: 'SUB_WORKFLOW', workflowTask: { type: 'SUB_WORKFLOW' } }));
    await openExecution('/execution/run-1');
    await button('Retry').click();
    await expect.element(dialog.getByText('Go on inside them')).toBeVisible();
    await dialog.getByRole('button', { name: 'Retry' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(server.asked[0]?.path).toMatch(/resumeSubworkflowTasks=true$/);
  });

  test('is run again from a task with another input', async () => {
    serve(failed);
    await openExecution('/execution/run-1');
    await button('Rerun with another input…').click();
    await dialog.getByRole('textbox', { name: 'Input' }).fill('[1]');
    await dialog.getByRole('button', { name: 'Rerun' }).click();
    await expect.element(dialog.getByText('It must be a JSON object: { … }')).toBeVisible();
    expect(server.asked).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Input' }).fill('{"amount": 1}');
    await dialog.getByRole('button', { name: 'Rerun' }).click();
    await vi.waitFor(() => expect(server.asked).toHaveLength(1), { timeout: 10_000 });
    expect(server.asked[0]).toMatchObject({
      path: '/api/workflow/run-1/rerun',
      body: { reRunFromTaskId: 'charge-2', taskInput: { amount: 1 } },
    });
  });
});

test('a task that waits for a person shows what it asks beside the answer', async () => {
  const fields = {
    taskType: 'HUMAN',
    workflowTask: { type: 'HUMAN' },
    inputData: { question: 'May it be shipped?' },
  };
  serve(withTask(waiting, 'charge-1', fields));
  await openExecution('/execution/run-1');
  const asked = panel.getByRole('region', { name: 'What it asks' });
  await expect.element(asked.getByText(/May it be shipped\?/)).toBeVisible();
  await expect.element(panel.getByRole('textbox', { name: 'Output' })).toBeVisible();
});

describe('the banner', () => {
  const why = page.getByRole('region', { name: 'Why it is where it is' });
  const reason =
    "Sub workflow child.1/c-1 failure reason: Task t-1 failed with status: FAILED and reason: 'Sub workflow " +
    "grandchild.1/g-1 failure reason: Task t-2 failed with status: FAILED and reason: 'scale not calibrated''";

  test('of a failure in a sub-workflow of a sub-workflow says the innermost reason and leads there', async () => {
    const fields = { taskType: 'SUB_WORKFLOW', subWorkflowId: 'c-1', reasonForIncompletion: reason };
    serve(withTask(failed, 'charge-2', fields));
    server.executions.set('/tasks/t-2', task('weigh'));
    await openExecution('/execution/run-1');
    await expect.element(why.getByText('charge failed after 2 attempts: scale not calibrated')).toBeVisible();
    await expect
      .element(why.getByText(/The failure is in the task weigh of grandchild, inside child\./))
      .toBeVisible();
    await expect
      .element(why.getByRole('link', { name: 'Open where it failed' }))
      .toHaveAttribute('href', '/execution/g-1/t-2');
    await expect
      .element(why.getByRole('link', { name: 'See weigh’s input' }))
      .toHaveAttribute('href', '/execution/g-1/t-2?panel=input');
    await expect
      .element(why.getByRole('link', { name: 'Open the sub-workflow' }))
      .toHaveAttribute('href', '/execution/c-1');
    await expect.element(panel.getByText('scale not calibrated', { exact: true })).toBeVisible();
    await expect.element(why.getByText(reason)).not.toBeVisible();
    await why.getByText('The whole reason').click();
    await expect.element(why.getByText(reason)).toBeVisible();
  });

  test('of an execution that a TERMINATE ended names it and shows it', async () => {
    const fields = {
      status: 'COMPLETED',
      taskType: 'TERMINATE',
      workflowTask: { type: 'TERMINATE' },
      inputData: { terminationStatus: 'COMPLETED' },
    };
    serve(
      changed(failed, {
        status: 'COMPLETED',
        reasonForIncompletion: 'nothing to do',
        tasks: [task('validate'), task('charge', fields)],
      }),
    );
    await openExecution('/execution/run-1');
    await expect.element(why.getByText('charge ended it as completed: nothing to do')).toBeVisible();
    await expect.element(panel).not.toBeInTheDocument();
    await why.getByRole('button', { name: 'Show task' }).click();
    await expect.element(panel.getByRole('heading', { name: 'charge' })).toBeVisible();
  });
});

test('a join that waits for what is no task says so in the banner, in its panel and on its card', async () => {
  const joinTask = { name: 'j', taskReferenceName: 'j', type: 'JOIN', joinOn: ['ship', 'ghost'] };
  const branches = [[{ name: 'ship', taskReferenceName: 'ship', type: 'SIMPLE' }]];
  serve(
    changed(waiting, {
      workflowDefinition: {
        name: 'orders',
        version: 1,
        tasks: [{ name: 'f', taskReferenceName: 'f', type: 'FORK_JOIN', forkTasks: branches }, joinTask],
      },
      tasks: [
        task('ship'),
        task('j', {
          taskType: 'JOIN',
          status: 'IN_PROGRESS',
          endTime: 0,
          inputData: { joinOn: ['ship', 'ghost'] },
          workflowTask: joinTask,
        }),
      ],
    }),
  );
  await openExecution('/execution/run-1');
  const sentence = 'j is waiting for ghost, which is no task here';
  await expect.element(page.getByText(sentence, { exact: true })).toBeVisible();
  await expect.element(page.getByText(/It can never go on/)).toBeVisible();
  await expect.element(panel.getByText(`${sentence}.`, { exact: true })).toBeVisible();
  await expect.element(page.getByRole('application').getByText(/Waits for unknown ghost$/)).toBeVisible();
});

describe('where values come from', () => {
  const reads = (ref: string, value: string) => ({
    name: ref,
    taskReferenceName: ref,
    type: 'SIMPLE',
    inputParameters: { value },
  });
  const definition = {
    name: 'orders',
    version: 1,
    tasks: [
      reads('validate', 'nothing'),
      reads('charge', '${validate.output.amount}'),
      reads('ship', '${charge.output.receipt}'),
    ],
  };

  test('is told in the panel, and leads there and back by keys', async () => {
    serve(changed(failed, { workflowDefinition: definition }));
    await openExecution('/execution/run-1');
    const line = (name: string) => panel.getByRole('list', { name, exact: true });
    await expect.element(line('Uses').getByText('validate.output.amount')).toBeVisible();
    await expect.element(line('Used by').getByText('charge.output.receipt')).toBeVisible();
    const ship = line('Used by').getByRole('button', { name: 'ship' }).element();
    if (ship instanceof HTMLElement) ship.focus();
    await userEvent.keyboard('{Enter}');
    // The run has not come to that one, and still it says so.
    await expect.element(panel.getByRole('heading', { name: 'ship' })).toHaveFocus();
    await expect.element(line('Used by')).not.toBeInTheDocument();
    await line('Uses').getByRole('button', { name: 'charge' }).click();
    await line('Uses').getByRole('button', { name: 'validate' }).click();
    await expect.element(panel.getByRole('heading', { name: 'validate' })).toBeVisible();
    await expect.element(line('Uses')).not.toBeInTheDocument();
  });

  test('is no more than what fits, until more is asked for', async () => {
    const many = Array.from({ length: 30 }, (_, at) => reads(`t${at}`, '${charge.output}'));
    serve(changed(failed, { workflowDefinition: { ...definition, tasks: [...definition.tasks, ...many] } }));
    await openExecution('/execution/run-1');
    const users = panel.getByRole('list', { name: 'Used by' }).getByRole('listitem');
    await expect.element(users).toHaveLength(6);
    await button('Show more of 31').click();
    await expect.element(users).toHaveLength(31);
    await expect.element(button('Show more of 31')).not.toBeInTheDocument();
  });
});

describe('a long run', () => {
  const step = (ref: string) => ({ name: ref, taskReferenceName: ref, type: 'SIMPLE' });
  const chain = (from: number) => Array.from({ length: 30 }, (_, at) => step(`t${from + at}`));
  const batch = { ...step('batch'), type: 'DO_WHILE', loopOver: [step('pack')] };
  const long = changed(failed, {
    workflowDefinition: { name: 'orders', version: 1, tasks: [...chain(0), batch, ...chain(30)] },
    tasks: [task('t0', { status: 'FAILED' })],
  });
  const card = (name: RegExp) => page.getByRole('application').getByRole('button', { name });

  test.each([
    ['t40', '[]'],
    ['pack', '[]'],
    ['pack', '["batch"]'],
  ])('opens at the task %s of the address, selected and in the middle; folded is %s', async (ref, folded) => {
    localStorage.setItem('graph-folded:orders', folded);
    serve(long);
    await openExecution(`/execution/run-1?task=${ref}`);
    const found = card(new RegExp(`^${ref} `));
    await expect.element(found).toHaveAttribute('aria-pressed', 'true');
    await expect.element(panel.getByRole('heading', { name: ref })).toBeVisible();
    await expect.poll(() => fromMiddle(found.element())).toEqual([0, 0]);
  });
});

describe('a running one', () => {
  test('moves by itself, and what was selected stays selected', async () => {
    serve(waiting);
    await openExecution('/execution/run-1');
    await expect.element(page.getByText('charge is waiting for a signal', { exact: true })).toBeVisible();
    await tab('Tasks').click();
    await page.getByRole('row').filter({ hasText: 'validate' }).click();
    server.execution = changed(withTask(waiting, 'charge-1', { status: 'COMPLETED', endTime: now }), {
      status: 'COMPLETED',
      endTime: now,
    });
    await expect.element(button('Run again…')).toBeVisible();
    await expect.element(panel.getByRole('heading', { name: 'validate' })).toBeVisible();
  });

  test('is not looked at any more once it has ended', async () => {
    serve(failed);
    await openExecution('/execution/run-1');
    await expect.element(button('Retry')).toBeVisible();
    expect(server.looks).toBe(1);
  });

  test('has a timeline that grows', async () => {
    serve(waiting);
    await openExecution('/execution/run-1?tab=timeline');
    await expect.element(page.getByRole('option', { name: /charge/ })).toBeVisible();
    await page.getByRole('option', { name: /validate/ }).click();
    await expect.element(panel.getByRole('heading', { name: 'validate' })).toBeVisible();
  });

  test('its wait can be completed by hand; what is no JSON is not sent', async () => {
    serve(waiting);
    await openExecution('/execution/run-1');
    const output = panel.getByRole('textbox', { name: 'Output' });
    await output.fill('{broken');
    await button('Complete task').click();
    await expect.element(panel.getByText(/This is not JSON/)).toBeVisible();
    await output.fill('{"approved": true}');
    await button('Complete task').click();
    await vi.waitFor(() => expect(server.asked).toHaveLength(1), { timeout: 10_000 });
    expect(server.asked[0]).toEqual({
      method: 'POST',
      path: '/api/tasks',
      body: {
        workflowInstanceId: 'run-1',
        taskId: 'charge-1',
        status: 'COMPLETED',
        outputData: { approved: true },
      },
    });
  });

  test('is terminated with a reason, and Escape closes the dialog before the panel', async () => {
    serve(waiting);
    await openExecution('/execution/run-1');
    await button('Terminate…').click();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(panel).toBeVisible();
    await button('Terminate…').click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('wrong order');
    await dialog.getByRole('button', { name: 'Terminate' }).click();
    await vi.waitFor(() => expect(server.asked[0]?.path).toBe('/api/workflow/run-1?reason=wrong+order'), {
      timeout: 10_000,
    });
    await expect.element(dialog).not.toBeInTheDocument();
    await tab('Tasks').click();
    await userEvent.keyboard('{Escape}');
    await expect.element(panel).not.toBeInTheDocument();
  });

  test("a refusal is shown in the server's words", async () => {
    serve(waiting);
    server.refusals.set('/pause', { status: 409, message: 'Workflow has ended, status cannot be updated.' });
    await openExecution('/execution/run-1');
    await button('Pause').click();
    await expect.element(page.getByRole('alert').getByText(/Workflow has ended/)).toBeVisible();
    await expect.element(button('Pause')).toBeVisible();
  });

  test('a look that fails leaves the last one standing, with a word about it', async () => {
    serve(waiting);
    await openExecution('/execution/run-1');
    await expect.element(button('Pause')).toBeVisible();
    server.refusals.set('/run-1', { status: 500, message: 'The database is away' });
    await expect.element(page.getByText(/the last look failed: The database is away/)).toBeVisible();
    await expect.element(panel).toBeVisible();
    server.refusals.clear();
    await button('Look again').click();
    await expect.element(page.getByText(/the last look failed/)).not.toBeInTheDocument();
  });
});

test('logs are asked for when they are looked at', async () => {
  serve(failed);
  server.logs.set('charge-2', [{ log: 'calling the bank', taskId: 'charge-2', createdTime: now }]);
  await openExecution('/execution/run-1');
  await panel.getByRole('tab', { name: 'Logs' }).click();
  await expect.element(panel.getByText(/calling the bank/)).toBeVisible();
  await tab('Tasks').click();
  await page.getByRole('row').filter({ hasText: 'validate' }).click();
  await expect.element(panel.getByText(/logged nothing about this attempt/)).toBeVisible();
});

test('what cannot be done says why', async () => {
  serve(failed);
  await openExecution('/execution/run-1');
  await button('All actions').click();
  const pause = page.getByRole('menuitem', { name: /^Pause/ });
  await expect.element(pause).toHaveAttribute('aria-disabled', 'true');
  await expect.element(pause.getByText('It has ended: it is failed')).toBeVisible();
});

test('an unknown id is answered with what the server says, and a way on', async () => {
  serve(failed);
  server.refusals.set('/nobody', { status: 404, message: 'No such workflow found by id: nobody' });
  await openExecution('/execution/nobody');
  await expect.element(page.getByRole('heading', { name: 'No such execution' })).toBeVisible();
  await expect.element(page.getByText('No such workflow found by id: nobody')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'All executions' })).toBeVisible();
});

test('statuses, types and tasks that this page does not know break nothing', async () => {
  serve({
    workflowId: 'run-1',
    workflowName: 'odd',
    status: 'DREAMING',
    startTime: 'yesterday',
    workflowDefinition: { tasks: [{ taskReferenceName: 'a' }, 7, { type: 'TELEPATHY' }] },
    tasks: [
      { taskId: 's', referenceTaskName: 'a', status: 'SKIPPED', seq: 0 },
      null,
      { taskId: 'p', referenceTaskName: 'gone__3', status: 'PONDERING', workflowTask: 'none' },
    ],
  });
  await openExecution('/execution/run-1');
  for (const name of ['Timeline', 'Tasks', 'Input and output', 'Variables', 'JSON', 'Graph']) {
    await tab(name).click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'odd' })).toBeVisible();
  }
  await tab('Tasks').click();
  await expect.element(page.getByRole('row').filter({ hasText: 'Skipped' })).toBeVisible();
  await page.getByRole('row').filter({ hasText: 'gone__3' }).click();
  await expect.element(panel.getByRole('heading', { name: 'gone__3' })).toBeVisible();
});
