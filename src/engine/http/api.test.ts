import { describe, expect, it } from 'vitest';
import { api } from './testing/fake-engine.ts';

describe('beside the API', () => {
  it('are health and version', async () => {
    const health = { healthResults: [], suppressedHealthResults: [], healthy: true };
    expect(await (await api().request('/health')).json()).toEqual(health);
    expect(await (await api().request('/api/health')).json()).toEqual(health);
    expect(await (await api().request('/api/version')).text()).toBe('1.2.3');
  });

  it('are metrics, unless switched off', async () => {
    const response = await api().request('/metrics');
    const text = await response.text();
    expect(text).toContain('workflow_start_success_total{workflowName="hello"} 2');
    expect(text).toContain('workflow_failure_total{workflowName="hello",status="FAILED"} 1');
    expect((await api({}, { metrics: false }).request('/metrics')).status).toBe(404);
  });

  it('are CORS headers for the given origins only', async () => {
    const app = api({}, { corsOrigins: ['http://page.test'] });
    const ask = (origin: string) => app.request('/api/version', { headers: { Origin: origin } });
    expect((await ask('http://page.test')).headers.get('access-control-allow-origin')).toBe(
      'http://page.test',
    );
    expect((await ask('http://other.test')).headers.get('access-control-allow-origin')).toBeNull();
    const bare = await api().request('/api/version', { headers: { Origin: 'http://page.test' } });
    expect(bare.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('documentation', () => {
  it('describes every operation with references that resolve', async () => {
    const text = await (await api().request('/api-docs')).text();
    const description = JSON.parse(text) as {
      paths: Record<string, Record<string, { operationId: string }>>;
      components: { schemas: Record<string, unknown> };
    };
    const operations = Object.values(description.paths).flatMap((methods) => Object.values(methods));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(50);
    const names = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
    const known = Object.keys(description.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(names.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    expect(text).not.toContain('"$defs"');
  });

  it('comes with a page that needs no inline script', async () => {
    const page = await api().request('/swagger-ui/index.html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await page.text();
    expect(html).not.toMatch(/<script>|<style>| on\w+=/);
    for (const [, name] of html.matchAll(/(?:src|href)="(docs\.\w+)"/g)) {
      expect((await api().request(`/swagger-ui/${name ?? ''}`)).status).toBe(200);
    }
    expect((await api().request('/swagger-ui')).headers.get('location')).toBe('/swagger-ui/index.html');
  });
});
