import { describe, expect, it } from 'vitest';
import { createDrafts, draftKey, type DraftStorage } from './drafts.ts';
import { identityOf } from './identity.ts';
import { parseText } from './parsed-text.ts';
import { changedMeanwhile, saveChoices, type SavedDefinition } from './save.ts';
import { placeFindings } from './problem.ts';
import { refusalFindings, refusalsOf } from './server-errors.ts';
import { indexTasks } from './task-places.ts';

describe("the server's complaints", () => {
  const text = JSON.stringify(
    {
      name: 'w',
      tasks: [
        { name: 'ok', taskReferenceName: 'ok' },
        { name: 'choose', taskReferenceName: 'choose', decisionCases: { big: [{ name: '' }] } },
      ],
    },
    null,
    2,
  );
  const parsed = parseText(text);
  const tasks = indexTasks(parsed.root);

  function lineFor(path: string, message = 'wrong'): string | undefined {
    const [problem] = placeFindings(
      parsed,
      tasks,
      refusalFindings(parsed, refusalsOf(parsed, tasks, [{ path, message }])),
    );
    return problem === undefined ? undefined : text.split('\n')[problem.line - 1]?.trim();
  }

  it.each([
    ['registerWorkflowDef.arg0.tasks[1]', '{', 'choose'],
    ['updateWorkflowDef.arg0[0].tasks[1].decisionCases[big][0].name', '"name": ""', 'choose'],
    [
      'registerWorkflowDef.arg0.tasks[1].decisionCases<V>[big].<list element>[0].name',
      '"name": ""',
      'choose',
    ],
    ['registerWorkflowDef.arg0.name', '"name": "w",', ''],
    ['registerWorkflowDef.arg0.ownerEmail', '{', ''],
    ['', '{', ''],
  ])('at %s stand at their line', (path, line) => {
    expect(lineFor(path)).toBe(line);
  });

  it('about the whole definition stand at the task they name', () => {
    const about = (message: string): string | undefined => lineFor('registerWorkflowDef.arg0', message);
    expect(about('caseValueParam field is required for taskType: SWITCH taskName: choose')).toBe('{');
    expect(
      about('taskReferenceName: choose should be unique across tasks for a given workflowDefinition: w'),
    ).toBe('"taskReferenceName": "choose",');
  });

  it('go when what they speak of is changed, and stay when something else is', () => {
    const refusals = refusalsOf(parsed, tasks, [
      { path: 'registerWorkflowDef.arg0.tasks[1]', message: 'wrong' },
    ]);
    expect(refusalFindings(parseText(text.replace('"ok"', '"fine"')), refusals)).toHaveLength(1);
    expect(refusalFindings(parseText(text.replace('choose', 'chosen')), refusals)).toEqual([]);
  });
});

describe('what a text may be saved as', () => {
  it('offers to overwrite and to make the next version', () => {
    expect(saveChoices({ name: 'w', version: 2, changedAt: 0 }, [1, 2, 5])).toEqual([
      { kind: 'overwrite', name: 'w', version: 2 },
      { kind: 'create', name: 'w', version: 6 },
    ]);
  });

  it('offers only to create what is new', () => {
    expect(saveChoices({ name: 'w', version: 3, changedAt: 0 }, [])).toEqual([
      { kind: 'create', name: 'w', version: 3 },
    ]);
    expect(saveChoices({ name: 'w', version: 3, changedAt: 0 }, [1, 2])).toEqual([
      { kind: 'create', name: 'w', version: 3 },
    ]);
  });
});

describe('a change on the server meanwhile', () => {
  const loaded: SavedDefinition = { name: 'w', version: 1, changedAt: 10, text: '{}' };

  it('is seen by its time, and by its text where the server keeps no time', () => {
    expect(changedMeanwhile(loaded, loaded)).toBe(false);
    expect(changedMeanwhile(loaded, { ...loaded, changedAt: 11 })).toBe(true);
    expect(changedMeanwhile(loaded, { ...loaded, text: '{ }' })).toBe(true);
  });

  it('is none where the version is gone or new', () => {
    expect(changedMeanwhile(loaded, undefined)).toBe(false);
    expect(changedMeanwhile(undefined, loaded)).toBe(true);
  });
});

describe('identity', () => {
  it('has defaults for what the text leaves out', () => {
    expect(identityOf({})).toEqual({ name: '', version: 1, changedAt: 0 });
    expect(identityOf({ name: 'a', version: 3, createTime: 5, updateTime: 0 })).toEqual({
      name: 'a',
      version: 3,
      changedAt: 5,
    });
    expect(identityOf([])).toBeUndefined();
    expect(identityOf(undefined)).toBeUndefined();
  });
});

function memoryStorage(room: number): DraftStorage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    removeItem: (key) => void entries.delete(key),
    setItem: (key, value) => {
      const used = [...entries].reduce((sum, [other, text]) => (other === key ? sum : sum + text.length), 0);
      if (used + value.length > room) throw new DOMException('full', 'QuotaExceededError');
      entries.set(key, value);
    },
  };
}

describe('drafts', () => {
  it('come back as they were left, one for each version', () => {
    const drafts = createDrafts(memoryStorage(10_000));
    drafts.write(draftKey({ name: 'a/b', version: 1 }), { text: '{ 1', basedOn: 5, savedAt: 6 });
    drafts.write(draftKey(undefined), { text: 'new', basedOn: 0, savedAt: 7 });
    expect(drafts.read('a/b/1')).toEqual({ text: '{ 1', basedOn: 5, savedAt: 6 });
    expect(drafts.read('a/b/2')).toBeUndefined();
    drafts.remove('a/b/1');
    expect(drafts.read('a/b/1')).toBeUndefined();
    expect(drafts.read('new')?.text).toBe('new');
  });

  it('give way to newer ones when there is no more room', () => {
    const drafts = createDrafts(memoryStorage(400));
    for (let index = 1; index <= 9; index += 1) {
      expect(drafts.write(`w/${index}`, { text: 'x'.repeat(40), basedOn: 0, savedAt: index })).toBe(true);
    }
    expect(drafts.read('w/1')).toBeUndefined();
    expect(drafts.read('w/9')).toBeDefined();
    expect(drafts.write('w/10', { text: 'x'.repeat(500), basedOn: 0, savedAt: 10 })).toBe(false);
  });

  it('ignore what they did not write, and do without a storage', () => {
    const storage = memoryStorage(1_000);
    storage.setItem('conductor.draft.w/1', '{"text":1}');
    expect(createDrafts(storage).read('w/1')).toBeUndefined();
    expect(createDrafts(undefined).write('w/1', { text: '', basedOn: 0, savedAt: 0 })).toBe(false);
  });
});
