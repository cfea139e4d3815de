import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { resolveParameters, type ExpressionScope } from './resolve.ts';

const members: Readonly<Record<string, unknown>> = {
  workflow: {
    input: {
      name: 'Ada',
      count: 3,
      items: [{ id: 7, tags: ['x'] }, { id: 8 }],
      flag: true,
      key: 'name',
      none: null,
    },
    workflowId: 'w-1',
    variables: { total: 1.5 },
  },
  hello: { output: { message: 'Hi', nested: { a: 1, b: 'x' } }, status: 'COMPLETED' },
  HOME: { output: 'a task named like a variable' },
};

const variables: Readonly<Record<string, string>> = {
  HOME: '/home/ada',
  'dotted.name': 'never',
  CONDUCTOR_ENV_REGION: 'eu',
  CONDUCTOR_ENV_CONFIG: '{"db": {"port": 5432}}',
};

const scope: ExpressionScope = {
  lookup: (root) => members[root],
  environment: (name) => variables[name],
  taskId: 't-1',
  roots: () => Object.keys(members),
};

function resolve(value: unknown): unknown {
  return resolveParameters(value, scope);
}

describe('resolving expressions', () => {
  it.each<[rule: string, text: string, value: unknown]>([
    ['EX1', '${workflow.input.count}', 3],
    ['EX1', '${workflow.input.flag}', true],
    ['EX1', '${hello.output.nested}', { a: 1, b: 'x' }],
    ['EX1', '${workflow.input.none}', null],
    ['EX1', '${workflow.input.missing}', null],
    ['EX1', '${missing.output}', null],
    ['EX2', 'plain', 'plain'],
    ['EX2', 'Hello ${workflow.input.name}!', 'Hello Ada!'],
    ['EX2', ' ${workflow.input.count}', ' 3'],
    ['EX2', '${workflow.input.count}${workflow.variables.total}', '31.5'],
    ['EX2', 'x ${hello.output.nested} ${workflow.input.items}', 'x {a=1, b=x} [{id=7, tags=[x]}, {id=8}]'],
    ['EX2', 'x ${missing.a}', 'x null'],
    ['EX4', '${workflow.input.${workflow.input.key}}', 'Ada'],
    ['EX4', 'x ${workflow.input.${workflow.input.${missing}}}', 'x null'],
    ['EX5', '$${workflow.input.name}', '${workflow.input.name}'],
    ['EX5', 'a $${b} ${workflow.input.name}', 'a ${b} Ada'],
    ['EX5', '$${a ${workflow.input.name}}', '${a Ada}'],
    ['EX6', '${}', ''],
    ['EX6', 'a${  }b', 'ab'],
    ['EX7', '${workflow.input.name', '${workflow.input.name'],
    ['EX7', '${workflow.input.name} ${a', 'Ada ${a'],
    ['EX8', '${workflow.secrets.token}', '${workflow.secrets.token}'],
    ['EX8', 'Bearer ${workflow.secrets.token.value}', 'Bearer ${workflow.secrets.token.value}'],
    ['EX9', '${workflow.env.REGION}', 'eu'],
    ['EX9', '${workflow.env.CONFIG.db.port}', 5432],
    ['EX9', '${workflow.env.REGION.x}', null],
    ['EX9', '${workflow.env.MISSING}', null],
    ['EX10', '${CPEWF_TASK_ID}', 't-1'],
    ['EX10', 'task ${CPEWF_TASK_ID}', 'task t-1'],
    ['EX11', '${HOME}', '/home/ada'],
    ['EX11', '${HOME.output}', 'a task named like a variable'],
    ['EX11', '${dotted.name}', null],
    ['EX11', '${NETFLIX_ENV} ${NETFLIX_STACK}', '${NETFLIX_ENV} ${NETFLIX_STACK}'],
    ['EX12', '${$.workflow.workflowId}', 'w-1'],
    ['EX12', '${hello}', members['hello']],
    ['EX12', "${['hello'].output.message}", 'Hi'],
    ['EX12', '${workflow.input.items[?(@.id > $.workflow.input.count)].id}', [7, 8]],
    ['EX13', '${$..message}', ['Hi']],
    ['EX13', '${$.*.status}', ['COMPLETED']],
    ['EX14', '${workflow.input.items[*].id}', [7, 8]],
    ['EX14', '${workflow.input.items[?(@.id == 9)]}', []],
    ['EX15', '${workflow.input.}', null],
    ['EX15', 'x ${workflow input}', 'x null'],
  ])('%s %s', (_rule, text, value) => {
    expect(resolve(text)).toEqual(value);
  });

  it('EX3 lists and maps are searched through, keys are not', () => {
    expect(
      resolve({
        '${a}': '${workflow.input.count}',
        list: ['${hello.status}', [{ deep: 'x${HOME}' }], 1, null],
      }),
    ).toEqual({
      '${a}': 3,
      list: ['COMPLETED', [{ deep: 'x/home/ada' }], 1, null],
    });
  });

  it('EX10 without a task the expression stays as written', () => {
    const { taskId: _none, ...withoutTask } = scope;
    expect(resolveParameters('${CPEWF_TASK_ID}', withoutTask)).toBe('${CPEWF_TASK_ID}');
  });

  it('EX13 only the first name of a path is looked up', () => {
    const lookup = vi.fn<ExpressionScope['lookup']>((root) => members[root]);
    const roots = vi.fn<() => string[]>(() => []);
    resolveParameters(['${hello.output.message}', "${$['hello'].status}", 'x'], { ...scope, lookup, roots });
    expect(lookup.mock.calls).toEqual([['hello'], ['hello']]);
    expect(roots).not.toHaveBeenCalled();
  });

  it('EX13 without a list of roots, a path over everything finds nothing', () => {
    const { roots: _none, ...narrow } = scope;
    expect(resolveParameters('${$..message}', narrow)).toEqual([]);
    expect(resolveParameters('${$}', narrow)).toEqual({});
  });

  it('EX21 values are handed out and nothing is changed', () => {
    const input = { kept: { a: [1, { b: 2 }] }, named: '${hello.output}' };
    const before = structuredClone(input);
    const resolved = resolve(input);
    expect(resolved).toEqual({ kept: input.kept, named: { message: 'Hi', nested: { a: 1, b: 'x' } } });
    expect(input).toEqual(before);
    expect(resolve(input.kept)).toBe(input.kept);
  });

  it('a value without expressions comes back as it is', () => {
    const plain = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('${'));
    fc.assert(
      fc.property(plain, (value) => {
        expect(resolve(value)).toBe(value);
      }),
    );
  });

  it('never fails, and leaves no expression that could be replaced', () => {
    const piece = fc.constantFrom(
      '${',
      '}',
      '$${',
      '$',
      '{',
      'workflow',
      '.',
      'input',
      'name',
      '[',
      ']',
      '*',
      'hello',
      '(',
      ')',
      '?',
      '@',
      "'",
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        resolve(pieces.join(''));
      }),
      { numRuns: 1000 },
    );
    const good = fc.constantFrom(
      '${workflow.input.name}',
      '${hello.status}',
      '${missing.a}',
      'text',
      ' ',
      '}',
    );
    fc.assert(
      fc.property(fc.array(good), (pieces) => {
        expect(String(resolve(pieces.join('')))).not.toContain('${');
      }),
    );
  });

  it('expressions nested without end are an end of looking, not an error', () => {
    expect(resolve(`x${'${'.repeat(100_000)}${'}'.repeat(100_000)}`)).toBe('xnull');
  });
});
