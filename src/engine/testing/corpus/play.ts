import { seenExecution, traceOf, type SeenExecution } from './execution.ts';
import type { CorpusScenario, Fields, Method, Step } from './format.ts';
import { Ids } from './ids.ts';
import { patched, pick } from './pick.ts';
import { siteAddress } from './site.ts';
import type { Target } from './target.ts';

/** One recorded thing: the answer to a request, or how a workflow stands. */
type Entry = Fields;

/** Plays a scenario to a server and gives what was to be seen, free of ids, times and names of this one time. */
export async function play(scenario: CorpusScenario, target: Target): Promise<unknown> {
  const entries = await new Player(target).play(scenario);
  const unknown = (scenario.races ?? []).map((path) => [path, undefined]);
  return patched(entries, Object.fromEntries(unknown));
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

class Player {
  readonly #target: Target;
  readonly #ids = new Ids();
  readonly #entries: Entry[] = [];
  readonly #started: string[] = [];
  #soon: number | undefined;

  constructor(target: Target) {
    this.#target = target;
  }

  async play({ taskDefs, workflows = [], start, steps = [] }: CorpusScenario): Promise<readonly Entry[]> {
    if (taskDefs !== undefined) await this.#succeed('POST', '/metadata/taskdefs', taskDefs);
    for (const workflow of workflows) await this.#succeed('POST', '/metadata/workflow', workflow);
    if (start !== false) await this.#step({ do: 'start', as: 'wf', request: start ?? {} });
    for (const step of steps) await this.#step(step);
    for (const execution of await this.#look()) this.#trace(execution);
    return this.#entries;
  }

  async #step(step: Step): Promise<void> {
    switch (step.do) {
      case 'start': {
        const id = await this.#succeed('POST', '/workflow', { name: 'my_flow', ...step.request });
        if (typeof id !== 'string') throw new Error(`A start answered ${JSON.stringify(id)}`);
        this.#ids.name(id, step.as === 'wf' ? 'wf' : `wf ${step.as}`);
        this.#started.push(id);
        break;
      }
      case 'work':
        await this.#work(step.type, step.results, step.domain);
        break;
      case 'ask':
        await this.#record(step);
        break;
      case 'until':
        await this.#target.until(async () => {
          const { status, tasks } = await this.#execution(this.#ids.id(step.workflow));
          if (step.ref === undefined) return status === step.is;
          return tasks.findLast((task) => task.referenceTaskName === step.ref)?.status === step.is;
        });
        break;
      case 'pass':
        await this.#target.pass(step.seconds, step.really ?? step.seconds);
        break;
      case 'name': {
        const { output } = await this.#execution(this.#ids.id(step.from));
        const id = step.path.reduce<unknown>((value, key) => Object(value)[key], output);
        this.#ids.name(String(id), `wf ${step.as}`);
        this.#started.push(String(id));
        break;
      }
      case 'trace':
        this.#trace(await this.#execution(this.#ids.id(step.workflow)));
        break;
    }
    await this.#settle();
  }

  async #work(type: string, results: readonly Fields[], domain?: string): Promise<void> {
    const query = domain === undefined ? '' : `&domain=${domain}`;
    let task: Fields = {};
    await this.#target.until(async () => {
      const found = await this.#ask('GET', `/tasks/poll/${type}?workerid=worker${query}`, undefined, true);
      if (found.status === 200) task = Object(found.body);
      return found.status === 200;
    });
    for (const result of results) {
      await this.#succeed('POST', '/tasks', {
        workflowInstanceId: task['workflowInstanceId'],
        taskId: task['taskId'],
        workerId: 'worker',
        ...result,
      });
    }
  }

  async #record(step: Extract<Step, { do: 'ask' }>): Promise<void> {
    if (step.silent === true) {
      await this.#succeed(step.method, step.path, step.body);
      return;
    }
    const { status, body } = await this.#ask(step.method, step.path, step.body, step.waits === true);
    const seen = step.pick === undefined ? body : pick(body, step.pick);
    this.#entries.push({
      ask: `${step.method} ${step.path}`,
      status,
      ...(body === '' ? {} : { body: this.#ids.clean(withoutHost(seen)) }),
    });
  }

  #trace(execution: SeenExecution): void {
    const label = this.#ids.known(execution.workflowId) ?? '?';
    this.#entries.push(traceOf(label, seenExecution(this.#ids.clean(execution))));
  }

  async #settle(): Promise<void> {
    if (this.#started.length === 0) return;
    for (const execution of await this.#target.settle(() => this.#look())) this.#ids.see(execution);
  }

  /** All that was started, with their children. */
  async #look(): Promise<readonly SeenExecution[]> {
    const seen: SeenExecution[] = [];
    const waiting = [...this.#started];
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const { status, body } = await this.#ask('GET', `/workflow/${id}`);
      if (status === 404) continue;
      const execution = seenExecution(body);
      seen.push(execution);
      waiting.unshift(...childrenOf(execution).filter((child) => !this.#started.includes(child)));
    }
    return seen;
  }

  async #execution(id: string): Promise<SeenExecution> {
    return seenExecution(await this.#succeed('GET', `/workflow/${id}`));
  }

  async #succeed(method: Method, path: string, sent?: unknown): Promise<unknown> {
    const { status, body } = await this.#ask(method, path, sent);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async #ask(method: Method, path: string, body?: unknown, waits = false): Promise<Answer> {
    const answer = await this.#target.ask({
      method,
      path: this.#outward(path, encodeURIComponent),
      waits,
      ...(body === undefined ? {} : { body: this.#outward(JSON.stringify(body)) }),
    });
    const text = this.#inward(answer.text);
    return { status: answer.status, body: answer.isJson ? JSON.parse(text) : text };
  }

  #outward(text: string, escape: (id: string) => string = String): string {
    return text
      .replaceAll('my_', this.#target.prefix)
      .replaceAll(siteAddress, this.#target.site)
      .replace(/"?\bsoon\+(\d+)s\b"?/g, (_, seconds: string) => String(this.#ahead(Number(seconds))))
      .replace(/(?<!\$)\{(wf[^{}]*|[\w/.]+#\d+)\}/g, (_, name: string) => escape(this.#ids.id(name)));
  }

  #ahead(seconds: number): number {
    this.#soon ??= Math.ceil((this.#target.now() + 3_000) / 10_000) * 10_000;
    return this.#soon + seconds * 1000;
  }

  #inward(text: string): string {
    return text.replaceAll(this.#target.prefix, 'my_').replaceAll(this.#target.site, siteAddress);
  }
}

function childrenOf({ tasks }: SeenExecution): string[] {
  return tasks
    .filter((task) => task.taskType === 'SUB_WORKFLOW')
    .flatMap(({ subWorkflowId }) => (subWorkflowId === undefined ? [] : [subWorkflowId]));
}

/** Errors name the host that they come from, and list what is invalid in any order. */
function withoutHost(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('retryable' in body)) return body;
  const { instance: _, ...error }: Fields = { ...body };
  const list = error['validationErrors'];
  if (!Array.isArray(list)) return error;
  return {
    ...error,
    validationErrors: list
      .map(stable)
      .sort()
      .map((each) => JSON.parse(each)),
  };
}

const stable = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
