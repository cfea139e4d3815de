import type { Engine } from '../engine.ts';

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly value: number;
  readonly labels?: Labels;
  /** Added to the family's name, as `_count` and `_sum` of a summary. */
  readonly suffix?: string;
}

/** One metric with all its samples, as Prometheus reads it. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'summary';
  readonly samples: readonly Sample[];
}

export const expositionType = 'text/plain;version=0.0.4;charset=utf-8';

/** Prometheus' text format, version 0.0.4. */
export function exposition(figures: readonly Figure[]): string {
  return figures.map((figure) => family(figure)).join('');
}

function family({ name, help, type, samples }: Figure): string {
  const lines = samples.map(
    ({ value, labels, suffix = '' }) => `${name}${suffix}${labelText(labels)} ${numberText(value)}`,
  );
  return [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
}

function labelText(labels: Labels = {}): string {
  const written = Object.entries(labels).map(
    ([name, value]) => `${name}="${escaped(value).replaceAll('"', String.raw`\"`)}"`,
  );
  return written.length === 0 ? '' : `{${written.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', String.raw`\\`).replaceAll('\n', String.raw`\n`);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}

/** The engine's figures, under Conductor's names where it has them. */
export function engineFigures(engine: Engine): Figure[] {
  const metrics = engine.metrics();
  const ended = pairs(metrics.workflowsEnded, 'workflowName', 'status');
  return [
    {
      name: 'workflow_start_success_total',
      help: 'Executions started, by workflow.',
      type: 'counter',
      samples: single(metrics.workflowsStarted, 'workflowName'),
    },
    {
      name: 'workflow_failure_total',
      help: 'Executions that ended without success, by workflow and status.',
      type: 'counter',
      samples: ended.filter(({ labels }) => labels['status'] !== 'COMPLETED'),
    },
    {
      name: 'workflow_completed_total',
      help: 'Executions that ended with success, by workflow.',
      type: 'counter',
      samples: ended.filter(({ labels }) => labels['status'] === 'COMPLETED'),
    },
    {
      name: 'workflow_running',
      help: 'Executions that are running or paused.',
      type: 'gauge',
      samples: [{ value: metrics.openWorkflows }],
    },
    {
      name: 'task_poll_total',
      help: 'Polls for tasks, by queue.',
      type: 'counter',
      samples: single(metrics.polls, 'taskType'),
    },
    {
      name: 'task_poll_count_total',
      help: 'Tasks handed out to polls, by task type and domain.',
      type: 'counter',
      samples: pairs(metrics.tasksPolled, 'taskType', 'domain'),
    },
    {
      name: 'task_ended_total',
      help: 'Tasks that reached an end, by task type and status.',
      type: 'counter',
      samples: pairs(metrics.tasksEnded, 'taskType', 'status'),
    },
    {
      name: 'event_execution_total',
      help: 'Actions of event handlers, by handler and what came of them.',
      type: 'counter',
      samples: pairs(metrics.eventsHandled, 'handler', 'status'),
    },
    {
      name: 'task_queue_depth',
      help: 'Tasks waiting for a worker, by queue.',
      type: 'gauge',
      samples: single(engine.tasks.queueSizes(), 'taskType'),
    },
  ];
}

function single(counts: Readonly<Record<string, number>>, label: string): Sample[] {
  return Object.entries(counts).map(([key, value]) => ({ value, labels: { [label]: key } }));
}

function pairs(
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>,
  outer: string,
  inner: string,
) {
  return Object.entries(counts).flatMap(([outerKey, values]) =>
    Object.entries(values).map(([innerKey, value]) => {
      const labels: Labels = { [outer]: outerKey, [inner]: innerKey };
      return { value, labels };
    }),
  );
}

/** Counts requests and the time they took, by operation and status. */
export class RequestMeter {
  readonly #totals = new Map<string, { readonly labels: Labels; count: number; seconds: number }>();

  record(method: string, uri: string, status: number, milliseconds: number): void {
    const key = `${method} ${status} ${uri}`;
    let total = this.#totals.get(key);
    if (total === undefined) {
      total = { labels: { method, uri, status: String(status) }, count: 0, seconds: 0 };
      this.#totals.set(key, total);
    }
    total.count += 1;
    total.seconds += milliseconds / 1000;
  }

  figure(): Figure {
    return {
      name: 'http_server_requests_seconds',
      help: 'Requests answered, and how long they took.',
      type: 'summary',
      samples: [...this.#totals.values()].flatMap(({ labels, count, seconds }) => [
        { suffix: '_count', labels, value: count },
        { suffix: '_sum', labels, value: seconds },
      ]),
    };
  }
}
