import { expect, test } from 'vitest';
import { toCurl } from './curl.ts';

test('a GET is an address alone', () => {
  expect(toCurl({ method: 'GET', url: '/api/version' }, 'http://127.0.0.1:5001')).toBe(
    `curl 'http://127.0.0.1:5001/api/version'`,
  );
});

test('a body is quoted so that a shell passes it unchanged', () => {
  const request = { method: 'POST', url: '/api/workflow', body: `{"name":"it's $HOME"}` };
  expect(toCurl(request, 'http://h')).toBe(
    String.raw`curl -X POST 'http://h/api/workflow' -H 'Content-Type: application/json' --data-raw '{"name":"it'\''s $HOME"}'`,
  );
});
