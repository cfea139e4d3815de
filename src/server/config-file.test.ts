import { describe, expect, it } from 'vitest';
import { defaultSettings, loadSettings, readSettings } from './config-file.ts';

describe('readSettings', () => {
  it('changes nothing when nothing is set', () => {
    expect(readSettings('# only a comment\n! another\n\n')).toEqual(defaultSettings);
  });

  it('reads limits, which are kilobytes unless they name a unit', () => {
    const settings = readSettings(`
      conductor.app.max-workflow-input-payload-size-threshold=102400
      conductor.app.max-workflow-output-payload-size-threshold=20MB
      conductor.app.maxTaskInputPayloadSizeThreshold: 512KB
      conductor.app.max_task_output_payload_size_threshold 1gb
    `);
    expect(settings.payloadLimits).toEqual({
      workflowInput: 102_400 * 1024,
      workflowOutput: 20 * 1024 ** 2,
      taskInput: 512 * 1024,
      taskOutput: 1024 ** 3,
    });
    expect(settings.unused).toEqual([]);
  });

  it('reads user and password, origins, rate limit and metrics', () => {
    const settings = readSettings(
      [
        'spring.security.user.name=admin',
        'spring.security.user.password=se=cret',
        'conductor.cors.allowed-origins=http://a.test, \\',
        '  http://b.test',
        'conductor.app.api-rate-limit.enabled=true',
        'conductor.app.api-rate-limit.requests-per-second=7',
        'conductor.metrics-prometheus.enabled=false',
        'conductor.ui.llm.url=http://localhost:11434/v1',
        'conductor.ui.llm.key=k3y',
      ].join('\n'),
    );
    expect(settings).toEqual({
      payloadLimits: {},
      basicAuth: { user: 'admin', password: 'se=cret' },
      corsOrigins: ['http://a.test', 'http://b.test'],
      rateLimit: 7,
      metrics: false,
      model: { url: 'http://localhost:11434/v1', key: 'k3y' },
      unused: [],
    });
  });

  it('names what only a Conductor server has', () => {
    const settings = readSettings('conductor.db.type=redis_standalone\nconductor.redis.hosts=redis:6379\n');
    expect(settings.unused).toEqual(['conductor.db.type', 'conductor.redis.hosts']);
  });

  it.each([
    ['conductor.metrics-prometheus.enabled=maybe', 'must be true or false, but is "maybe"'],
    ['conductor.app.max-task-input-payload-size-threshold=much', 'must be a size such as 10240KB'],
    ['conductor.app.api-rate-limit.requests-per-second=0', 'must be a whole number above 0'],
    ['spring.security.user.name=admin', 'go together: set both'],
    ['conductor.ui.llm.url=nowhere', 'The address of the language model is none: nowhere.'],
  ])('refuses %s', (text, message) => {
    expect(() => readSettings(text)).toThrow(message);
  });

  it('says in one line that there is no such file', () => {
    expect(() => loadSettings('/no/such/file')).toThrow(
      'The file of --config, /no/such/file, cannot be read: there is no such file.',
    );
  });
});
