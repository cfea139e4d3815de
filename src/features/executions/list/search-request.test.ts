import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFiltered, noFilters, toSearchRequest, type Filters } from './search-request.ts';

const now = 1_700_000_000_000;
function queryOf(change: Partial<Filters>): unknown {
  return toSearchRequest({ ...noFilters, ...change }, now).query['query'];
}

describe('toSearchRequest', () => {
  test('asks for everything, newest first, when nothing is chosen', () => {
    expect(toSearchRequest(noFilters, now)).toEqual({
      query: { sort: 'startTime:DESC', freeText: '*', query: undefined },
      notes: [],
    });
  });

  test('joins what is chosen', () => {
    expect(queryOf({ workflow: ['a', 'b c'], status: 'RUNNING', range: '1h' })).toBe(
      `workflowType IN (a,b c) AND status IN (RUNNING) AND startTime>${now - 3_600_000}`,
    );
    expect(queryOf({ workflow: ['order*'], correlation: ' c-1 ', id: 'b0a3' })).toBe(
      'workflowType=order* AND workflowId=b0a3 AND correlationId=c-1',
    );
  });

  test('a range of days has two ends, each of which may be open', () => {
    expect(queryOf({ range: 'custom', from: 10, to: 20 })).toBe('startTime>9 AND startTime<20');
    expect(queryOf({ range: 'custom', from: null, to: 20 })).toBe('startTime<20');
    expect(queryOf({ range: 'custom' })).toBeUndefined();
  });

  test.each([
    ['a,b', 'workflowType=a*b'],
    ['sync (eu)', 'workflowType=sync *eu*'],
    ['this AND that', 'workflowType=this*that'],
    [`it's "it"`, 'workflowType=it*s *it*'],
  ])('the name %s, which the language cannot spell, becomes a pattern', (name, query) => {
    expect(queryOf({ workflow: [name] })).toBe(query);
  });

  test('such a name beside others is left out, and that is said', () => {
    const request = toSearchRequest({ ...noFilters, workflow: ['a', 'b,c', 'd'] }, now);
    expect(request.query['query']).toBe('workflowType IN (a,d)');
    expect(request.notes).toHaveLength(1);
    expect(request.notes[0]).toContain('b,c');
  });

  test('no value breaks out of its clause', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, correlation) => {
        const request = toSearchRequest({ ...noFilters, workflow: [name], correlation }, now);
        const clauses = String(request.query['query']).split(' AND ');
        expect(clauses).toHaveLength(correlation.trim() === '' ? 1 : 2);
        for (const each of clauses) expect(each.slice(each.indexOf('=') + 1)).not.toMatch(/["'(),]/);
      }),
    );
  });
});

test('the status tab alone is no filter', () => {
  expect(isFiltered({ ...noFilters, status: 'FAILED' })).toBe(false);
  expect(isFiltered({ ...noFilters, text: 'x' })).toBe(true);
});
