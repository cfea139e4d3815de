import { choose, fork, join, loop, task } from '#graph/testing/tasks.ts';
import { workflow, type Shape } from './shape.ts';

export const badShapes: readonly Shape[] = [
  {
    id: 'bad-references',
    title: 'References that lead nowhere',
    note: 'A value of a task that is not there; one without a name.',
    definition: () =>
      workflow('nowhere', [
        task('first'),
        task('uses_nobody', 'SIMPLE', { inputParameters: { total: '${no_such_task.output.total}' } }),
        { name: 'nameless', type: 'SIMPLE' },
      ]),
    marks: ['Uses unknown no_such_task', 'It has no reference name'],
  },
  {
    id: 'bad-duplicates',
    title: 'Duplicate reference names',
    note: 'Both are drawn; the second one is marked.',
    definition: () =>
      workflow('twins', [
        task('again'),
        task('between'),
        choose('pick', { a: [task('again')], b: [task('again')] }),
      ]),
    marks: ['Reference name used twice'],
  },
  {
    id: 'bad-fork-without-join',
    title: 'A fork without a join',
    note: 'Nothing waits for the branches.',
    definition: () =>
      workflow('no_join', [
        fork('split', [task('left')], [task('right')]),
        task('next'),
        fork('last', [task('alone')]),
      ]),
    marks: ['No join follows this fork'],
  },
  {
    id: 'bad-join',
    title: 'joinOn of unknown tasks',
    note: 'And a join that waits for nothing at all.',
    definition: () =>
      workflow('bad_joins', [
        fork('split', [task('left')], [task('right')]),
        join('wait_for_ghosts', 'left', 'ghost', 'phantom'),
        fork('again', [task('up')], [task('down')]),
        task('waits_for_none', 'JOIN', { joinOn: [] }),
      ]),
    marks: ['Waits for unknown ghost, phantom', 'Waits for no branch: joinOn is empty'],
  },
  {
    id: 'bad-case-names',
    title: 'A case with an empty name',
    note: 'And a decision without any case.',
    definition: () =>
      workflow('odd_cases', [
        choose('route', { '': [task('for_nothing')], ' ': [], ok: [task('fine')] }),
        choose('no_cases', {}),
      ]),
    marks: ['A case has an empty name', 'The decision has no cases'],
  },
  {
    id: 'bad-empty',
    title: 'Forks of zero branches, empty loops',
    note: 'Drawn as far as they can be.',
    definition: () =>
      workflow('nothing_inside', [
        fork('no_branches'),
        join('joins_nothing'),
        fork('empty_branches', [], [task('one')], []),
        join('joined', 'one'),
        loop('empty_loop'),
      ]),
    marks: ['The fork has no branches', 'The loop has no tasks'],
  },
  {
    id: 'bad-tasks',
    title: 'What is no task at all',
    note: 'Numbers, texts, null and lists where tasks should be.',
    definition: () =>
      workflow('no_tasks', [task('fine'), 7, null, 'text', [], { taskReferenceName: 'no_type' }]),
    marks: ['This is not a task'],
  },
  {
    id: 'bad-no-tasks',
    title: 'A workflow without tasks',
    note: 'From start to end.',
    definition: () => workflow('empty', []),
  },
  { id: 'bad-definition', title: 'No definition at all', note: 'Only a text.', definition: () => 'nothing' },
  {
    id: 'bad-long-names',
    title: 'Names of 5,000 characters',
    note: 'Cut on the card, on its lines and in its tooltip.',
    definition: () =>
      workflow(
        'long',
        [
          task('a'.repeat(5000)),
          task(`${'many words '.repeat(450)}end`),
          choose('b'.repeat(5000), { ['c'.repeat(5000)]: [task('short')], ['case '.repeat(1000)]: [] }),
        ],
        { failureWorkflow: 'f'.repeat(5000) },
      ),
  },
  {
    id: 'bad-scripts',
    title: 'Right-to-left names, emoji, line breaks',
    note: 'Each name stays within its own card.',
    definition: () =>
      workflow('writing', [
        task('דוא״ל_ללקוח'),
        task('إرسال_الفاتورة', 'HTTP', {
          inputParameters: { uri: 'https://مثال.example/دفع', method: 'POST' },
        }),
        choose('🧭 route 👩‍👩‍👧‍👦', {
          نعم: [task('😀😀😀')],
          日本語の場合: [task('請求書を送る')],
          'línea\nnueva': [],
        }),
        task('<b>not bold</b>'),
        task('\u202Eoverride\u202C and \u200Bzero width'),
        task('tabs\tand\nlines'),
      ]),
  },
];
