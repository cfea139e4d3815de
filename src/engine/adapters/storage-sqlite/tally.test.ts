import { describe, expect, it } from 'vitest';
import { openDatabase } from './open-database.ts';
import { workflowTable } from './search-tables.ts';
import { Tally, type Group } from './tally.ts';

const running: Group = { name: 'order', status: 'RUNNING', child: false, classifier: 'workflow' };
const completed: Group = { ...running, status: 'COMPLETED' };

describe('the tally', () => {
  it('counts what is committed and what the transaction has so far', () => {
    const db = openDatabase(':memory:');
    const tally = new Tally(db, workflowTable);
    tally.added(running);
    tally.added(running);
    tally.keep();
    expect(tally.groups()).toEqual([{ ...running, count: 2 }]);
    tally.write();
    tally.removed(running);
    tally.added(completed);
    tally.keep();
    const now = [
      { ...running, count: 1 },
      { ...completed, count: 1 },
    ];
    expect(tally.groups()).toEqual(now);
    tally.write();
    tally.write();
    expect(new Tally(db, workflowTable).groups()).toEqual(expect.arrayContaining(now));
  });

  it('forgets an undone commit, and with the transaction all that was not written', () => {
    const db = openDatabase(':memory:');
    const tally = new Tally(db, workflowTable);
    tally.added(running);
    tally.keep();
    tally.write();
    tally.added(running);
    tally.drop();
    tally.added(completed);
    tally.keep();
    expect(tally.groups()).toHaveLength(2);
    tally.reset();
    expect(tally.groups()).toEqual([{ ...running, count: 1 }]);
  });

  it('does not list what has no rows', () => {
    const tally = new Tally(openDatabase(':memory:'), workflowTable);
    tally.added(running);
    tally.removed(running);
    tally.keep();
    tally.write();
    expect(tally.groups()).toEqual([]);
  });
});
