import { vi } from 'vitest';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What was sent to save a definition. */
export interface Saved {
  readonly method: string;
  readonly text: string;
}

/** As much of Conductor's metadata API as the editor speaks to, in the page's own memory. */
export class FakeServer {
  readonly saved: Saved[] = [];
  /** Answers the next save, instead of saving. */
  refusal: Answer | undefined;
  /** Does not tell which workflows there are. */
  hidesNames = false;
  namesAsked = 0;
  private readonly definitions = new Map<string, string>();

  /** Puts a definition there as if somebody else had; the text is served as it is. */
  hold(name: string, version: number, text: string): void {
    this.definitions.set(`${name}/${version}`, text);
  }

  install(): void {
    vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
      const { status, body } = this.answer(new URL(input, location.origin), init);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return new Response(text, { status, headers: { 'content-type': 'application/json' } });
    });
  }

  private answer(url: URL, init: RequestInit): Answer {
    const [, , , name, rest] = url.pathname.split('/').slice(1).map(decodeURIComponent);
    if (init.method === 'PUT' || init.method === 'POST') return this.save(init.method, bodyOf(init));
    if (name === 'names-and-versions') return this.names();
    if (name === undefined) return notFound('nothing');
    if (rest === 'versions') return { status: 200, body: this.versionsOf(name) };
    const version = url.searchParams.get('version') ?? String(this.versionsOf(name).at(-1)?.version);
    const text = this.definitions.get(`${name}/${version}`);
    return text === undefined
      ? notFound(`No such workflow found by name: ${name}`)
      : { status: 200, body: text };
  }

  private names(): Answer {
    this.namesAsked += 1;
    if (this.hidesNames) return notFound('nothing');
    const names = new Set([...this.definitions.keys()].map((key) => key.slice(0, key.lastIndexOf('/'))));
    return { status: 200, body: Object.fromEntries([...names].map((name) => [name, this.versionsOf(name)])) };
  }

  private versionsOf(name: string): { name: string; version: number }[] {
    return [...this.definitions.keys()]
      .filter((key) => key.startsWith(`${name}/`))
      .map((key) => ({ name, version: Number(key.slice(name.length + 1)) }));
  }

  private save(method: string, text: string): Answer {
    this.saved.push({ method, text });
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal !== undefined) return refusal;
    const one = method === 'PUT' ? text.slice(1, -1) : text;
    const [, name = ''] = /"name":\s*"([^"]*)"/.exec(one) ?? [];
    const [, version = '1'] = /"version":\s*(\d+)/.exec(one) ?? [];
    this.definitions.set(`${name}/${version}`, one);
    return { status: 200, body: { bulkErrorResults: {}, bulkSuccessfulResults: [name] } };
  }
}

function bodyOf(init: RequestInit): string {
  return typeof init.body === 'string' ? init.body : '';
}

function notFound(message: string): Answer {
  return { status: 404, body: { status: 404, message, retryable: false } };
}
