import { expect, test } from 'vitest';
import { knownTaskStatuses, knownWorkflowStatuses } from '#contract/index.ts';
import { statusInfo } from './status-info.ts';

test('every known status has its own word', () => {
  const statuses = new Set<string>([...knownWorkflowStatuses, ...knownTaskStatuses]);
  const words = new Set([...statuses].map((status) => statusInfo(status).word));
  expect(words.size).toBe(statuses.size);
});

test('no known status looks unknown', () => {
  for (const status of [...knownWorkflowStatuses, ...knownTaskStatuses]) {
    expect(statusInfo(status).shape).not.toBe('question');
  }
});

test.each([
  ['WAITING_FOR_GODOT', 'Waiting for godot'],
  ['', 'Unknown'],
  ['constructor', 'Constructor'],
])('the unknown status %s is shown by its name', (status, word) => {
  expect(statusInfo(status)).toEqual({ word, tone: 'idle', shape: 'question' });
});
