import { eventHandlerSchema } from '#contract/index.ts';
import { done, json } from './answers.ts';
import { jsonBody } from './body.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { flag } from './parameters.ts';
import { shape } from './shapes.ts';

const handlerShape = shape.named('EventHandler');
const handlerBody = jsonBody({ schema: eventHandlerSchema, shape: handlerShape, javaType: 'eventHandler' });

/** Event handlers: what is done when a message of an event comes. */
export const eventEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/api/event',
    tag: 'Events',
    summary: 'Add an event handler',
    body: handlerBody,
    answer: done,
    run: ({ engine, body }) => engine.events.register(body),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/event',
    tag: 'Events',
    summary: 'Update an event handler',
    body: handlerBody,
    answer: done,
    run: ({ engine, body }) => engine.events.update(body),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/event/{name}',
    tag: 'Events',
    summary: 'Remove an event handler',
    answer: done,
    run: ({ engine, path }) => engine.events.remove(path.name),
  }),
  endpoint({
    method: 'GET',
    path: '/api/event',
    tag: 'Events',
    summary: 'All event handlers',
    answer: json(shape.list(handlerShape)),
    run: ({ engine }) => engine.events.handlers(),
  }),
  endpoint({
    method: 'GET',
    path: '/api/event/{event}',
    tag: 'Events',
    summary: 'Event handlers that listen to an event, the active ones unless asked for all',
    query: { activeOnly: flag(true) },
    answer: json(shape.list(handlerShape)),
    run: ({ engine, path, query }) => engine.events.handlersOf(path.event, query),
  }),
];
