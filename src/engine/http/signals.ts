import { returnStrategySchema, type ReturnStrategy } from '#contract/index.ts';
import { done, json } from './answers.ts';
import { mapBody } from './body.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { conversionFailed, int, integer, optionalText, textList, type Parameter } from './parameters.ts';
import { shape } from './shapes.ts';
import { readStatus } from './tasks.ts';
import { startBody } from './workflow.ts';

const returnStrategy: Parameter<ReturnStrategy> = {
  shape: { type: 'string', enum: returnStrategySchema.options },
  required: false,
  fallback: 'TARGET_WORKFLOW',
  read: ([value], name) => {
    if (value === undefined || value === '') return 'TARGET_WORKFLOW';
    const parsed = returnStrategySchema.safeParse(value);
    if (parsed.success) return parsed.data;
    const javaType = 'org.conductoross.conductor.model.WorkflowSignalReturnStrategy';
    throw conversionFailed(
      name,
      javaType,
      `Failed to convert from type [java.lang.String] to type [@org.springframework.web.bind.annotation.RequestParam ${javaType}] for value [${value}]`,
    );
  },
};

const responseShape = shape.named('SignalResponse');
const defaultWaitSeconds = 10;

/** Requests that wait for what an execution does, and signals to it. */
export const signalEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/api/workflow/execute/{name}/{version}',
    tag: 'Executions',
    summary: 'Start a workflow, and wait until it has ended or waits for a signal; version 0 is the latest',
    query: {
      requestId: optionalText,
      waitUntilTaskRef: textList,
      waitForSeconds: int(defaultWaitSeconds, 'java.lang.Integer'),
      returnStrategy,
    },
    body: startBody,
    answer: json(responseShape),
    run({ engine, path, query, body, request }) {
      const version = integer(path.version, 'version', 'java.lang.Integer');
      const seconds = query.waitForSeconds === 0 ? defaultWaitSeconds : query.waitForSeconds;
      return engine.workflows.execute(
        { ...body, name: path.name, version: version === 0 ? undefined : version },
        {
          waitUntilTasks: query.waitUntilTaskRef,
          timeoutMs: Math.max(0, seconds) * 1000,
          returnStrategy: query.returnStrategy,
          requestId: query.requestId,
          cancellation: request.signal,
        },
      );
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/tasks/{workflowId}/{status}/signal',
    tag: 'Tasks',
    summary: 'Complete the waiting task of an execution; nothing happens when none waits',
    body: mapBody,
    answer: done,
    async run({ engine, path, body }) {
      await engine.tasks.signal(path.workflowId, readStatus(path.status), body);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/tasks/{workflowId}/{status}/signal/sync',
    tag: 'Tasks',
    summary: 'Complete the waiting task of an execution, and wait until it has ended or waits again',
    query: { returnStrategy, timeoutMillis: int(5000, 'long') },
    body: mapBody,
    answer: json(responseShape),
    run: ({ engine, path, query, body, request }) =>
      engine.tasks.signalAndWait(path.workflowId, readStatus(path.status), body, {
        timeoutMs: Math.max(0, query.timeoutMillis),
        returnStrategy: query.returnStrategy,
        cancellation: request.signal,
      }),
  }),
];
