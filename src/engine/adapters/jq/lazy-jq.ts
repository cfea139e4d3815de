import type { JqRunner } from '../../ports.ts';
import { Postponed } from '../../postponed.ts';

/** A runner that is opened for the first query, which is postponed until then: few processes ever see one. */
export function lazyJq(open: () => Promise<JqRunner>): JqRunner {
  let state:
    | { kind: 'opening'; ready: Promise<void> }
    | { kind: 'open'; jq: JqRunner }
    | { kind: 'failed'; message: string }
    | undefined;
  const opened = async (): Promise<void> => {
    try {
      state = { kind: 'open', jq: await open() };
    } catch (error) {
      state = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  };
  return {
    run(query, input, asker) {
      if (state?.kind === 'open') return state.jq.run(query, input, asker);
      if (state?.kind === 'failed') {
        const { message } = state;
        // The next query tries again.
        state = undefined;
        return { ok: false, message: `jq could not be loaded: ${message}` };
      }
      state ??= { kind: 'opening', ready: opened() };
      throw new Postponed(state.ready);
    },
  };
}
