import { expect, it } from 'vitest';
import { decided } from '../../postponed.ts';
import type { JqRunner } from '../../ports.ts';
import { lazyJq } from './lazy-jq.ts';

const jq: JqRunner = { run: (query) => ({ ok: true, values: [query] }) };

it('JQ6 jq is loaded for the first query, once', async () => {
  let opened = 0;
  const lazy = lazyJq(async () => {
    opened += 1;
    return jq;
  });
  expect(opened).toBe(0);
  const results = ['.a', '.b'].map((query) => decided(() => lazy.run(query, {})));
  expect(await Promise.all(results)).toEqual([
    { ok: true, values: ['.a'] },
    { ok: true, values: ['.b'] },
  ]);
  expect(opened).toBe(1);
});

it('JQ6 a query for which jq cannot be loaded fails, and the next one tries again', async () => {
  let isThere = false;
  const lazy = lazyJq(async () => {
    if (!isThere) throw new Error('no such file');
    return jq;
  });
  const ask = () => decided(() => lazy.run('.', {}));
  expect(await ask()).toEqual({ ok: false, message: 'jq could not be loaded: no such file' });
  isThere = true;
  expect(await ask()).toEqual({ ok: true, values: ['.'] });
});
