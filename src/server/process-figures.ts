import type { Figure } from '#engine/http/metrics.ts';

/** What Prometheus' dashboards expect to know about any process. */
export function processFigures(): readonly Figure[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const startedAt = Date.now() / 1000 - process.uptime();
  return [
    {
      name: 'process_cpu_seconds_total',
      help: 'Processor time used, in seconds.',
      type: 'counter',
      samples: [{ value: (user + system) / 1e6 }],
    },
    {
      name: 'process_resident_memory_bytes',
      help: 'Memory in use, in bytes.',
      type: 'gauge',
      samples: [{ value: rss }],
    },
    {
      name: 'process_start_time_seconds',
      help: 'When the process started, in seconds since 1970.',
      type: 'gauge',
      samples: [{ value: startedAt }],
    },
    {
      name: 'nodejs_heap_size_used_bytes',
      help: 'Memory that JavaScript objects use, in bytes.',
      type: 'gauge',
      samples: [{ value: heapUsed }],
    },
  ];
}
