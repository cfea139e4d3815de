import { describe, expect, it } from 'vitest';
import { fork, setVariable, simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import {
  children,
  event,
  handler,
  noted,
  open,
  publishOne,
  publisher,
  startChild,
  undelivered,
} from '../testing/events.ts';

type Fields = Readonly<Record<string, unknown>>;

describe('event handlers', () => {
  it('EH2 every active one of exactly this event acts, at once', async () => {
    const scenario = await open([
      handler('one', [startChild]),
      handler('two', [startChild, startChild]),
      handler('idle', [startChild], { active: false }),
      handler('other', [startChild], { event: 'conductor:publisher' }),
    ]);
    await publishOne(scenario);
    expect(await children(scenario)).toHaveLength(3);
    expect((await noted(scenario)).map(({ name, status }) => `${name} ${status}`)).toEqual([
      'one COMPLETED',
      'two COMPLETED',
      'two COMPLETED',
    ]);
    expect(await undelivered(scenario)).toBe(0);
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it('EH2 one that comes later does not get what was published before', async () => {
    const scenario = await open([]);
    await publishOne(scenario);
    await scenario.engine.events.register(handler('late', [startChild]));
    await scenario.crash();
    expect(await children(scenario)).toEqual([]);
  });

  it('EH2 they act in the order of their names', async () => {
    const scenario = await open([handler('b', [startChild]), handler('a', [startChild])]);
    expect((await scenario.engine.events.handlers()).map(({ name }) => name)).toEqual(['a', 'b']);
    await publishOne(scenario);
    const put = scenario.ports.store.commits
      .flat()
      .flatMap((change) =>
        change.kind === 'document.put' && change.collection === 'eventExecution' ? [change.value.name] : [],
      );
    expect(put).toEqual(['a', 'b']);
  });

  it('EH2 handlers survive a restart', async () => {
    const scenario = await open([handler('one', [startChild])]);
    await scenario.crash();
    expect(await scenario.engine.events.handlers()).toEqual([handler('one', [startChild])]);
    await publishOne(scenario);
    expect(await children(scenario)).toHaveLength(1);
  });

  describe('conditions', () => {
    const scripts = {
      seen: ({ $ }: Fields) => {
        const message = $ as { order: number; inline: { k: number[] } };
        return message.inline.k[0] === 1 && message.order > 5;
      },
      one: () => 1,
      zero: () => 0,
      text: () => 'true',
    };

    it.each([
      ['seen', 7, 1],
      ['seen', 5, 0],
      ['one', 7, 1],
      ['zero', 7, 0],
      ['text', 7, 0],
      ['', 7, 1],
    ])('EH3 "%s" over order %i starts %i', async (condition, order, started) => {
      const scenario = await open([handler('one', [startChild], { condition })], { scripts });
      await publishOne(scenario, { order });
      expect(await children(scenario)).toHaveLength(started);
      const [first] = await noted(scenario);
      expect(first?.status).toBe(started === 1 ? 'COMPLETED' : 'SKIPPED');
    });

    it('EH3 what was skipped is noted with the message', async () => {
      const scenario = await open([handler('one', [startChild], { condition: 'zero' })], { scripts });
      const task = await publishOne(scenario);
      expect(await noted(scenario)).toMatchObject([
        {
          id: `${task.taskId}_0`,
          status: 'SKIPPED',
          output: { msg: JSON.stringify(task.outputData), condition: 'zero' },
        },
      ]);
    });

    it('EH3 value-param asks for the value of that name', async () => {
      const conditions = [handler('one', [startChild], { condition: 'order', evaluatorType: 'value-param' })];
      const scenario = await open(conditions, { scripts });
      await publishOne(scenario, { order: 'yes' });
      expect(await children(scenario)).toEqual([]);
      await publishOne(scenario, { order: true });
      expect(await children(scenario)).toHaveLength(1);
    });

    it('EH4 one that cannot be evaluated is noted, and nothing done', async () => {
      const scenario = await open([handler('one', [startChild], { condition: 'oops' })]);
      await publishOne(scenario);
      expect(await children(scenario)).toEqual([]);
      expect(await noted(scenario)).toMatchObject([
        { status: 'FAILED', output: { exception: 'ReferenceError: oops is not defined' } },
      ]);
      expect(await undelivered(scenario)).toBe(0);
    });
  });

  it('EH5 start_workflow starts one with the resolved input, and says which event it was', async () => {
    const start = {
      name: 'child',
      version: 1,
      correlationId: 'c-${order}',
      input: { order: '${order}', all: 'text ${order}', none: '${nothing}' },
      taskToDomain: { c: 'd' },
    };
    const scenario = await open([handler('one', [{ action: 'start_workflow', start_workflow: start }])]);
    const task = await publishOne(scenario);
    const [started] = await children(scenario);
    expect(started).toMatchObject({ correlationId: 'c-7', event, taskToDomain: { c: 'd' } });
    expect(started?.input).toEqual({
      order: 7,
      all: 'text 7',
      none: null,
      'conductor.event.messageId': task.taskId,
      'conductor.event.name': event,
    });
    expect(await noted(scenario)).toEqual([
      {
        id: `${task.taskId}_0`,
        messageId: task.taskId,
        name: 'one',
        event,
        created: scenario.ports.clock.now(),
        status: 'COMPLETED',
        action: 'start_workflow',
        output: { workflowId: started?.workflowId },
      },
    ]);
  });

  it('EH5 start_workflow takes over the message’s taskToDomain', async () => {
    const scenario = await open([handler('one', [startChild])]);
    await scenario.start(publisher, { taskToDomain: { c: 'far' } });
    await settled();
    expect((await children(scenario))[0]?.taskToDomain).toEqual({ c: 'far' });
  });

  describe('tasks', () => {
    const waiting = workflowDef(fork('f', [[step('WAIT', 'w')], [step('WAIT', 'w2')]]), { name: 'waiting' });

    async function withWaiting(actions: readonly Fields[]) {
      const scenario = await open([handler('one', actions)]);
      const target = await scenario.start(waiting);
      const task = await publishOne(scenario, { order: 7, target });
      return { scenario, target, task };
    }

    it('EH6 complete_task and fail_task end a task by workflow and reference', async () => {
      const by = (taskRefName: string) => ({
        workflowId: '${target}',
        taskRefName,
        output: { o: '${order}' },
      });
      const { scenario, target, task } = await withWaiting([
        { action: 'complete_task', complete_task: by('w') },
        { action: 'fail_task', fail_task: { ...by('w2'), reasonForIncompletion: 'because ${order}' } },
      ]);
      const origin = { 'conductor.event.messageId': task.taskId, 'conductor.event.name': event };
      const output = {
        workflowId: target,
        taskId: null,
        taskRefName: 'w',
        reasonForIncompletion: null,
        o: 7,
      };
      expect(await scenario.task(target, 'w')).toMatchObject({
        status: 'COMPLETED',
        outputData: { ...output, ...origin },
      });
      expect(await scenario.task(target, 'w2')).toMatchObject({
        status: 'FAILED',
        reasonForIncompletion: 'because 7',
        outputData: { ...output, taskRefName: 'w2', reasonForIncompletion: 'because 7', ...origin },
      });
      expect((await noted(scenario)).map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED']);
    });

    it('EH6 by the task’s id', async () => {
      const scenario = await open([
        handler('one', [{ action: 'complete_task', complete_task: { taskId: '${target}' } }]),
      ]);
      const id = await scenario.start(waiting);
      await publishOne(scenario, { target: (await scenario.task(id, 'w')).taskId });
      expect((await scenario.task(id, 'w')).status).toBe('COMPLETED');
    });

    it('EH6 in a loop the newest iteration’s', async () => {
      const loop = step('DO_WHILE', 'loop', { loopCondition: 'again', loopOver: [step('WAIT', 'w')] });
      const scenario = await open(
        [
          handler('one', [
            { action: 'complete_task', complete_task: { workflowId: '${target}', taskRefName: 'w' } },
          ]),
        ],
        { scripts: { again: () => true } },
      );
      const target = await scenario.start(workflowDef([loop]));
      for (let round = 0; round < 2; round += 1) await publishOne(scenario, { target });
      expect(await scenario.trace(target)).toEqual([
        'loop IN_PROGRESS',
        'w__1 COMPLETED',
        'w__2 COMPLETED',
        'w__3 IN_PROGRESS',
      ]);
    });

    it.each([
      [
        { workflowId: '${target}', taskRefName: 'none' },
        /^No task found with reference name: none, workflowId: /,
      ],
      [{ workflowId: 'gone', taskRefName: 'w' }, /^No task found with reference name: w, workflowId: gone$/],
      [{ taskId: 'none' }, /^No task found with taskId: none$/],
      [{}, /^No task found with reference name: null, workflowId: null$/],
    ])('EH7 says so when there is none: %o', async (complete_task, error) => {
      const { scenario } = await withWaiting([{ action: 'complete_task', complete_task }]);
      expect(await noted(scenario)).toMatchObject([
        { status: 'COMPLETED', output: { error: expect.stringMatching(error) } },
      ]);
    });
  });

  it('EH8 expandInlineJSON reads the JSON in the message’s texts', async () => {
    const action = {
      action: 'start_workflow',
      start_workflow: { name: 'child', input: { k: '${inline.k[0]}', text: '${inline}' } },
    };
    const scenario = await open([
      handler('expanding', [{ ...action, expandInlineJSON: true }]),
      handler('plain', [action]),
    ]);
    await publishOne(scenario);
    const inputs = (await children(scenario)).map(({ input }) => ({
      k: input?.['k'],
      text: input?.['text'],
    }));
    expect(inputs).toContainEqual({ k: 1, text: { k: [1] } });
    expect(inputs).toContainEqual({ k: null, text: '{"k":[1]}' });
  });

  describe('executions', () => {
    const target = workflowDef([setVariable('s', { list: [1], n: 1 }), simple('a')], { name: 'target' });

    it('EH9 terminate_workflow ends one', async () => {
      const terminate_workflow = { workflowId: '${target}', terminationReason: 'order ${order}' };
      const scenario = await open([handler('one', [{ action: 'terminate_workflow', terminate_workflow }])]);
      const id = await scenario.start(target);
      await publishOne(scenario, { order: 7, target: id });
      expect(await scenario.get(id)).toMatchObject({
        status: 'TERMINATED',
        reasonForIncompletion: 'order 7',
      });
    });

    it.each([
      [false, { list: [2], n: 7 }],
      [true, { list: [1, 2], n: 7 }],
    ])('EH9 update_workflow_variables sets variables, appendArray %s', async (appendArray, variables) => {
      const update_workflow_variables = {
        workflowId: '${target}',
        variables: { list: [2], n: '${order}' },
        appendArray,
      };
      const scenario = await open([
        handler('one', [{ action: 'update_workflow_variables', update_workflow_variables }]),
      ]);
      const id = await scenario.start(target);
      await publishOne(scenario, { order: 7, target: id });
      expect((await scenario.get(id)).variables).toEqual(variables);
    });

    it('EH9 update_workflow_variables leaves an ended one as it is', async () => {
      const update_workflow_variables = { workflowId: '${target}', variables: { n: 2 } };
      const scenario = await open([
        handler('one', [{ action: 'update_workflow_variables', update_workflow_variables }]),
      ]);
      const id = await scenario.start(target);
      await scenario.complete('a');
      await publishOne(scenario, { target: id });
      expect((await scenario.get(id)).variables).toEqual({ list: [1], n: 1 });
      expect(await noted(scenario)).toMatchObject([
        {
          status: 'FAILED',
          output: { exception: `Workflow target.1/${id} has ended, variables cannot be updated.` },
        },
      ]);
    });
  });

  it('EH10 an action that fails is noted, and the others are carried out', async () => {
    const scenario = await open([
      handler('one', [
        { action: 'start_workflow', start_workflow: { name: 'unknown' } },
        { action: 'start_agent' },
        { action: 'terminate_workflow' },
        startChild,
      ]),
    ]);
    await publishOne(scenario);
    expect((await noted(scenario)).map(({ status, output }) => output['exception'] ?? status)).toEqual([
      'No such workflow defined. name=unknown, version=null',
      `Action not supported start_agent for event ${event}`,
      'The action terminate_workflow says nothing under terminate_workflow',
      'COMPLETED',
    ]);
    expect(await children(scenario)).toHaveLength(1);
    expect(await undelivered(scenario)).toBe(0);
  });

  it('EH15 what fails is logged and counted, once, with handler, event, action and reason', async () => {
    const scenario = await open([
      handler('starts', [{ action: 'start_workflow', start_workflow: { name: 'unknown' } }, startChild]),
      handler('ends', [{ action: 'complete_task', complete_task: { taskId: 'none' } }]),
      handler('asks', [startChild], { condition: 'oops' }),
    ]);
    const { taskId } = await publishOne(scenario);
    await scenario.crash();
    const on = `on message ${taskId} of event ${event}`;
    expect(scenario.ports.log.lines).toEqual([
      `warn Event handler asks: condition oops failed ${on}: ReferenceError: oops is not defined`,
      expect.stringContaining(
        `warn Event handler ends: action complete_task failed ${on}: No task found with `,
      ),
      `warn Event handler starts: action start_workflow failed ${on}: No such workflow defined. name=unknown, version=null`,
    ]);
  });

  it('EH15 each action is counted by what came of it', async () => {
    const scenario = await open(
      [
        handler('starts', [{ action: 'start_agent' }, startChild, startChild]),
        handler('asks', [startChild], { condition: 'never' }),
      ],
      { scripts: { never: () => false } },
    );
    await publishOne(scenario);
    expect(scenario.engine.metrics().eventsHandled).toEqual({
      starts: { FAILED: 1, COMPLETED: 2 },
      asks: { SKIPPED: 1 },
    });
  });
});
