import { choose, fork, join, loop, task } from '#graph/testing/tasks.ts';
import { workflow, type Shape } from './shape.ts';

const get = (ref: string, uri: string) =>
  task(ref, 'HTTP', { inputParameters: { http_request: { method: 'GET', uri } } });
const decide = (
  ref: string,
  subject: string,
  cases: Readonly<Record<string, unknown>>,
  rest: readonly unknown[] = [],
) =>
  task(ref, 'SWITCH', {
    evaluatorType: 'value-param',
    expression: 'by',
    inputParameters: { by: subject },
    decisionCases: cases,
    defaultCase: rest,
  });
const stop = (ref: string, terminationStatus: string) =>
  task(ref, 'TERMINATE', { inputParameters: { terminationStatus } });

const orderSwitch = workflow('order_routing', [
  get('load_order', 'https://orders.example/api/orders/1'),
  decide(
    'by_country',
    '${load_order.output.country}',
    {
      DE: [task('german_tax'), task('german_label')],
      FR: [task('french_tax')],
      US: [task('us_tax'), task('us_customs'), task('us_label')],
    },
    [task('ask_support', 'HUMAN')],
  ),
  task('ship'),
]);

const unequalFork = workflow('unequal_branches', [
  fork(
    'prepare',
    [task('reserve_stock')],
    [task('charge_card'), task('write_invoice'), task('send_invoice'), task('book_revenue')],
    [task('notify_warehouse'), task('print_label')],
  ),
  join('prepared', 'reserve_stock', 'book_revenue', 'print_label'),
  task('ship'),
]);

export const branchShapes: readonly Shape[] = [
  {
    id: 'switch',
    title: 'SWITCH',
    note: 'Three cases and a default, each named on its line.',
    definition: () => orderSwitch,
  },
  {
    id: 'switch-empty',
    title: 'SWITCH with empty cases',
    note: 'Cases without tasks, and the default, go straight past.',
    definition: () =>
      workflow('empty_cases', [
        decide('is_gift', '${workflow.input.gift}', {
          yes: [task('wrap'), task('write_card')],
          no: [],
          later: [],
        }),
        task('ship'),
        decide('only_default', '${workflow.input.rush}', { never: [] }, [task('queue')]),
      ]),
  },
  {
    id: 'switch-wide',
    title: 'SWITCH of twelve cases',
    note: 'Long names of cases are cut, in full on hover.',
    definition: () =>
      workflow('many_cases', [
        decide(
          'by_reason',
          '${workflow.input.reason}',
          Object.fromEntries(
            Array.from({ length: 12 }, (_, at) => [
              at % 3 === 0 ? `customer asked for a refund of item number ${at}` : `reason_${at}`,
              at % 4 === 1 ? [] : [task(`handle_${at}`)],
            ]),
          ),
        ),
        task('done'),
      ]),
  },
  {
    id: 'decision',
    title: 'DECISION',
    note: 'The older SWITCH, here inside another one.',
    definition: () =>
      workflow('old_decision', [
        task('check'),
        task('approved', 'DECISION', {
          caseValueParam: 'verdict',
          inputParameters: { verdict: '${check.output.verdict}' },
          decisionCases: {
            yes: [
              task('amount', 'DECISION', {
                caseExpression: "$.total > 1000 ? 'large' : 'small'",
                inputParameters: { total: '${workflow.input.total}' },
                decisionCases: { large: [task('second_signature', 'HUMAN')], small: [] },
              }),
              task('pay'),
            ],
            no: [task('tell_why')],
          },
        }),
        task('archive'),
      ]),
  },
  {
    id: 'fork',
    title: 'FORK_JOIN of unequal branches',
    note: 'One, four and two tasks side by side, all awaited.',
    definition: () => unequalFork,
  },
  {
    id: 'join-fewer',
    title: 'JOIN on fewer branches',
    note: 'Nothing waits for the dotted end of the last branch.',
    definition: () =>
      workflow('join_fewer', [
        fork('start_all', [task('needed_one')], [task('needed_two')], [task('log_it'), task('count_it')]),
        join('join_two', 'needed_one', 'needed_two'),
        task('go_on'),
      ]),
  },
  {
    id: 'join-others',
    title: 'JOIN on other tasks',
    note: 'Dashed lines lead from the tasks that the join waits for, inside the branches and before the fork.',
    definition: () =>
      workflow('join_others', [
        task('before'),
        fork(
          'split',
          [task('a_first'), task('a_second'), task('a_third')],
          [
            task('b_first'),
            fork('inner', [task('b_left')], [task('b_right')]),
            join('inner_join', 'b_left', 'b_right'),
          ],
        ),
        join('early', 'a_first', 'b_right', 'before'),
        task('go_on'),
      ]),
  },
  {
    id: 'exclusive-join',
    title: 'EXCLUSIVE_JOIN',
    note: 'Takes over the output of the case that ran.',
    definition: () =>
      workflow('one_of_two', [
        decide('by_coast', '${workflow.input.coast}', {
          east: [get('ask_east', 'https://east.example/price')],
          west: [get('ask_west', 'https://west.example/price')],
        }),
        task('answer', 'EXCLUSIVE_JOIN', { joinOn: ['ask_east', 'ask_west'] }),
        task('use_price'),
      ]),
  },
  {
    id: 'dynamic-fork',
    title: 'FORK_JOIN_DYNAMIC',
    note: 'In a definition its branches are not known yet: one card stands for them.',
    definition: () =>
      workflow('thumbnails', [
        task('list_images'),
        task('each_image', 'FORK_JOIN_DYNAMIC', {
          dynamicForkTasksParam: 'tasks',
          dynamicForkTasksInputParamName: 'inputs',
          inputParameters: { tasks: '${list_images.output.tasks}', inputs: '${list_images.output.inputs}' },
        }),
        join('all_images'),
        task('publish'),
      ]),
  },
  {
    id: 'terminate',
    title: 'TERMINATE inside branches',
    note: 'The branch ends there; the others go on.',
    definition: () =>
      workflow('stop_early', [
        decide('is_valid', '${workflow.input.valid}', {
          no: [task('tell_customer'), stop('reject', 'FAILED')],
          duplicate: [stop('ignore', 'COMPLETED')],
          yes: [task('accept')],
        }),
        fork('both', [task('left'), stop('abort', 'TERMINATED')], [task('right')]),
        join('joined', 'right'),
        task('finish'),
      ]),
  },
  {
    id: 'terminate-all',
    title: 'TERMINATE in every branch',
    note: 'Nothing comes behind, and there is no end to reach.',
    definition: () =>
      workflow('always_stops', [
        choose('verdict', { good: [stop('as_completed', 'COMPLETED')] }, [
          task('log'),
          stop('as_failed', 'FAILED'),
        ]),
        task('too_late'),
      ]),
    marks: ['Never reached: the workflow ends before it'],
  },
  {
    id: 'nested',
    title: 'Everything inside everything',
    note: 'A loop in a fork in a case, a case in a loop, a fork in a fork.',
    definition: () =>
      workflow('nested', [
        decide(
          'plan',
          '${workflow.input.plan}',
          {
            full: [
              fork(
                'work',
                [
                  loop(
                    'until_good',
                    task('try_it'),
                    choose('looks_good', { yes: [] }, [task('adjust'), task('note')]),
                  ),
                ],
                [
                  fork('inner', [task('one')], [task('two'), task('two_more')], [task('three')]),
                  join('inner_join', 'one', 'two_more', 'three'),
                ],
                [task('alone')],
              ),
              join('work_join', 'until_good', 'inner_join', 'alone'),
            ],
            light: [task('short_cut')],
          },
          [],
        ),
        task('report'),
      ]),
  },
];
