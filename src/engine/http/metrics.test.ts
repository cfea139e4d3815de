import { describe, expect, it } from 'vitest';
import { exposition, RequestMeter } from './metrics.ts';

describe('exposition', () => {
  it('writes help, type and samples', () => {
    const text = exposition([
      { name: 'a_total', help: 'Things.', type: 'counter', samples: [{ value: 2, labels: { kind: 'x' } }] },
      { name: 'b', help: 'Other.', type: 'gauge', samples: [{ value: 0.5 }] },
    ]);
    expect(text).toBe(
      '# HELP a_total Things.\n# TYPE a_total counter\na_total{kind="x"} 2\n# HELP b Other.\n# TYPE b gauge\nb 0.5\n',
    );
  });

  it('escapes labels', () => {
    const name = 'a"b\\c\nd';
    const text = exposition([
      { name: 'a', help: 'h', type: 'gauge', samples: [{ value: 1, labels: { name } }] },
    ]);
    expect(text).toContain(String.raw`a{name="a\"b\\c\nd"} 1`);
  });

  it('sums requests by operation and status', () => {
    const meter = new RequestMeter();
    meter.record('GET', '/api/x', 200, 250);
    meter.record('GET', '/api/x', 200, 750);
    meter.record('GET', '/api/x', 404, 1);
    const text = exposition([meter.figure()]);
    expect(text).toContain(
      'http_server_requests_seconds_count{method="GET",uri="/api/x",status="200"} 2\nhttp_server_requests_seconds_sum{method="GET",uri="/api/x",status="200"} 1\n',
    );
    expect(text).toContain('http_server_requests_seconds_count{method="GET",uri="/api/x",status="404"} 1');
  });
});
