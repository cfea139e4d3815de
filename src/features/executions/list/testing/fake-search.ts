import { vi } from 'vitest';

export interface FakeRow {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly reason?: string;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly body: string;
}

function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
}

/** As much of a server as the list of executions talks to. */
export class FakeSearch {
  rows: FakeRow[] = [];
  readonly seen: SeenRequest[] = [];
  /** What bulk requests answer for an id that fails. */
  failing = new Map<string, string>();
  broken: (() => Response) | undefined;

  install(): void {
    vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => this.answer(url, init));
  }

  private answer(url: string, init: RequestInit): Response {
    const { pathname, searchParams } = new URL(url, 'http://page');
    const body = typeof init.body === 'string' ? init.body : '';
    this.seen.push({ method: init.method ?? 'GET', path: pathname, params: searchParams, body });
    if (this.broken !== undefined) return this.broken();
    if (pathname === '/api/workflow/search') return this.search(searchParams);
    if (pathname.startsWith('/api/workflow/bulk/')) return this.bulk(JSON.parse(body));
    if (pathname === '/api/metadata/workflow/names-and-versions') {
      return json({
        orders: [{ name: 'orders', version: 1 }],
        'nightly report': [{ name: 'nightly report', version: 2 }],
      });
    }
    if (pathname === '/api/version')
      return new Response('1.0', { headers: { 'content-type': 'text/plain' } });
    if (pathname === '/api/workflow')
      return new Response('new-id', { headers: { 'content-type': 'text/plain' } });
    return json({ status: 404, message: `nothing at ${pathname}`, retryable: false }, 404);
  }

  private search(params: URLSearchParams): Response {
    const query = params.get('query') ?? '';
    const status = /status IN \((\w+)\)/.exec(query)?.[1];
    const text = params.get('freeText') ?? '*';
    const fitting = this.rows.filter(
      (row) =>
        (status === undefined || row.status === status) &&
        (text === '*' || JSON.stringify(row).includes(text)),
    );
    return json({
      totalHits: fitting.length,
      results: fitting.slice(0, Number(params.get('size'))).map((row) => ({
        workflowId: row.id,
        workflowType: row.name,
        version: 1,
        status: row.status,
        startTime: '2026-11-23T12:00:00.000Z',
        endTime: row.status === 'RUNNING' ? undefined : '2026-11-23T12:00:41.200Z',
        reasonForIncompletion: row.reason,
      })),
    });
  }

  private bulk(ids: string[]): Response {
    return json({
      bulkErrorResults: Object.fromEntries(
        ids.flatMap((id) => (this.failing.has(id) ? [[id, this.failing.get(id)]] : [])),
      ),
      bulkSuccessfulResults: ids.filter((id) => !this.failing.has(id)),
    });
  }
}
