import { json, text } from './answers.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { shape } from './shapes.ts';

const healthShape = shape.object({
  healthResults: shape.list(shape.anyMap),
  suppressedHealthResults: shape.list(shape.anyMap),
  healthy: shape.flag,
});
const healthy = { healthResults: [], suppressedHealthResults: [], healthy: true };

/** What the server says about itself. */
export function serverEndpoints(version: string): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/health',
      tag: 'Server',
      summary: 'Whether the server is up',
      answer: json(healthShape),
      run: () => healthy,
    }),
    endpoint({
      method: 'GET',
      path: '/api/health',
      tag: 'Server',
      summary: 'Whether the server is up',
      answer: json(healthShape),
      run: () => healthy,
    }),
    endpoint({
      method: 'GET',
      path: '/api/version',
      tag: 'Server',
      summary: 'Version of the server',
      answer: text,
      run: () => version,
    }),
    endpoint({
      method: 'GET',
      path: '/api/admin/config',
      tag: 'Server',
      summary: 'What the server is made of',
      answer: json(shape.map(shape.text)),
      run: () => ({ version }),
    }),
  ];
}
