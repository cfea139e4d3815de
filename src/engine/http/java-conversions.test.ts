import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { taskDefSchema, workflowDefSchema } from '#contract/index.ts';
import { parseLikeConductor } from './java-values.ts';
import { failure, talk } from './testing/conversation.ts';

/** A value, and another way to write it that the mapper reads as the same. */
interface Twice {
  readonly plain: unknown;
  readonly odd: unknown;
}

const number = fc
  .integer({ min: 0, max: 100_000 })
  .chain((value) =>
    fc
      .constantFrom(value, String(value), ` ${value}`, `+${value}`, value + 0.25)
      .map((odd) => ({ plain: value, odd })),
  );
const flag = fc
  .boolean()
  .chain((value) =>
    fc
      .constantFrom<unknown>(value, value ? 1 : 0, value ? 'TRUE' : 'FALSE', value ? 'True' : 'False')
      .map((odd) => ({ plain: value, odd })),
  );
const text = fc.oneof(
  fc.nat().map((value) => ({ plain: String(value), odd: value })),
  fc.boolean().map((value) => ({ plain: String(value), odd: value })),
  fc.string().map((value) => ({ plain: value, odd: value })),
);
const policy = fc
  .constantFrom(...['RETRY', 'TIME_OUT_WF', 'ALERT_ONLY'].entries())
  .chain(([place, plain]) =>
    fc.constantFrom<unknown>(plain, place, String(place), ` ${plain} `).map((odd) => ({ plain, odd })),
  );

const fields = {
  description: text,
  retryCount: number,
  enforceSchema: flag,
  timeoutPolicy: policy,
  timeoutSeconds: number,
};

function written(
  twice: Readonly<Record<string, Twice | undefined>>,
  how: keyof Twice,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(twice).flatMap(([name, value]) => (value === undefined ? [] : [[name, value[how]]])),
  );
}

describe('JS11 what is written oddly', () => {
  const definition = fc.record(fields, { requiredKeys: [] });
  const list = z.array(taskDefSchema);

  it('is read as what it means, wherever it stands and however much of it there is', () => {
    fc.assert(
      fc.property(fc.array(definition, { maxLength: 20 }), (definitions) => {
        const write = (how: keyof Twice) => definitions.map((each) => written(each, how));
        expect(parseLikeConductor(list, write('odd'), 'taskDefs')).toEqual(list.parse(write('plain')));
      }),
    );
  });

  it('is read so in definitions that other definitions hold', () => {
    fc.assert(
      fc.property(definition, text, number, (inner, name, version) => {
        const write = (how: keyof Twice) => ({
          name: name[how],
          version: version[how],
          tasks: [
            { name: name[how], taskReferenceName: 'a', taskDefinition: written(inner, how) },
            {
              name: 'b',
              taskReferenceName: 'b',
              decisionCases: { [name.plain]: [{ name: 'c', taskReferenceName: name[how] }] },
              forkTasks: [[{ name: name[how], startDelay: version[how] }]],
            },
          ],
        });
        expect(parseLikeConductor(workflowDefSchema, write('odd'), 'workflowDef')).toEqual(
          workflowDefSchema.parse(write('plain')),
        );
      }),
    );
  });

  it('leaves what it was read from as it was', () => {
    fc.assert(
      fc.property(fc.array(definition, { maxLength: 5 }), (definitions) => {
        const given = definitions.map((each) => written(each, 'odd'));
        const before = structuredClone(given);
        parseLikeConductor(list, given, 'taskDefs');
        expect(given).toEqual(before);
      }),
    );
  });

  it('is refused at the first value that means nothing, whatever else is odd', () => {
    fc.assert(
      fc.property(fc.array(definition, { minLength: 1, maxLength: 10 }), fc.nat(), (definitions, place) => {
        const given = definitions.map((each) => written(each, 'odd'));
        const at = place % given.length;
        given[at] = { ...given[at], retryCount: 'many' };
        expect(() => parseLikeConductor(list, given, 'taskDefs')).toThrow(
          'Cannot deserialize value of type `int` from String "many": not a valid `int` value',
        );
      }),
    );
  });

  it('may be called what every object has', () => {
    const given: unknown = JSON.parse('{"name":5,"inputTemplate":{"__proto__":1,"constructor":2}}');
    const parsed = parseLikeConductor(taskDefSchema, given, 'taskDef');
    expect([parsed.name, parsed.inputTemplate['constructor']]).toEqual(['5', 2]);
  });
});

describe('JS15 a list of very many', () => {
  const tooMany = failure(413, 'The request body holds more than 10000 entries');

  it.each([
    ['PUT', '/api/workflow/bulk/pause', 'i'],
    ['POST', '/api/workflow/none/correlated', 5],
    ['POST', '/api/metadata/taskdefs', { name: 'a' }],
    ['PUT', '/api/metadata/workflow', { name: 5 }],
    ['PUT', '/api/scheduler/bulk/pause', 'i'],
  ] as const)('is refused unread: %s %s', async (method, path, entry) => {
    const { ask } = await talk();
    const entries = Array.from({ length: 10_001 }, () => entry);
    expect(await ask(method, path, entries)).toEqual(tooMany);
    expect((await ask(method, path, entries.slice(1)))[0]).not.toBe(413);
  });

  it('is not meant where a list stands in a map', async () => {
    const { ask } = await talk();
    const [status] = await ask('POST', '/api/workflow/none', { a: Array.from({ length: 20_000 }, () => 1) });
    expect(status).toBe(404);
  });
});
