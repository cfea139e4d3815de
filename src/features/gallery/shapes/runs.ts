import type { Task } from '#contract/index.ts';
import { runTask } from '#graph/testing/run-task.ts';
import { choose, fork, join, loop, sub, task } from '#graph/testing/tasks.ts';
import { workflow, type Shape } from './shape.ts';

const start = Date.UTC(2026, 10, 25, 9, 0, 0);

/** A task that began so many seconds after the run and took so many. */
function ran(
  ref: string,
  status: string,
  at: number,
  seconds: number,
  rest: Readonly<Record<string, unknown>> = {},
): Task {
  const startTime = start + at * 1000;
  return runTask(ref, status, { seq: at, startTime, endTime: startTime + seconds * 1000, ...rest });
}
const open = { endTime: 0 };

const statuses = [
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'FAILED',
  'FAILED_WITH_TERMINAL_ERROR',
  'TIMED_OUT',
  'CANCELED',
  'SKIPPED',
  'SCHEDULED',
  'IN_PROGRESS',
  'DAY_DREAMING',
];

const payment = workflow('payment', [
  task('load_order'),
  choose('method', { card: [task('charge_card'), task('send_receipt')], invoice: [task('write_invoice')] }),
  task('ship'),
]);
const selected = (selectedCase: string) => ({ taskType: 'SWITCH', outputData: { selectedCase } });

const thumbnails = workflow('thumbnails', [
  task('list_images'),
  task('each_image', 'FORK_JOIN_DYNAMIC', { dynamicForkTasksParam: 'tasks' }),
  join('all_images'),
  task('publish'),
]);

function thumbnailRun(count: number, statusOf: (at: number) => string): readonly Task[] {
  const names = Array.from({ length: count }, (_, at) => `resize_image_${at + 1}`);
  const forkedTaskDefs = names.map((ref) => task(ref));
  return [
    ran('list_images', 'COMPLETED', 1, 0.4),
    ran('each_image', 'COMPLETED', 2, 0, {
      taskType: 'FORK_JOIN_DYNAMIC',
      inputData: { forkedTaskDefs, forkedTasks: names },
    }),
    ...names.map((ref, at) =>
      ran(ref, statusOf(at), 3 + at, 1 + (at % 7), statusOf(at) === 'IN_PROGRESS' ? open : {}),
    ),
    ran('all_images', 'IN_PROGRESS', 3 + count, 0, { taskType: 'JOIN', ...open }),
  ];
}

const polling = workflow('polling', [
  task('submit'),
  loop('poll', task('check'), choose('ready', { yes: [] }, [task('pause', 'WAIT')])),
  task('fetch'),
]);

const iterations = Array.from({ length: 6 }, (_, at) => at + 1);

export const runShapes: readonly Shape[] = [
  {
    id: 'run-statuses',
    title: 'A task of each status',
    note: 'Every status has its word, its colour and its shape; the last one nobody has heard of.',
    definition: () =>
      workflow('statuses', [
        fork(
          'all_of_them',
          ...statuses.map((status) => [task(status.toLowerCase()), task(`after_${status.toLowerCase()}`)]),
        ),
        join('joined', ...statuses.map((status) => `after_${status.toLowerCase()}`)),
      ]),
    tasks: () => [
      ran('all_of_them', 'COMPLETED', 0, 0),
      ...statuses.map((status, at) =>
        ran(
          status.toLowerCase(),
          status,
          at + 1,
          12 * (at + 1),
          status === 'SCHEDULED' ? { startTime: 0, endTime: 0 } : {},
        ),
      ),
    ],
  },
  {
    id: 'run-completed',
    title: 'Completed',
    note: 'The way taken is lit; what was not reached is pale.',
    definition: () => payment,
    tasks: () => [
      ran('load_order', 'COMPLETED', 1, 0.25),
      ran('method', 'COMPLETED', 2, 0, selected('card')),
      ran('charge_card', 'COMPLETED', 3, 4.2),
      ran('send_receipt', 'COMPLETED', 8, 0.9),
      ran('ship', 'COMPLETED', 9, 187),
    ],
  },
  {
    id: 'run-failed',
    title: 'Failed after three tries',
    note: 'It opens at the task that failed.',
    definition: () => payment,
    tasks: () => [
      ran('load_order', 'COMPLETED', 1, 0.25),
      ran('method', 'COMPLETED', 2, 0, selected('card')),
      ran('charge_card', 'FAILED', 3, 1, { retried: true, retryCount: 0 }),
      ran('charge_card', 'FAILED', 5, 1, { retried: true, retryCount: 1 }),
      ran('charge_card', 'FAILED', 9, 1, { retryCount: 2, reasonForIncompletion: '402 Card declined' }),
    ],
  },
  {
    id: 'run-pass',
    title: 'Past an empty default',
    note: 'No case matched: the line of the default is lit.',
    definition: () => payment,
    tasks: () => [
      ran('load_order', 'COMPLETED', 1, 0.25),
      ran('method', 'COMPLETED', 2, 0, selected('cash')),
      ran('ship', 'IN_PROGRESS', 3, 0, open),
    ],
  },
  {
    id: 'run-loop',
    title: 'A loop in its sixth iteration',
    note: 'The third one failed; any of them can be looked at.',
    definition: () => polling,
    tasks: () => [
      ran('submit', 'COMPLETED', 1, 0.3),
      ran('poll', 'IN_PROGRESS', 2, 0, {
        taskType: 'DO_WHILE',
        iteration: 6,
        outputData: { iteration: 6 },
        ...open,
      }),
      ...iterations.flatMap((iteration) => [
        ran(`check__${iteration}`, iteration === 3 ? 'FAILED' : 'COMPLETED', 10 * iteration, 0.5, {
          iteration,
        }),
        ran(`ready__${iteration}`, 'COMPLETED', 10 * iteration + 1, 0, { iteration, ...selected('no') }),
        ran(`pause__${iteration}`, iteration === 6 ? 'IN_PROGRESS' : 'COMPLETED', 10 * iteration + 2, 6, {
          iteration,
          ...(iteration === 6 ? open : {}),
        }),
      ]),
    ],
  },
  {
    id: 'run-fork-4',
    title: 'A dynamic fork of 4',
    note: 'So few branches are drawn one by one.',
    definition: () => thumbnails,
    tasks: () => thumbnailRun(4, (at) => ['COMPLETED', 'FAILED', 'IN_PROGRESS', 'COMPLETED'][at] ?? ''),
  },
  {
    id: 'run-fork-300',
    title: 'A dynamic fork of 300',
    note: 'Too many to draw: one card stands for all, failures first.',
    definition: () => thumbnails,
    tasks: () =>
      thumbnailRun(300, (at) => {
        if (at % 41 === 7) return 'FAILED';
        return at < 220 ? 'COMPLETED' : 'IN_PROGRESS';
      }),
  },
  {
    id: 'run-sub-workflow',
    title: 'A sub-workflow drawn in place',
    note: 'With the tasks of its own run.',
    definition: () =>
      workflow('order', [task('check_stock'), sub('pay', 'payment', { version: 1 }), task('confirm')]),
    library: { payment },
    open: ['pay'],
    tasks: () => [
      ran('check_stock', 'COMPLETED', 1, 0.8),
      ran('pay', 'FAILED', 2, 9, { taskType: 'SUB_WORKFLOW', subWorkflowId: 'payment-run' }),
    ],
    inside: () =>
      new Map([
        [
          'pay',
          [
            ran('load_order', 'COMPLETED', 3, 0.2),
            ran('method', 'COMPLETED', 4, 0, selected('invoice')),
            ran('write_invoice', 'TIMED_OUT', 5, 60),
          ],
        ],
      ]),
  },
];
