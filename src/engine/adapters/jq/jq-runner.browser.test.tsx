import jqUrl from 'jq-wasm/jq.wasm?url';
import { expect, it } from 'vitest';
import { createJqRunner } from './jq-runner.ts';

it('JQ1 runs in a browser', async () => {
  const answer = await fetch(jqUrl);
  const jq = await createJqRunner(new Uint8Array(await answer.arrayBuffer()), { steps: 1_000_000 });
  expect(jq.run('.a[]', { a: [1, 2] })).toEqual({ ok: true, values: [1, 2] });
  expect(jq.run('def f: f; f', {}).ok).toBe(false);
  expect(jq.run('.a', { a: 1 })).toEqual({ ok: true, values: [1] });
});
