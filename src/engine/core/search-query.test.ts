import { describe, expect, it } from 'vitest';
import { EngineError } from '../errors.ts';
import { parseSearch, type SearchKind } from './search-query.ts';

function clauses(query: string, kind: SearchKind = 'workflow') {
  return parseSearch({ start: 0, size: 100, query }, kind).clauses;
}

function sort(text: string) {
  return parseSearch({ start: 0, size: 100, sort: text }, 'workflow').sort;
}

function failure(query: string): unknown {
  try {
    return clauses(query);
  } catch (error) {
    return error;
  }
}

describe('the search grammar', () => {
  it('SE1 clauses are joined by AND', () => {
    expect(
      clauses('workflowType IN (a,b) AND status IN (RUNNING) AND startTime>1690000000000 AND endTime < 5'),
    ).toEqual([
      { field: 'workflowType', operator: 'IN', values: ['a', 'b'] },
      { field: 'status', operator: '=', values: ['RUNNING'] },
      { field: 'startTime', operator: '>', values: ['1690000000000'] },
      { field: 'endTime', operator: '<', values: ['5'] },
    ]);
    expect(clauses('')).toEqual([]);
    expect(parseSearch({ start: 20, size: 10 }, 'task')).toEqual({
      clauses: [],
      sort: [],
      start: 20,
      size: 10,
    });
  });

  it('SE2 what is no clause is refused', () => {
    const error = failure('status=RUNNING AND nonsense');
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ kind: 'invalid', message: 'Incorrectly formatted query string: nonsense' });
    expect(clauses('(status=RUNNING AND workflowType=a)')).toHaveLength(2);
    expect(failure('status != RUNNING')).toMatchObject({ kind: 'invalid' });
  });

  it('SE3 unknown fields are ignored, and each kind has its own', () => {
    expect(clauses('colour=red AND status=FAILED')).toEqual([
      { field: 'status', operator: '=', values: ['FAILED'] },
    ]);
    expect(clauses('taskType=HTTP')).toEqual([]);
    expect(clauses('taskType=HTTP', 'task')).toEqual([
      { field: 'taskType', operator: '=', values: ['HTTP'] },
    ]);
    expect(clauses('classifier=agent', 'task')).toEqual([]);
    expect(sort('colour:ASC|status:DESC')).toEqual([{ field: 'status', descending: true }]);
  });

  it.each<[rule: string, clause: string, values: readonly string[]]>([
    ['SE4', 'workflowType="order"', ['order']],
    ['SE4', "workflowType='order'", ['order']],
    ['SE4', 'workflowType="a,b"', ['a,b']],
    ['SE4', `workflowType IN ("a,b", 'c')`, ['a,b', 'c']],
    ['SE4', 'workflowType=order (v2)', ['order (v2)']],
    ['SE4', 'workflowType IN (order (v2),b)', ['order (v2)', 'b']],
    ['SE4', '(workflowType=a)', ['a']],
    ['SE4', "workflowType=it's", ["it's"]],
    ['SE4', 'parentWorkflowId=""', ['']],
    ['SE4', 'workflowType=', ['']],
    ['SE5', 'workflowType = a b ', ['a b']],
    ['SE5', 'workflowType IN ( a , b )', ['a', 'b']],
    ['SE6', 'workflowType IN (a*)', ['a*']],
    ['SE6', 'workflowType=a,b,', ['a', 'b']],
  ])('%s %s', (_rule, clause, values) => {
    const [only] = clauses(clause);
    expect(only?.values).toEqual(values);
    expect(only?.operator).toBe(values.length > 1 ? 'IN' : '=');
  });

  it('SE7 times are epoch milliseconds', () => {
    expect(failure('startTime>yesterday')).toMatchObject({
      kind: 'internal',
      message: 'For input string: "yesterday"',
    });
    expect(failure('startTime>')).toMatchObject({ kind: 'internal', message: 'For input string: ""' });
  });

  it('SE8 free text', () => {
    const freeText = (text: string) =>
      parseSearch({ start: 0, size: 1, freeText: text }, 'workflow').freeText;
    expect(freeText('*')).toBeUndefined();
    expect(freeText('')).toBeUndefined();
    expect(freeText('Order 17')).toBe('Order 17');
  });

  it('SE9 a sort needs an order', () => {
    expect(sort('startTime:DESC|status:asc|workflowId|endTime:UP|version:ASC:x')).toEqual([
      { field: 'startTime', descending: true },
      { field: 'status', descending: false },
    ]);
    expect(sort('')).toEqual([]);
  });
});
