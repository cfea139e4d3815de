import { describe, expect, it } from 'vitest';
import { findRows, toRows } from './rows.ts';

const rows = toRows({
  order_10: [{ name: 'order_10', version: 1, createTime: 50, updateTime: 0 }],
  order_9: [
    { name: 'order_9', version: 2, createTime: 20, updateTime: 90 },
    { name: 'order_9', version: 11, createTime: 30 },
    { name: 'order_9', version: 1, createTime: 10 },
  ],
  Billing: [{ name: 'Billing', version: 3, createTime: 0 }],
  gone: [],
});

function found(search: string): string[] {
  return findRows(rows, search).map((row) => row.name);
}

describe('the rows of the list', () => {
  it('are one for each workflow, with the latest version and its times', () => {
    expect(rows.find((row) => row.name === 'order_9')).toMatchObject({
      latest: 11,
      createdAt: 10,
      updatedAt: 90,
      versions: [{ version: 11 }, { version: 2 }, { version: 1 }],
    });
    expect(rows.map((row) => row.name)).toEqual(['Billing', 'order_9', 'order_10']);
  });

  it('have no time where the server keeps none', () => {
    expect(rows[0]).toMatchObject({ createdAt: undefined, updatedAt: undefined });
  });

  it('are found by every word of a search, in any case', () => {
    expect(found('ORDER 9')).toEqual(['order_9']);
    expect(found('bill order')).toEqual([]);
    expect(found('  ')).toHaveLength(3);
  });
});
