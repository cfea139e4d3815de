/** JSON as definitions, requests and results hold it. */
export type Fields = Readonly<Record<string, unknown>>;

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * One thing that is done to the server, or looked at. Paths and bodies may hold
 * - `my_…`: a name of the scenario's own; on a server that others use too it becomes one that nobody else has,
 * - `soon+5s`, in a path or as a whole text: epoch milliseconds, so many seconds after a moment that is a few seconds ahead and
 *   falls on whole ten seconds; the same one in all of a scenario,
 * - `http://site.test`: the address of the small site that HTTP tasks call (site.ts),
 * - `{wf}`, `{wf sub#1}`, `{t1#2}`, `{sub#1/t1#1}`: the id of a workflow or a task, named as in recordings (ids.ts).
 */
export type Step =
  /** Starts a workflow; the first one is `wf`, each further one has a name of its own. Its answer is not recorded. */
  | { readonly do: 'start'; readonly request: Fields; readonly as: string }
  /** Waits for a task of the type, as a worker does, and reports each of the results for it. */
  | {
      readonly do: 'work';
      readonly type: string;
      readonly results: readonly Fields[];
      readonly domain?: string;
    }
  /** Any request; status and body of the answer are recorded, of the body only what `pick` names, if it is given. */
  | {
      readonly do: 'ask';
      readonly method: Method;
      readonly path: string;
      readonly body?: unknown;
      readonly pick?: readonly string[];
      readonly silent?: boolean;
      /** The answer comes only after a while, by the server's clock. */
      readonly waits?: boolean;
    }
  /** Waits until a workflow, or the newest task of a reference name, has a status. */
  | { readonly do: 'until'; readonly workflow: string; readonly ref?: string; readonly is: string }
  /** Lets seconds pass, on a real server as many as it `really` needs for the same. */
  | { readonly do: 'pass'; readonly seconds: number; readonly really?: number }
  /** Gives a name to a workflow whose id stands in the output of another, at a path of keys. */
  | { readonly do: 'name'; readonly as: string; readonly from: string; readonly path: readonly string[] }
  /** Records how a workflow stands at this moment. */
  | { readonly do: 'trace'; readonly workflow: string };

/** Where the embedded engine differs on purpose from what the real server was seen to do. */
export interface Difference {
  /** The rule of SPEC.md that says so, and that docs/conductor-differences.md has a row for. */
  readonly where: string;
  /** What the engine gives in place of what was recorded, by path (`0/tasks/2/status`); undefined: nothing. */
  readonly ours: Fields;
}

/** What is said to a server and, by the recording of the same name, what it answers. */
export interface CorpusScenario {
  /** One sentence about what can be seen; unique in its subject. */
  readonly name: string;
  /** The rules of SPEC.md that it shows, by number. */
  readonly rules: string;
  readonly taskDefs?: readonly Fields[];
  readonly workflows?: readonly Fields[];
  /** The first workflow's request, `my_flow` without input by default; false: none is started. */
  readonly start?: Fields | false;
  readonly steps?: readonly Step[];
  /** Not to be compared yet: what the embedded engine lacks. */
  readonly pending?: string;
  readonly differs?: readonly Difference[];
  /** Paths of what depends on a race in the real server (`0/tasks/2/status`): neither recorded nor compared. */
  readonly races?: readonly string[];
}
