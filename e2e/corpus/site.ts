import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { siteAnswer } from '#engine/testing/corpus/site.ts';
import { freePort } from '../program.ts';

export interface RunningSite {
  readonly url: string;
  stop(): Promise<void>;
}

/** The site that the corpus' HTTP tasks call, on a port of its own. */
export async function startSite(): Promise<RunningSite> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve));
  return { url, stop: () => new Promise((resolve) => server.close(() => resolve())) };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const given = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    const { status, statusText, headers, body } = siteAnswer({
      url: url + (request.url ?? '/'),
      method: request.method ?? 'GET',
      headers: Object.fromEntries(given),
      ...(sent === '' ? {} : { body: sent }),
    });
    response.sendDate = false;
    response.writeHead(
      status,
      statusText,
      Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, [...values]])),
    );
    response.end(body);
  }
}
