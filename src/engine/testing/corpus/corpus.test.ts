import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import differences from '../../../../docs/conductor-differences.md?raw';
import spec from '../../SPEC.md?raw';
import { createMemoryStore } from '../../adapters/storage-memory/memory-store.ts';
import { openSqliteStore } from '../../adapters/storage-sqlite/sqlite-store.ts';
import { describeCorpus } from './describe.ts';
import { subjects } from './subjects.ts';

const files = import.meta.glob<Readonly<Record<string, unknown>>>('./recordings/*.json', {
  eager: true,
  import: 'default',
});

const moduleOf = (name: string) => readFile(createRequire(import.meta.url).resolve(name));

describeCorpus('memory', { open: async () => createMemoryStore(), moduleOf, files });
describeCorpus('SQLite', { open: async () => openSqliteStore(':memory:'), moduleOf, files });

describe('the corpus', () => {
  const scenarios = subjects.flatMap((subject) => subject.scenarios);

  it('PR4 names each difference in SPEC.md and explains it in docs/conductor-differences.md', () => {
    const rules = scenarios.flatMap(({ differs = [] }) => differs.map(({ where }) => where));
    const explained = [...differences.matchAll(/^\| ([A-Z]{2}\d+(?:, [A-Z]{2}\d+)*) \|/gm)].flatMap(
      ([, cell = '']) => cell.split(', '),
    );
    expect(rules.filter((rule) => !explained.includes(rule))).toEqual([]);
    expect(rules.filter((rule) => !new RegExp(`\\*\\*${rule}\\*\\* .*\\*\\(differs`).test(spec))).toEqual([]);
  });

  it('PR4 names rules that SPEC.md has', () => {
    const known = new Set([...spec.matchAll(/\*\*([A-Z]{2}\d+)\*\*/g)].map(([, rule]) => rule));
    const named = scenarios.flatMap(({ rules }) => rules.split(' '));
    expect(named.filter((rule) => !known.has(rule))).toEqual([]);
  });

  it('PR4 gives each scenario a name of its own', () => {
    for (const subject of subjects) {
      const names = subject.scenarios.map(({ name }) => name);
      expect(names).toEqual([...new Set(names)]);
    }
  });
});
