import { beforeAll, describe, expect, it } from 'vitest';
import { conversation, failure, invalid, nothing, type Ask } from './testing/conversation.ts';

// Every answer here was first recorded from a Conductor 3.32.1 server.

const start = { name: 'child', version: 1, correlationId: 'c-${a}', input: { x: '${a}' } };
const handler = {
  name: 'h1',
  event: 'conductor:flow:e',
  condition: '$.a == 5',
  actions: [{ action: 'start_workflow', start_workflow: start, expandInlineJSON: false }],
  active: true,
};
const idle = { ...handler, name: 'h3', event: 'conductor:flow:other', active: false };

const noActions = 'No actions specified. Please specify at-least one action';

let ask: Ask;

beforeAll(async () => {
  ask = await conversation();
});

describe('event handlers', () => {
  it('EH1 are refused in Conductor’s words when something is missing', async () => {
    expect(await ask('POST', '/api/event', {})).toEqual(
      invalid(
        { path: 'addEventHandler.arg0.name', message: 'Missing event handler name' },
        { path: 'addEventHandler.arg0.event', message: 'Missing event location' },
        { path: 'addEventHandler.arg0.actions', message: noActions },
      ),
    );
    expect(await ask('PUT', '/api/event', { name: 'h1', event: 'e', actions: [] })).toEqual(
      invalid({ path: 'updateEventHandler.arg0.actions', message: noActions }),
    );
  });

  it('EH1 are refused when an action is none that Conductor knows', async () => {
    expect(await ask('POST', '/api/event', { ...handler, actions: [{ action: 'bogus' }] })).toEqual(
      failure(
        500,
        'JSON parse error: Cannot deserialize value of type `com.netflix.conductor.common.metadata.events.EventHandler$Action$Type` from String "bogus": not one of the values accepted for Enum class: [fail_task, start_agent, complete_task, start_workflow, terminate_workflow, update_workflow_variables]',
      ),
    );
    expect(await ask('POST', '/api/event', [{ name: 'x' }])).toEqual(
      failure(
        500,
        'JSON parse error: Cannot deserialize value of type `com.netflix.conductor.common.metadata.events.EventHandler` from Array value (token `JsonToken.START_ARRAY`)',
      ),
    );
  });

  it('EH1 are added once, updated, listed and removed', async () => {
    expect(await ask('GET', '/api/event')).toEqual([200, []]);
    expect(await ask('POST', '/api/event', handler)).toEqual(nothing);
    expect(await ask('POST', '/api/event', handler)).toEqual(
      failure(500, 'EventHandler with name h1 already exists!'),
    );
    expect(await ask('POST', '/api/event', idle)).toEqual(nothing);
    expect(await ask('GET', '/api/event')).toEqual([200, [handler, idle]]);

    expect(await ask('PUT', '/api/event', { ...idle, name: 'nope' })).toEqual(
      failure(500, 'EventHandler with name nope not found!'),
    );
    const changed = { ...idle, condition: 'true', evaluatorType: 'javascript' };
    expect(await ask('PUT', '/api/event', changed)).toEqual(nothing);
    expect(await ask('GET', '/api/event/conductor:flow:other?activeOnly=false')).toEqual([200, [changed]]);

    expect(await ask('DELETE', '/api/event/nope')).toEqual(
      failure(500, 'EventHandler with name nope not found!'),
    );
    expect(await ask('DELETE', '/api/event/h3')).toEqual(nothing);
    expect(await ask('GET', '/api/event')).toEqual([200, [handler]]);
  });

  it('EH1 are found by the exact name of an event', async () => {
    expect(await ask('GET', '/api/event/conductor:flow:e')).toEqual([200, [handler]]);
    expect(await ask('GET', '/api/event/conductor:flow:other')).toEqual([200, []]);
    expect(await ask('GET', '/api/event/h1')).toEqual([200, []]);
  });
});
