import { describe, expect, it } from 'vitest';
import {
  eventHandlerSchema,
  startWorkflowRequestSchema,
  taskDefSchema,
  taskResultSchema,
  workflowDefSchema,
  workflowScheduleSchema,
  workflowTestRequestSchema,
} from '#contract/index.ts';
import { parseLikeConductor } from './java-values.ts';

// What is wrong in each body, and what Conductor 3.32.1 was recorded to say to it.

const common = 'com.netflix.conductor.common';
const task = `${common}.metadata.workflow.WorkflowTask`;
const def = `${common}.metadata.workflow.WorkflowDef`;
const result = `${common}.metadata.tasks.TaskResult`;
const map = (of: string) => `java.util.LinkedHashMap<java.lang.String,${of}>`;

const from = (type: string, what: string) => `Cannot deserialize value of type \`${type}\` from ${what}`;
const anInt = 'Integer value (token `JsonToken.VALUE_NUMBER_INT`)';
const anArray = 'Array value (token `JsonToken.START_ARRAY`)';
const anObject = 'Object value (token `JsonToken.START_OBJECT`)';
const aText = 'String value (token `JsonToken.VALUE_STRING`)';
const aTruth = 'Boolean value (token `JsonToken.VALUE_TRUE`)';
const aFraction = 'Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)';

const none = (type: string, constructor: string, given: string) =>
  `Cannot construct instance of \`${type}\` (although at least one Creator exists): no ${constructor}-argument constructor/factory method to deserialize from ${given}`;
const noInt = (type: string) => none(type, 'int/Int', 'Number value (5)');
const noText = (type: string) => none(type, 'String', "String value ('x')");
const noNumber = (type: string, text: string) =>
  from(type, `String "${text}": not a valid \`${type}\` value`);
const outside = (text: string) =>
  `Numeric value (${text}) out of range of long (-9223372036854775808 - 9223372036854775807)`;

describe('JS2 what the mapper says to a definition', () => {
  it.each<[body: unknown, message: string]>([
    [{ tasks: [5] }, noInt(task)],
    [{ tasks: [true] }, none(task, 'boolean/Boolean', 'boolean value (true)')],
    [{ tasks: [1.5] }, none(task, 'double/Double', 'Number value (1.5)')],
    [{ tasks: [3_000_000_000] }, none(task, 'long/Long', 'Number value (3000000000)')],
    [{ tasks: [[]] }, from(task, anArray)],
    [{ tasks: 5 }, from(`java.util.ArrayList<${task}>`, anInt)],
    [{ inputParameters: 'x' }, noText('java.util.ArrayList')],
    [{ inputParameters: [{}] }, from('java.lang.String', anObject)],
    [{ outputParameters: 5 }, from(map('java.lang.Object'), anInt)],
    [{ rateLimitConfig: 5 }, noInt(`${common}.metadata.workflow.RateLimitConfig`)],
    [{ inputSchema: 5 }, noInt(`${common}.metadata.SchemaDef`)],
    [{ outputSchema: 'x' }, noText(`${common}.metadata.SchemaDef`)],
    [{ version: [] }, from('int', anArray)],
    [{ version: '1.5' }, noNumber('int', '1.5')],
    [{ timeoutSeconds: '1.5' }, noNumber('long', '1.5')],
    [{ timeoutSeconds: {} }, from('long', anObject)],
    [{ timeoutSeconds: 1e30 }, outside('1e+30')],
    [{ createTime: 'x' }, noNumber('java.lang.Long', 'x')],
    [{ restartable: 1.5 }, from('boolean', aFraction)],
    [{ restartable: [] }, from('boolean', anArray)],
    [
      { restartable: 'tRUE' },
      from('boolean', 'String "tRUE": only "true"/"True"/"TRUE" or "false"/"False"/"FALSE" recognized'),
    ],
    [
      { timeoutPolicy: 5 },
      from(`${def}$TimeoutPolicy`, 'number 5: index value outside legal index range [0..1]'),
    ],
    [{ timeoutPolicy: [] }, from(`${def}$TimeoutPolicy`, anArray)],
    [{ timeoutPolicy: true }, from(`${def}$TimeoutPolicy`, aTruth)],
    [
      { timeoutPolicy: '' },
      `Cannot coerce empty String ("") to \`${def}$TimeoutPolicy\` value (but could if coercion was enabled using \`CoercionConfig\`)`,
    ],
  ])('%j', (body, message) => {
    expect(() => parseLikeConductor(workflowDefSchema, body, 'workflowDef')).toThrow(
      `JSON parse error: ${message}`,
    );
  });

  const params = `${common}.metadata.workflow.SubWorkflowParams`;
  it.each<[fields: object, message: string]>([
    [{ subWorkflowParam: 5 }, noInt(params)],
    [{ subWorkflowParam: 'x' }, noText(params)],
    [{ subWorkflowParam: true }, none(params, 'boolean/Boolean', 'boolean value (true)')],
    [{ subWorkflowParam: [] }, from(params, anArray)],
    [{ subWorkflowParam: { version: 'x' } }, noNumber('java.lang.Integer', 'x')],
    [{ subWorkflowParam: { version: {} } }, from('java.lang.Integer', anObject)],
    [{ subWorkflowParam: { taskToDomain: 5 } }, from(map('java.lang.String'), anInt)],
    [{ decisionCases: 5 }, from(map(`java.util.List<${task}>`), anInt)],
    [{ decisionCases: { a: 5 } }, from(`java.util.ArrayList<${task}>`, anInt)],
    [{ decisionCases: { a: [5] } }, noInt(task)],
    [{ forkTasks: {} }, from(`java.util.ArrayList<java.util.List<${task}>>`, anObject)],
    [{ forkTasks: [5] }, from(`java.util.ArrayList<${task}>`, anInt)],
    [{ forkTasks: ['x'] }, from(`java.util.ArrayList<${task}>`, aText)],
    [{ forkTasks: [[5]] }, noInt(task)],
    [{ loopOver: 'x' }, from(`java.util.ArrayList<${task}>`, aText)],
    [{ joinOn: 'x' }, noText('java.util.ArrayList')],
    [{ joinOn: {} }, from('java.util.ArrayList<java.lang.String>', anObject)],
    [{ taskDefinition: 5 }, noInt(`${common}.metadata.tasks.TaskDef`)],
    [{ retryCount: 'x' }, noNumber('java.lang.Integer', 'x')],
    [{ taskDefinition: { retryCount: 'x' } }, noNumber('int', 'x')],
    [{ startDelay: true }, from('int', aTruth)],
    [{ onStateChange: 5 }, from(map(`java.util.List<${common}.metadata.workflow.StateChangeEvent>`), anInt)],
    [{ onStateChange: { a: [5] } }, noInt(`${common}.metadata.workflow.StateChangeEvent`)],
    [{ cacheConfig: 'x' }, noText(`${common}.metadata.workflow.CacheConfig`)],
    [{ inputParameters: true }, from(map('java.lang.Object'), aTruth)],
    [
      { joinMode: 'X' },
      from(`${task}$JoinMode`, 'String "X": not one of the values accepted for Enum class: [SYNC, ASYNC]'),
    ],
  ])('in a task: %j', (fields, message) => {
    const body = { tasks: [{ name: 't', taskReferenceName: 'r', ...fields }] };
    expect(() => parseLikeConductor(workflowDefSchema, body, 'workflowDef')).toThrow(
      `JSON parse error: ${message}`,
    );
  });

  it.each<[fields: object, message: string]>([
    [{ inputKeys: 'x' }, noText('java.util.ArrayList')],
    [{ inputKeys: {} }, from('java.util.ArrayList<java.lang.String>', anObject)],
    [{ inputTemplate: 'x' }, none('java.util.LinkedHashMap', 'String', "String value ('x')")],
    [{ concurrentExecLimit: 'x' }, noNumber('java.lang.Integer', 'x')],
    [{ backoffScaleFactor: 'x' }, noNumber('java.lang.Integer', 'x')],
    [{ rateLimitPerFrequency: {} }, from('java.lang.Integer', anObject)],
    [{ retryCount: 'x' }, noNumber('int', 'x')],
    [
      { retryLogic: 9 },
      from(
        `${common}.metadata.tasks.TaskDef$RetryLogic`,
        'number 9: index value outside legal index range [0..2]',
      ),
    ],
    [
      { retryLogic: 'x' },
      from(
        `${common}.metadata.tasks.TaskDef$RetryLogic`,
        'String "x": not one of the values accepted for Enum class: [FIXED, EXPONENTIAL_BACKOFF, LINEAR_BACKOFF]',
      ),
    ],
  ])('of a task: %j', (fields, message) => {
    expect(() => parseLikeConductor(taskDefSchema, { name: 'a', ...fields }, 'taskDef')).toThrow(
      `JSON parse error: ${message}`,
    );
  });
});

describe('JS2 what the mapper says to a request', () => {
  const log = `${common}.metadata.tasks.TaskExecLog`;
  it.each<[fields: object, message: string]>([
    [{ status: 99 }, from(`${result}$Status`, 'number 99: index value outside legal index range [0..4]')],
    [{ status: -1 }, from(`${result}$Status`, 'number -1: index value outside legal index range [0..4]')],
    [{ status: 1.5 }, from(`${result}$Status`, aFraction)],
    [{ status: {} }, from(`${result}$Status`, anObject)],
    [
      { status: 'completed' },
      from(
        `${result}$Status`,
        'String "completed": not one of the values accepted for Enum class: [CANCELED, COMPLETED, FAILED_WITH_TERMINAL_ERROR, FAILED, IN_PROGRESS]',
      ),
    ],
    [{ logs: {} }, from(`java.util.ArrayList<${log}>`, anObject)],
    [{ logs: [5] }, noInt(log)],
    [{ logs: [true] }, none(log, 'boolean/Boolean', 'boolean value (true)')],
    [{ logs: [{ createdTime: 'x' }] }, noNumber('long', 'x')],
    [{ outputData: 5 }, from(map('java.lang.Object'), anInt)],
    [{ callbackAfterSeconds: 'abc' }, noNumber('long', 'abc')],
    [{ callbackAfterSeconds: 1e30 }, outside('1e+30')],
    [{ workerId: {} }, from('java.lang.String', anObject)],
  ])('of a worker: %j', (fields, message) => {
    const body = { workflowInstanceId: 'w', taskId: 't', ...fields };
    expect(() => parseLikeConductor(taskResultSchema, body, 'taskResult')).toThrow(
      `JSON parse error: ${message}`,
    );
  });

  const strategy = `${common}.metadata.workflow.IdempotencyStrategy`;
  it.each<[fields: object, message: string]>([
    [{ workflowDef: 5 }, noInt(def)],
    [{ workflowDef: true }, none(def, 'boolean/Boolean', 'boolean value (true)')],
    [{ workflowDef: [] }, from(def, anArray)],
    [{ workflowDef: 'x' }, noText(def)],
    [{ workflowDef: { tasks: 5 } }, from(`java.util.ArrayList<${task}>`, anInt)],
    [{ version: [] }, from('java.lang.Integer', anArray)],
    [{ taskToDomain: 'x' }, none('java.util.LinkedHashMap', 'String', "String value ('x')")],
    [{ taskToDomain: { a: {} } }, from('java.lang.String', anObject)],
    [{ input: [] }, from(map('java.lang.Object'), anArray)],
    [
      { idempotencyStrategy: 'NOPE' },
      from(
        strategy,
        'String "NOPE": not one of the values accepted for Enum class: [FAIL_ON_RUNNING, RETURN_EXISTING, FAIL]',
      ),
    ],
  ])('to start: %j', (fields, message) => {
    expect(() => parseLikeConductor(startWorkflowRequestSchema, fields, 'startRequest')).toThrow(
      `JSON parse error: ${message}`,
    );
  });

  const mock = `${common}.run.WorkflowTestRequest$TaskMock`;
  it.each<[body: unknown, message: string]>([
    [[], from(`${common}.run.WorkflowTestRequest`, anArray)],
    [5, noInt(`${common}.run.WorkflowTestRequest`)],
    [{ taskRefToMockOutput: 5 }, from(map(`java.util.List<${mock}>`), anInt)],
    [{ taskRefToMockOutput: { r: 5 } }, from(`java.util.ArrayList<${mock}>`, anInt)],
    [{ taskRefToMockOutput: { r: [5] } }, noInt(mock)],
    [{ subWorkflowTestRequest: 5 }, from(map(`${common}.run.WorkflowTestRequest`), anInt)],
  ])('to test: %j', (body, message) => {
    expect(() => parseLikeConductor(workflowTestRequestSchema, body, 'testRequest')).toThrow(
      `JSON parse error: ${message}`,
    );
  });

  const handler = `${common}.metadata.events.EventHandler`;
  it.each<[fields: object, message: string]>([
    [{ actions: {} }, from(`java.util.ArrayList<${handler}$Action>`, anObject)],
    [{ actions: ['x'] }, noText(`${handler}$Action`)],
    [{ actions: [{ start_workflow: 5 }] }, noInt(`${handler}$StartWorkflow`)],
    [
      { active: 'x' },
      from('boolean', 'String "x": only "true"/"True"/"TRUE" or "false"/"False"/"FALSE" recognized'),
    ],
    [{ condition: {} }, from('java.lang.String', anObject)],
  ])('to handle events: %j', (fields, message) => {
    expect(() => parseLikeConductor(eventHandlerSchema, fields, 'eventHandler')).toThrow(
      `JSON parse error: ${message}`,
    );
  });

  const cron = 'io.orkes.conductor.scheduler.model.CronSchedule';
  it.each<[body: unknown, message: string]>([
    [5, noInt('io.orkes.conductor.scheduler.model.WorkflowSchedule')],
    [{ startWorkflowRequest: 5 }, noInt(`${common}.metadata.workflow.StartWorkflowRequest`)],
    [{ cronSchedules: 5 }, from(`java.util.ArrayList<${cron}>`, anInt)],
    [{ cronSchedules: [5] }, noInt(cron)],
    [{ scheduleStartTime: 'x' }, noNumber('java.lang.Long', 'x')],
  ])('to schedule: %j', (body, message) => {
    expect(() => parseLikeConductor(workflowScheduleSchema, body, 'workflowSchedule')).toThrow(
      `JSON parse error: ${message}`,
    );
  });
});

describe('JS11 what the mapper makes of values', () => {
  const report = { workflowInstanceId: 'w', taskId: 't' };
  it.each([
    ['COMPLETED ', 'COMPLETED'],
    [' FAILED', 'FAILED'],
    [0, 'IN_PROGRESS'],
    [1, 'FAILED'],
    [2, 'FAILED_WITH_TERMINAL_ERROR'],
    ['3', 'COMPLETED'],
    [null, undefined],
  ])('that are one of several: %j', (status, meant) => {
    expect(parseLikeConductor(taskResultSchema, { ...report, status }, 'taskResult').status).toBe(meant);
  });

  it('that are texts where objects are wanted', () => {
    const parsed = parseLikeConductor(
      taskResultSchema,
      { ...report, logs: ['one', { log: 'two' }] },
      'taskResult',
    );
    expect(parsed.logs.map(({ log }) => log)).toEqual(['one', 'two']);
    const defined = parseLikeConductor(
      workflowDefSchema,
      { tasks: [{ name: 't', taskDefinition: 'd' }] },
      'workflowDef',
    );
    expect(defined.tasks[0]?.taskDefinition).toMatchObject({ name: 'd', retryCount: 3 });
  });

  it('that are nothing in a map of texts', () => {
    const request = { name: 'p', taskToDomain: { a: null, b: 'c', d: 5, e: true } };
    expect(parseLikeConductor(startWorkflowRequestSchema, request, 'startRequest').taskToDomain).toEqual({
      b: 'c',
      d: '5',
      e: 'true',
    });
  });

  it.each([
    ['True', true],
    ['FALSE', false],
    [0, false],
    [-3, true],
    ['', true],
    [null, true],
  ])('that are true or false: %j', (restartable, meant) => {
    expect(parseLikeConductor(workflowDefSchema, { restartable }, 'workflowDef').restartable).toBe(meant);
  });
});
