import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSearch } from '../../core/search-query.ts';
import type { Store } from '../../ports.ts';
import { aTask, aWorkflow, putTask, putWorkflow } from './fixtures.ts';
import { newPlace, type StoreKind } from './kind.ts';

const workflows = [
  putWorkflow(
    aWorkflow('a', { status: 'COMPLETED', createTime: 1000, endTime: 5000, correlationId: 'Key-1' }),
  ),
  putWorkflow(aWorkflow('b', { workflowName: 'order, large', createTime: 2000, correlationId: 'key AND 2' })),
  putWorkflow(aWorkflow('c', { workflowName: 'Order_Item', createTime: 3000, status: 'PAUSED' }), {
    classifier: 'agent',
    input: '{city=Köln, note=50% (net)}',
  }),
  putWorkflow(
    aWorkflow('d', { workflowName: 'refund', createTime: 3000, status: 'FAILED', parentWorkflowId: 'a' }),
    {
      reasonForIncompletion: 'Out of Paper',
    },
  ),
  putWorkflow(
    aWorkflow('e', { workflowName: 'orderXitem', workflowVersion: 10, createTime: 4000, updateTime: 9000 }),
  ),
];

const tasks = [
  putTask(
    aTask('p', 'a', {
      taskType: 'HTTP',
      taskDefName: 'call',
      status: 'COMPLETED',
      scheduledTime: 1,
      endTime: 9,
    }),
  ),
  putTask(aTask('q', 'a', { taskDefName: 'call', status: 'FAILED', scheduledTime: 2 }), {
    reasonForIncompletion: 'No Answer',
  }),
  putTask(
    aTask('r', 'b', { workflowType: 'order, large', scheduledTime: 3, startTime: 4, status: 'IN_PROGRESS' }),
  ),
  putTask(aTask('s', 'e', { correlationId: 'c', scheduledTime: 3, updateTime: 7 })),
];

/** Which of the executions each query finds. */
const queries: readonly (readonly [rule: string, query: string, ids: string])[] = [
  ['SE1', '', 'abcde'],
  ['SE1', 'status=RUNNING', 'be'],
  ['SE1', 'status = RUNNING', 'be'],
  ['SE1', 'status IN (FAILED,PAUSED)', 'cd'],
  ['SE1', 'statusIN(FAILED,PAUSED)', 'cd'],
  ['SE1', 'status IN (RUNNING) AND startTime>2000', 'e'],
  ['SE1', 'startTime>1000 AND startTime<4000', 'bcd'],
  ['SE1', 'startTime>1000 AND startTime<4000 AND status=FAILED AND parentWorkflowId=a', 'd'],
  ['SE1', 'workflowId>b AND workflowId<e', 'cd'],
  ['SE3', 'colour=red', 'abcde'],
  ['SE3', 'colour=red AND status=FAILED', 'd'],
  ['SE3', 'taskType=HTTP', 'abcde'],
  ['SE3', 'WorkflowId=a', 'abcde'],
  ['SE4', 'status="FAILED"', 'd'],
  ['SE4', "status='FAILED'", 'd'],
  ['SE4', 'status=(FAILED)', 'd'],
  ['SE4', 'workflowType="order, large"', 'b'],
  ['SE4', 'workflowType IN ("order, large",refund)', 'bd'],
  ['SE6', 'workflowType=order, large', 'a'],
  ['SE5', 'status IN ( FAILED , PAUSED )', 'cd'],
  ['SE5', 'status IN (FAILED,PAUSED,)', 'cd'],
  ['SE6', 'status IN (FAILED)', 'd'],
  ['SE6', 'status=FAILED,PAUSED', 'cd'],
  ['SE6', 'workflowType IN (order*)', 'abce'],
  ['SE6', 'workflowType=order*,refund', 'd'],
  ['SE1', 'workflowType=order', 'a'],
  ['SE1', 'workflowType=ORDER', ''],
  ['SE1', 'workflowType=ORDER*', 'abce'],
  ['SE1', 'workflowType=*item', 'ce'],
  ['SE1', 'workflowType=*r_i*', 'c'],
  ['SE1', 'workflowType=*', 'abcde'],
  ['SE1', 'workflowType=**r**', 'abcde'],
  ['SE1', 'workflowType=o*m*m', ''],
  ['SE1', 'workflowType=%', ''],
  ['SE1', 'correlationId=key*', 'ab'],
  ['SE1', 'correlationId=', 'cde'],
  ['SE1', 'correlationId=""', 'cde'],
  ['SE1', 'version=10', 'e'],
  ['SE1', 'version>2', 'e'],
  ['SE1', 'version IN (1,10)', 'abcde'],
  ['SE1', 'classifier=workflow', 'abde'],
  ['SE1', 'classifier IN (agent,workflow)', 'abcde'],
  ['SE1', 'classifier=agent', 'c'],
  ['SE1', 'parentWorkflowId=', 'abce'],
  ['SE1', 'parentWorkflowId=*', 'abcde'],
  ['SE7', 'endTime=0', 'bcde'],
  ['SE7', 'endTime>0', 'a'],
  ['SE7', 'endTime<5001 AND endTime>4999', 'a'],
  ['SE7', 'startTime=3000', 'cd'],
  ['SE7', 'startTime IN (1000,4000)', 'ae'],
  ['SE7', 'startTime>-1', 'abcde'],
  ['SE7', 'updateTime>8999', 'e'],
  ['SE7', 'startTime<99999999999999999999', 'abcde'],
];

const taskQueries: readonly (readonly [rule: string, query: string, ids: string])[] = [
  ['SE10', '', 'pqrs'],
  ['SE10', 'status=SCHEDULED', 's'],
  ['SE1', 'taskDefName=call', 'pq'],
  ['SE1', 'taskDefName=call AND status=FAILED', 'q'],
  ['SE1', 'taskType IN (HTTP,pay)', 'pqrs'],
  ['SE1', 'taskType=http*', 'p'],
  ['SE1', 'workflowId=a AND status IN (COMPLETED,FAILED)', 'pq'],
  ['SE1', 'workflowType="order, large"', 'r'],
  ['SE1', 'taskId IN (q,s,none)', 'qs'],
  ['SE1', 'correlationId=c', 's'],
  ['SE3', 'classifier=agent AND version=7', 'pqrs'],
  ['SE7', 'scheduledTime>1 AND scheduledTime<3', 'q'],
  ['SE7', 'scheduledTime=3', 'rs'],
  ['SE7', 'startTime>0', 'r'],
  ['SE7', 'endTime=0 AND updateTime<1000', 's'],
];

const texts: readonly (readonly [text: string, workflows: string, tasks: string])[] = [
  ['*', 'abcde', 'pqrs'],
  ['', 'abcde', 'pqrs'],
  ['paper', 'd', ''],
  ['OUT OF PAPER', 'd', ''],
  ['KÖLN', 'c', ''],
  ['50% (NET)', 'c', ''],
  ['5%net', '', ''],
  ['no answer', '', 'q'],
  ['paper*', '', ''],
  ['"status":"FAILED"', 'd', 'q'],
];

/** Sorts whose order leaves nothing open. */
const sorts: readonly (readonly [rule: string, sort: string, ids: string])[] = [
  ['SE9', '', 'edcba'],
  ['SE9', 'startTime:ASC', 'abcde'],
  ['SE9', 'startTime:DESC|workflowId:ASC', 'ecdba'],
  ['SE9', 'startTime:asc|workflowId:desc', 'abdce'],
  ['SE9', 'workflowType', 'edcba'],
  ['SE9', 'workflowType:UP', 'edcba'],
  ['SE9', 'workflowType:ASC', 'cabed'],
  ['SE9', 'status:ASC|workflowId:DESC', 'adceb'],
  ['SE9', 'version:DESC|workflowId:ASC', 'eabcd'],
  ['SE9', 'endTime:DESC|workflowId:ASC', 'abcde'],
  ['SE9', 'updateTime:DESC|workflowId:DESC', 'edcba'],
  ['SE3', 'colour:ASC|workflowId:ASC', 'abcde'],
  ['SE3', 'taskId:ASC', 'edcba'],
];

/** Conductor's search grammar, from the text of a request to what is found. */
export function describeGrammar(kind: StoreKind): void {
  describe('search grammar', () => {
    let store: Store;

    beforeAll(async () => {
      store = await kind.open(newPlace());
      await store.commit([...workflows, ...tasks]);
    });
    afterAll(() => store.close());

    async function workflowIds(parameters: {
      query?: string;
      freeText?: string;
      sort?: string;
    }): Promise<string> {
      const request = parseSearch({ start: 0, size: 100, sort: 'workflowId:ASC', ...parameters }, 'workflow');
      const { total, results } = await store.searchWorkflows(request);
      expect(total).toBe(results.length);
      return results.map(({ workflowId }) => workflowId).join('');
    }

    async function taskIds(parameters: { query?: string; freeText?: string }): Promise<string> {
      const request = parseSearch({ start: 0, size: 100, sort: 'taskId:ASC', ...parameters }, 'task');
      const { total, results } = await store.searchTasks(request);
      expect(total).toBe(results.length);
      return results.map(({ taskId }) => taskId).join('');
    }

    it.each(queries)('%s finds executions by %j: %s', async (_rule, query, ids) => {
      expect(await workflowIds({ query })).toBe(ids);
    });

    it.each(taskQueries)('%s finds tasks by %j: %s', async (_rule, query, ids) => {
      expect(await taskIds({ query })).toBe(ids);
    });

    it.each(texts)(
      'SE8 finds by the text %j the executions %j and the tasks %j',
      async (freeText, ofWorkflows, ofTasks) => {
        expect(await workflowIds({ freeText })).toBe(ofWorkflows);
        expect(await taskIds({ freeText })).toBe(ofTasks);
      },
    );

    it.each(sorts)('%s sorts by %j: %s', async (_rule, sort, ids) => {
      expect(await workflowIds({ sort })).toBe(ids);
    });

    it.each(queries)('%s gives the pages of %j without gap or repetition: %s', async (_rule, query, ids) => {
      const found: string[] = [];
      for (let start = 0; start < 6; start += 2) {
        const request = parseSearch({ start, size: 2, query, sort: 'status:DESC' }, 'workflow');
        const { total, results } = await store.searchWorkflows(request);
        expect(total).toBe(ids.length);
        found.push(...results.map(({ workflowId }) => workflowId));
      }
      expect(found.toSorted().join('')).toBe(ids);
    });
  });
}
