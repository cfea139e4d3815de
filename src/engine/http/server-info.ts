import { json, script, text } from './answers.ts';
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
      path: '/actuator/health',
      tag: 'Server',
      summary: "Whether the server is up, in Spring's words",
      answer: json(shape.object({ status: shape.text })),
      run: () => ({ status: 'UP' }),
    }),
    endpoint({
      method: 'GET',
      path: '/actuator/info',
      tag: 'Server',
      summary: "What was built, in Spring's words",
      answer: json(shape.object({ build: shape.map(shape.text) })),
      run: () => ({ build: { name: 'conductor-ui', version } }),
    }),
    endpoint({
      method: 'GET',
      path: '/context.js',
      tag: 'Server',
      summary: "What Conductor's own page asks a server for before it starts",
      answer: script,
      run: () =>
        'window.conductor = window.conductor || {};\nwindow.conductor.CONDUCTOR_INTEGRATIONS_AI_ENABLED = false;\n',
    }),
    ...(['GET', 'POST'] as const).map((method) =>
      endpoint({
        method,
        path: '/api/secrets',
        tag: 'Server',
        summary: 'Names of the secrets that workflows may use; never their values',
        answer: json(shape.list(shape.text)),
        run: ({ engine }) => engine.surroundings.secrets(),
      }),
    ),
    endpoint({
      method: 'GET',
      path: '/api/environment',
      tag: 'Server',
      summary: 'The variables that workflows may use',
      answer: json(shape.list(shape.object({ name: shape.text, value: shape.text }))),
      run: ({ engine }) => engine.surroundings.variables(),
    }),
    endpoint({
      method: 'GET',
      path: '/api/environment/{key}',
      tag: 'Server',
      summary: 'One variable; nothing when it is not set',
      answer: text,
      run: ({ engine, path }) => engine.surroundings.variable(path.key),
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
