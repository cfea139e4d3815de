import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { decided } from '../../postponed.ts';
import { createJqRunner } from './jq-runner.ts';
import { postponingJq } from './postponing-jq.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('jq-wasm/jq.wasm'));

it('JQ7 a query of many steps goes on elsewhere, one of few does not', async () => {
  const asked: string[] = [];
  const jq = postponingJq(await createJqRunner(wasm), 8_000_000, async (query, input) => {
    asked.push(`${query} of ${input}`);
    return { ok: true, values: ['elsewhere'] };
  });
  const run = (query: string) => decided(() => jq.run(query, { a: 1 }, 'w'));
  expect(await run('[range(1000)] | add')).toEqual({ ok: true, values: [499_500] });
  expect(await run('.a |')).toMatchObject({ ok: false });
  expect(asked).toEqual([]);
  expect(await run('def f: f; f')).toEqual({ ok: true, values: ['elsewhere'] });
  expect(asked).toEqual(['def f: f; f of {"a":1}']);
});
