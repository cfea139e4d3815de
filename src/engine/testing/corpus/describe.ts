import { beforeAll, describe, expect, it } from 'vitest';
import { createQuickJsRunner } from '../../adapters/script-quickjs/quickjs-runner.ts';
import type { ScriptRunner, Store } from '../../ports.ts';
import { embedded } from './embedded.ts';
import type { CorpusScenario } from './format.ts';
import { patched } from './pick.ts';
import { play } from './play.ts';
import { recordingOf, type RecordingFiles } from './recordings.ts';
import { subjects } from './subjects.ts';

/** Plays all scenarios to the embedded engine over a kind of store and compares with what a real server gave. */
export function describeCorpus(kind: string, open: () => Promise<Store>, files: RecordingFiles): void {
  let scripts: ScriptRunner;
  beforeAll(async () => {
    scripts = await createQuickJsRunner();
  });

  describe.each(subjects)(`$name, over ${kind}, as Conductor does it`, ({ name, scenarios }) => {
    const recorded = recordingOf(name, files);
    const runnable = scenarios.filter(({ pending }) => pending === undefined);
    it.each(runnable.map((scenario) => [scenario.name, scenario.rules, scenario] as const))(
      '%s (%s)',
      async (_name, _rules, scenario) => {
        const store = await open();
        const target = await embedded(store, scripts);
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
