import { choose, fork, join, loop, sub, task } from '#graph/testing/tasks.ts';
import { workflow, type Shape } from './shape.ts';

const payment = workflow('take_payment', [
  task('authorize', 'HTTP', {
    inputParameters: { http_request: { method: 'POST', uri: 'https://pay.example/authorize' } },
  }),
  choose('is_risky', { yes: [sub('review', 'review_payment', { version: 3 })] }),
  task('capture'),
]);
const review = workflow('review_payment', [
  fork('ask', [task('ask_model', 'LLM_CHAT_COMPLETE')], [task('ask_person', 'HUMAN')]),
  join('asked', 'ask_model', 'ask_person'),
]);
const order = workflow('order', [
  task('check_stock'),
  sub('payment', 'take_payment', { version: 2 }),
  task('ship'),
]);
const library = { take_payment: payment, review_payment: review };

export const workflowShapes: readonly Shape[] = [
  {
    id: 'loop',
    title: 'DO_WHILE',
    note: 'The card with the condition sits on the frame around its body.',
    definition: () =>
      workflow('poll_until_done', [
        task('submit'),
        task('poll', 'DO_WHILE', {
          loopCondition:
            "if ($.check['done'] == false && $.poll['iteration'] < 20) { true; } else { false; }",
          loopOver: [
            task('pause', 'WAIT', { inputParameters: { duration: '30 seconds' } }),
            task('check', 'HTTP', {
              inputParameters: { http_request: { method: 'GET', uri: 'https://jobs.example/42' } },
            }),
          ],
        }),
        task('fetch_result'),
      ]),
  },
  {
    id: 'loop-nested',
    title: 'Loops in loops',
    note: 'Frames inside frames; the second loop goes over a list.',
    definition: () =>
      workflow('pages_and_rows', [
        loop(
          'each_page',
          task('load_page'),
          task('each_row', 'DO_WHILE', {
            items: '${load_page.output.rows}',
            loopOver: [choose('changed', { yes: [task('write_row')] }), task('count_row', 'SET_VARIABLE')],
          }),
        ),
        task('summary'),
      ]),
  },
  {
    id: 'loop-in-fork',
    title: 'Loop in a fork, fork in a loop',
    note: 'A frame is as wide as what is inside it.',
    definition: () =>
      workflow('loops_and_forks', [
        fork(
          'both',
          [loop('retry_upload', task('upload'), task('verify'))],
          [
            loop(
              'batches',
              fork('halves', [task('left_half')], [task('right_half')]),
              join('batch_done', 'left_half', 'right_half'),
            ),
          ],
        ),
        join('uploaded', 'retry_upload', 'batches'),
      ]),
  },
  {
    id: 'dynamic',
    title: 'DYNAMIC',
    note: 'Which task runs is decided by an expression.',
    definition: () =>
      workflow('pick_a_task', [
        task('choose_carrier', 'INLINE', {
          inputParameters: {
            evaluatorType: 'javascript',
            expression: '// cheapest first\n$.weight > 30 ? "freight" : "parcel"',
          },
        }),
        task('ship_with', 'DYNAMIC', {
          dynamicTaskNameParam: 'carrier',
          inputParameters: { carrier: '${choose_carrier.output.result}' },
        }),
      ]),
  },
  {
    id: 'sub-workflow',
    title: 'SUB_WORKFLOW, closed',
    note: 'The button below the card draws its tasks in place.',
    definition: () => order,
    library,
  },
  {
    id: 'sub-workflow-open',
    title: 'SUB_WORKFLOW, drawn in place',
    note: 'Its tasks stand in a frame; another one inside it is still closed.',
    definition: () => order,
    library,
    open: ['payment'],
  },
  {
    id: 'sub-workflow-nested',
    title: 'SUB_WORKFLOW in a SUB_WORKFLOW',
    note: 'Both drawn in place.',
    definition: () => order,
    library,
    open: ['payment', 'payment/review'],
  },
  {
    id: 'sub-workflow-recursive',
    title: 'SUB_WORKFLOW that runs itself',
    note: 'Said in words; it cannot be drawn within itself.',
    definition: () =>
      workflow('walk_tree', [
        task('read_node'),
        choose('has_children', { yes: [sub('walk_children', 'walk_tree')] }),
        task('write_node'),
      ]),
  },
  {
    id: 'exits',
    title: 'Exits: START_WORKFLOW, EVENT, KAFKA_PUBLISH',
    note: 'An arrow marks where something leaves the workflow.',
    definition: () =>
      workflow('tell_the_world', [
        task('begin_audit', 'START_WORKFLOW', {
          inputParameters: { startWorkflow: { name: 'audit', version: 4 } },
        }),
        task('order_shipped', 'EVENT', { sink: 'conductor:order_shipped' }),
        task('to_kafka', 'KAFKA_PUBLISH', {
          inputParameters: { kafka_request: { topic: 'orders.shipped' } },
        }),
      ]),
  },
  {
    id: 'failure-workflow',
    title: 'failureWorkflow',
    note: 'What runs when this workflow fails stands beside its start.',
    definition: () =>
      workflow(
        'book_trip',
        [
          fork('book', [task('hotel')], [task('flight')], [task('car')]),
          join('booked', 'hotel', 'flight', 'car'),
        ],
        {
          failureWorkflow: 'cancel_all_bookings',
        },
      ),
  },
  {
    id: 'every-type',
    title: 'Every type of task',
    note: 'An icon and the one useful detail of each.',
    definition: () =>
      workflow('all_types', [
        fork(
          'side_by_side',
          [
            task('worker'),
            task('call', 'HTTP', { inputParameters: { uri: 'https://a.example/b?c=d', method: 'PUT' } }),
            task('script', 'INLINE', { inputParameters: { expression: '$.a + $.b' } }),
            task('lambda', 'LAMBDA', { inputParameters: { scriptExpression: 'return $.a' } }),
            task('jq', 'JSON_JQ_TRANSFORM', {
              inputParameters: { queryExpression: '.items | map(.price) | add' },
            }),
            task('nothing', 'NOOP'),
          ],
          [
            task('until', 'WAIT', { inputParameters: { until: '2027-01-01 00:00 GMT' } }),
            task('signal', 'WAIT'),
            task('person', 'HUMAN'),
            task('remember', 'SET_VARIABLE', { inputParameters: { total: 1, currency: 'EUR' } }),
            task('model', 'LLM_TEXT_COMPLETE'),
            task('tool', 'CALL_MCP_TOOL'),
          ],
          [
            task('unknown', 'SOMETHING_NEW_IN_CONDUCTOR'),
            task('messages', 'PULL_WORKFLOW_MESSAGES'),
            task('defined', 'USER_DEFINED'),
            sub('child', 'child_workflow', { version: 7 }),
            task('start', 'START_WORKFLOW', { inputParameters: { startWorkflow: { name: 'other' } } }),
            task('emit', 'EVENT', { sink: 'sqs:queue' }),
          ],
        ),
        join('all', 'nothing', 'tool', 'emit'),
      ]),
  },
];
