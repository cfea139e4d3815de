import fc from 'fast-check';
import { matchRoutes } from 'react-router';
import { describe, expect, test } from 'vitest';
import { parseDefinitionPath, parseExecutionPath, paths, routeAt, routePatterns } from './paths.ts';

const oddNames = [
  'order/eu',
  '50%',
  '%2F',
  'a b',
  'заказ',
  'orders:v2',
  'me@home',
  'q?x#y',
  "it's",
  'a+b&c=d',
  '雪',
];

function pathnameOf(address: string): string {
  return new URL(address, 'http://h').pathname;
}

describe('definition addresses', () => {
  test.each(oddNames)('%s round trips, with and without a version', (name) => {
    expect(parseDefinitionPath(pathnameOf(paths.definition(name)))).toEqual({ name, version: undefined });
    expect(parseDefinitionPath(pathnameOf(paths.definition(name, 3)))).toEqual({ name, version: 3 });
  });

  test('any name does, and the router finds its page', () => {
    const routes = [{ path: routePatterns.definition }];
    const nameText = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((name) => name.isWellFormed() && name !== '.' && name !== '..');
    fc.assert(
      fc.property(nameText, (name) => {
        const pathname = pathnameOf(paths.definition(name, 7));
        expect(parseDefinitionPath(pathname)).toEqual({ name, version: 7 });
        expect(matchRoutes(routes, pathname)).toHaveLength(1);
      }),
    );
  });

  test('colons and at signs stay readable', () => {
    expect(paths.definition('orders:v2@eu')).toBe('/workflowDef/orders:v2@eu');
  });

  test('a version that is no number is none', () => {
    expect(parseDefinitionPath('/workflowDef/a/latest')).toEqual({ name: 'a', version: undefined });
  });
});

describe('execution addresses', () => {
  test('carry an id, perhaps a task, and a query', () => {
    expect(paths.execution('b0a3', { task: 'charge card', tab: undefined })).toBe(
      '/execution/b0a3?task=charge+card',
    );
    expect(parseExecutionPath('/execution/b0a3/t1')).toEqual({ id: 'b0a3', taskId: 't1' });
  });

  test('another path is none', () => {
    expect(parseExecutionPath('/executions')).toBeUndefined();
    expect(parseDefinitionPath('/workflowDef')).toBeUndefined();
  });

  test('a broken escape is taken as it stands', () => {
    expect(parseExecutionPath('/execution/50%')).toEqual({ id: '50%', taskId: undefined });
  });
});

test('lists take filters', () => {
  expect(paths.executions({ workflow: 'a,b' })).toBe('/executions?workflow=a%2Cb');
  expect(paths.definitions()).toBe('/workflowDef');
  expect(paths.newDefinition()).toBe('/newWorkflowDef');
});

describe('the page at an address', () => {
  test.each([
    ['/executions', 'executions'],
    ['/execution/8f/', 'execution'],
    ['/execution/8f/2c', 'execution'],
    ['/execution', undefined],
    ['/workflowDef', 'definitions'],
    ['/workflowDef/a%2Fb', 'definition'],
    ['/workflowDef/a/3', 'definition'],
    ['/workflowDef/a/3/x', undefined],
    ['/newWorkflowDef', 'newDefinition'],
    ['/', undefined],
    ['/nowhere', undefined],
  ])('%s is %s, as the router has it', (pathname, name) => {
    expect(routeAt(pathname)).toBe(name);
    const routes = Object.values(routePatterns).map((path) => ({ path }));
    expect(matchRoutes(routes, pathname)?.[0]?.route.path).toBe(
      name === undefined ? undefined : routePatterns[routeAt(pathname) ?? 'executions'],
    );
  });
});
