import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '#lib/json.ts';
import { withoutEmptyDefaults } from './defaults.ts';
import { layOut } from './edits.ts';
import { readSent } from './sent-text.ts';

const few = { maxLength: 2 };
const bare = { name: 'a', taskReferenceName: 'a', type: 'SIMPLE', inputParameters: { metadata: {} } };

function byItsText(sent: string): string {
  return `${layOut(withoutEmptyDefaults(sent.trim()))}\n`;
}

describe('what a server sends', () => {
  it('is laid out alike whether its value is written or its text is edited', () => {
    const leaf = fc.oneof(
      fc.constantFrom(0, false, '0', 'false', null, 1.5, -3, 2 ** 53, [], {}),
      fc.jsonValue(),
    );
    const { task } = fc.letrec((tie) => ({
      task: fc.oneof(
        { maxDepth: 2 },
        fc.constant(bare),
        fc.record(
          {
            name: fc.string(),
            startDelay: leaf,
            optional: leaf,
            joinOn: leaf,
            metadata: leaf,
            defaultCase: fc.oneof(fc.array(tie('task'), few), leaf),
            loopOver: fc.array(tie('task'), few),
            forkTasks: fc.oneof(fc.array(fc.array(tie('task'), few), few), leaf),
            decisionCases: fc.oneof(
              fc.dictionary(fc.string(), fc.array(tie('task'), few), { maxKeys: 2 }),
              leaf,
            ),
          },
          { requiredKeys: [] },
        ),
      ),
    }));
    const definition = fc.record({
      name: fc.string(),
      tasks: fc.oneof(fc.array(task, few), leaf),
      metadata: leaf,
    });
    fc.assert(
      fc.property(definition, (value) => {
        const sent = JSON.stringify(value);
        const read = readSent(sent);
        expect(read?.text).toBe(byItsText(sent));
        expect(read?.definition).toEqual(parseJson(read?.text ?? ''));
      }),
    );
  });

  it.each([
    ['a number beyond a double', '{"name":"w","x":12345678901234567890,"y":1e400}'],
    ['a number written otherwise', '{"name":"w","x":1.0,"y":-0,"z":1E3}'],
    ['a repeated key', '{"name":"w","a":1,"a":2}'],
    ['keys that are numbers', '{"name":"w","b":1,"2":1,"1":2}'],
    ['escapes', String.raw`{"name":"w","a":"\u00e9\/\u001F"}`],
    ['white space', '{ "name" : "w",\n\n "tasks": [ ] }\n'],
    ['a key that is special', '{"name":"w","tasks":[{"__proto__":{"a":1},"joinOn":[]}]}'],
    [
      'a number of many digits for a task',
      '{"name":"w","tasks":[9007199254740992,{"decisionCases":1234567890123456789}]}',
    ],
  ])('keeps %s to the last character', (_, sent) => {
    const read = readSent(sent);
    expect(read?.text).toBe(byItsText(sent));
    expect(read?.text.replaceAll(/\s/g, '')).toBe(withoutEmptyDefaults(sent).replaceAll(/\s/g, ''));
    expect(read?.definition).toEqual(parseJson(read?.text ?? ''));
  });

  it.each(['', '[]', '3', '{"a":', 'null'])('is no definition where it is %j', (sent) => {
    expect(readSent(sent)).toBeUndefined();
  });
});
