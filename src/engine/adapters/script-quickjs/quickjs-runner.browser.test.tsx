import wasmUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import { expect, it } from 'vitest';
import { createQuickJsRunner } from './quickjs-runner.ts';

it('SC1 scripts run in a browser too', async () => {
  const answer = await fetch(wasmUrl);
  const wasm = new Uint8Array(await answer.arrayBuffer());
  const runner = await createQuickJsRunner(wasm, { deadlineSeconds: 0.1 });
  expect(runner.evaluate('$.list.size() + 1', { $: { list: [1, 2] } })).toEqual({ ok: true, value: 3 });
  expect(runner.evaluate('while (true);', {})).toMatchObject({ ok: false, kind: 'timeout' });
  expect(runner.evaluate('['.repeat(100_000), {})).toMatchObject({ ok: false, kind: 'error' });
  expect(runner.evaluate('1 + 1', {})).toEqual({ ok: true, value: 2 });
});
