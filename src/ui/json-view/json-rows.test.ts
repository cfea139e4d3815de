import { describe, expect, test } from 'vitest';
import { parseJson } from '#lib/json.ts';
import { formatRoute, routeKey } from './json-path.ts';
import { ancestorKeys, findInJson, visibleRows } from './json-rows.ts';

const order = parseJson(
  '{"id":9223372036854775807,"lines":[{"sku":"A-1","note":"Valid until May"},null],"paid":true}',
);

function lines(value: unknown, open: (depth: number) => boolean): string[] {
  return visibleRows(value, (route) => open(route.length)).map((row) =>
    [row.depth, row.step ?? 'root', row.kind, 'text' in row ? row.text : row.size].join(' '),
  );
}

describe('visibleRows', () => {
  test('shows what is open, in reading order', () => {
    expect(lines(order, () => true)).toEqual([
      '0 root object 3',
      '1 id number 9223372036854775807',
      '1 lines array 2',
      '2 0 object 2',
      '3 sku string A-1',
      '3 note string Valid until May',
      '2 1 null null',
      '1 paid boolean true',
    ]);
  });

  test('keeps the children of a closed branch to itself', () => {
    expect(lines(order, (depth) => depth === 0)).toEqual([
      '0 root object 3',
      '1 id number 9223372036854775807',
      '1 lines array 2',
      '1 paid boolean true',
    ]);
  });

  test.each([
    [{}, '0 root object 0'],
    [[], '0 root array 0'],
    ['text', '0 root string text'],
    [null, '0 root null null'],
  ])('%o is one line', (value, line) => {
    expect(lines(value, () => true)).toEqual([line]);
  });
});

describe('findInJson', () => {
  test('looks at names and values, whatever their capitals', () => {
    expect(findInJson(order, 'valid')).toEqual([['lines', 0, 'note']]);
    expect(findInJson(order, 'SKU')).toEqual([['lines', 0, 'sku']]);
    expect(findInJson(order, '775807')).toEqual([['id']]);
  });

  test('finds nothing for nothing', () => {
    expect(findInJson(order, '')).toEqual([]);
  });

  test('the way to a match can be opened', () => {
    expect(ancestorKeys(['lines', 0, 'note'])).toEqual([
      routeKey([]),
      routeKey(['lines']),
      routeKey(['lines', 0]),
    ]);
  });
});

test.each([
  [['cards', 0, 'number'], 'customer.output.cards[0].number'],
  [['valid until'], "customer.output['valid until']"],
  [["it's", 'a\\b'], String.raw`customer.output['it\'s']['a\\b']`],
  [[], 'customer.output'],
])('%o is addressed as %s', (route, text) => {
  expect(formatRoute('customer.output', route)).toBe(text);
});
