import { beforeAll, describe, expect, it } from 'vitest';
import { createJqRunner } from '../../adapters/jq/jq-runner.ts';
import { createQuickJsRunner } from '../../adapters/script-quickjs/quickjs-runner.ts';
import type { Store } from '../../ports.ts';
import { embedded, type Runners } from './embedded.ts';
import type { CorpusScenario } from './format.ts';
import { patched } from './pick.ts';
import { play } from './play.ts';
import { recordingOf, type RecordingFiles } from './recordings.ts';
import { subjects } from './subjects.ts';

export type ModuleName = '@jitl/quickjs-wasmfile-release-sync/wasm' | 'jq-wasm/jq.wasm';

/** What to play to, and what has to come of it. */
interface CorpusKind {
  /** A new, empty store. */
  readonly open: () => Promise<Store>;
  /** A WebAssembly file of a package. */
  readonly moduleOf: (name: ModuleName) => Promise<Uint8Array>;
  readonly files: RecordingFiles;
}

/** Plays all scenarios to the embedded engine over a kind of store and compares with what a real server gave. */
export function describeCorpus(kind: string, { open, moduleOf, files }: CorpusKind): void {
  let runners: Runners;
  beforeAll(async () => {
    runners = {
      scripts: await createQuickJsRunner(await moduleOf('@jitl/quickjs-wasmfile-release-sync/wasm')),
      jq: await createJqRunner(await moduleOf('jq-wasm/jq.wasm')),
    };
  });

  const playable = subjects
    .map(({ name, scenarios }) => ({
      name,
      scenarios: scenarios.filter(({ pending }) => pending === undefined),
    }))
    .filter(({ scenarios }) => scenarios.length > 0);
  describe.each(playable)(`$name, over ${kind}, as Conductor does it`, ({ name, scenarios }) => {
    const recorded = recordingOf(name, files);
    it.each(scenarios.map((scenario) => [scenario.name, scenario.rules, scenario] as const))(
      '%s (%s)',
      async (_name, _rules, scenario) => {
        const store = await open();
        const target = await embedded(store, runners);
        const seen = await play(scenario, target);
        await target.close();
        await store.close();
        expect(seen).toEqual(expected(recorded[scenario.name], scenario));
      },
    );
  });
}

function expected(recorded: unknown, { differs = [] }: CorpusScenario): unknown {
  return differs.reduce((entries, { ours }) => patched(entries, ours), recorded);
}
