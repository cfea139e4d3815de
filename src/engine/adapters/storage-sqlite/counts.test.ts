import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workflowDefSchema, type WorkflowDef } from '#contract/index.ts';
import { KeptDefinitions } from './kept-definitions.ts';
import { openDatabase } from './open-database.ts';
import { taskTable, workflowTable } from './search-tables.ts';
import { Tally, type CountedGroup, type Group } from './tally.ts';

const someGroup: fc.Arbitrary<Group> = fc.record({
  name: fc.constantFrom('order', 'refund', '["', ''),
  status: fc.constantFrom('RUNNING', 'COMPLETED'),
  child: fc.boolean(),
  classifier: fc.constantFrom('workflow', 'agent'),
});

const someEvent = fc.oneof(
  { weight: 6, arbitrary: someGroup.map((group) => ({ do: 'added' as const, group })) },
  { weight: 4, arbitrary: fc.constant({ do: 'removed' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'commit' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'undo' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'transaction' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'rollback' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'look' as const }) },
);

function counted(rows: readonly Group[]): CountedGroup[] {
  const groups = Map.groupBy(rows, ({ name, status, child, classifier }) =>
    JSON.stringify([name, status, child, classifier]),
  );
  return sorted(
    [...groups.values()].flatMap(([first, ...more]) =>
      first === undefined ? [] : [{ ...first, count: more.length + 1 }],
    ),
  );
}

function sorted(groups: readonly CountedGroup[]): CountedGroup[] {
  return groups.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe('the tally, whatever is committed and undone', () => {
  it('counts as many rows of each group as there are', () => {
    fc.assert(
      fc.property(fc.array(someEvent, { maxLength: 40, size: 'max' }), fc.boolean(), (events, looksOften) => {
        const db = openDatabase(':memory:');
        const tally = new Tally(db, workflowTable);
        const others = new Tally(db, taskTable);
        let written: readonly Group[] = [];
        let kept: readonly Group[] = [];
        let pending: readonly Group[] = [];
        const look = () => expect(sorted(tally.groups())).toEqual(counted(kept));
        db.exec('BEGIN');
        for (const event of events) {
          const [first, ...rest] = pending;
          if (event.do === 'added') {
            tally.added(event.group);
            others.added({ ...event.group, child: false, classifier: '' });
            pending = [...pending, event.group];
          } else if (event.do === 'removed' && first !== undefined) {
            tally.removed(first);
            pending = rest;
          } else if (event.do === 'commit') {
            tally.keep();
            kept = pending;
          } else if (event.do === 'undo') {
            tally.drop();
            pending = kept;
          } else if (event.do === 'transaction' && pending === kept) {
            tally.write();
            db.exec('COMMIT; BEGIN');
            written = kept;
          } else if (event.do === 'rollback') {
            db.exec('ROLLBACK; BEGIN');
            tally.reset();
            kept = written;
            pending = written;
          } else if (event.do === 'look') look();
          if (looksOften) look();
        }
        look();
        tally.drop();
        tally.write();
        expect(sorted(new Tally(db, workflowTable).groups())).toEqual(counted(kept));
      }),
      { numRuns: 150 },
    );
  });
});

function definition(version: number, kilobytes: number): WorkflowDef {
  return workflowDefSchema.parse({
    name: 'order',
    version,
    description: 'x'.repeat(kilobytes * 1024),
    tasks: [{ name: `pay_${version}`, taskReferenceName: 'pay_ref', type: 'SIMPLE' }],
  });
}

/** Of 3 MB each: no more than five are remembered at a time. */
const large = Array.from({ length: 8 }, (_, version) => definition(version, 3 * 1024));
const small = Array.from({ length: 8 }, (_, version) => definition(version, 0));

const someUse = fc.record({
  do: fc.constantFrom('keep', 'keep', 'read', 'let go', 'release', 'forget'),
  version: fc.nat(7),
});

function describeKept(size: string, definitions: readonly WorkflowDef[], numRuns: number): void {
  it(`are found by number and by object, and gone when nobody has them: ${size} ones`, () => {
    fc.assert(
      fc.property(fc.array(someUse, { maxLength: 30, size: 'max' }), (uses) => {
        const db = openDatabase(':memory:');
        const kept = new KeptDefinitions(db);
        const hold = db.prepare('INSERT INTO workflow_body (workflow_id, definition, body) VALUES (?, ?, ?)');
        const letGo = db.prepare('DELETE FROM workflow_body WHERE workflow_id = ?');
        /** The number of each version that an execution has, and of those that nobody has any more. */
        const held = new Map<number, number>();
        const loose = new Map<number, number>();
        for (const use of uses) {
          const { version } = use;
          const given = definitions[version];
          if (given === undefined) throw new Error('there are eight');
          const row = held.get(version);
          if (use.do === 'keep' && row === undefined) {
            const number = kept.keep(given);
            held.set(version, number);
            loose.delete(version);
            hold.run(`w${version}`, number, '{}');
          } else if (use.do === 'let go' && row !== undefined) {
            letGo.run(`w${version}`);
            held.delete(version);
            loose.set(version, row);
          } else if (use.do === 'release') {
            for (const number of [...held.values(), ...loose.values()]) kept.release(number);
            loose.clear();
          } else if (use.do === 'forget') kept.forget();
          for (const [at, number] of use.do === 'keep' ? held : []) {
            const known = definitions[at] ?? given;
            expect(kept.keep(known)).toBe(number);
            expect(known.tasks.map((task) => kept.placeOf(task))).toEqual([
              { definition: number, step: 'pay_ref' },
            ]);
          }
          for (const [at, number] of held) {
            expect(kept.definition(number).version).toBe(at);
            expect(kept.step({ definition: number, step: 'pay_ref' }).name).toBe(`pay_${at}`);
          }
          expect(new Set([...held.values(), ...loose.values()]).size).toBe(held.size + loose.size);
        }
        expect(db.prepare('SELECT count(*) AS count FROM definition').get()).toEqual({
          count: held.size + loose.size,
        });
      }),
      { numRuns },
    );
  });
}

describe('kept definitions, whatever comes and goes', () => {
  describeKept('small', small, 150);
  describeKept('large', large, 6);
});
