import type { HttpAnswer, HttpCall } from '../../ports.ts';

/** The address by which scenarios know the site. */
export const siteAddress = 'http://site.test';

function answer(status: number, statusText: string, type: string, body: string): HttpAnswer {
  const headers = {
    connection: ['close'],
    'content-type': [type],
    'content-length': [String(new TextEncoder().encode(body).length)],
  };
  return { status, statusText, headers, body };
}

const json = (status: number, statusText: string, body: unknown): HttpAnswer =>
  answer(status, statusText, 'application/json', JSON.stringify(body));

const plain = (status: number, statusText: string, body: string): HttpAnswer =>
  answer(status, statusText, 'text/plain', body);

/** What the site at the other end of HTTP tasks answers to a request. Headers have lower-case names. */
export function siteAnswer({
  url,
  method,
  headers,
  body,
}: Omit<HttpCall, 'connectTimeoutMs' | 'readTimeoutMs'>) {
  const { pathname, search } = new URL(url);
  switch (pathname) {
    case '/echo':
      return json(200, 'OK', {
        method,
        query: search,
        body: body ?? null,
        contentType: headers['content-type'] ?? null,
        accept: headers['accept'] ?? null,
        custom: headers['x-custom'] ?? null,
      });
    case '/list':
      return json(200, 'OK', [1, 'two', { three: 3 }]);
    case '/number':
      return json(200, 'OK', 42);
    case '/string':
      return json(200, 'OK', 'forty-two');
    case '/null':
      return json(200, 'OK', null);
    case '/blank':
      return answer(200, 'OK', 'application/json', ' \n');
    case '/text':
      return plain(200, 'OK', 'just text');
    case '/created':
      return json(201, 'Created', { id: 7 });
    case '/empty':
      return plain(204, 'No Content', '');
    case '/moved':
      return plain(304, 'Not Modified', '');
    case '/refused':
      return json(400, 'Bad Request', { why: 'not like this' });
    case '/forbidden':
      return plain(403, 'Forbidden', '');
    case '/broken':
      return plain(500, 'Internal Server Error', 'out of order');
    default:
      return plain(404, 'Not Found', 'no such page');
  }
}
