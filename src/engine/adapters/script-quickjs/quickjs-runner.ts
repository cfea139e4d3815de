import type { QuickJSHandle } from 'quickjs-emscripten-core';
import type { ScriptResult, ScriptRunner } from '../../ports.ts';
import { largeMaps, lazyMap, type JsonFunctions } from './lazy-maps.ts';
import { Interrupted, QuickJs } from './quickjs-instance.ts';
import { Sandbox, ScriptFailure, STACK_OVERFLOW, type Failure, type ScriptLimits } from './sandbox.ts';
import { callsJavaMethod, DUMP, JAVA_METHODS } from './snippets.ts';

const DEFAULT_LIMITS: ScriptLimits = {
  deadlineSeconds: 4,
  memoryBytes: 64 * 1024 * 1024,
  stackBytes: 192 * 1024,
};

/** Writing deeply nested values as JSON takes far more of the host's stack than of QuickJS's own. */
const DUMP_STACK_BYTES = 64 * 1024;

export interface QuickJsRunner extends ScriptRunner {
  /** The same one with another deadline. */
  within(deadlineSeconds: number): ScriptRunner;
}

/**
 * Scripts in QuickJS compiled to WebAssembly: the same in Node and in a browser's worker. `wasm` is the
 * file `@jitl/quickjs-wasmfile-release-sync/wasm`. Every evaluation gets a runtime and a context of its own (about
 * 0.2 ms), so that nothing a script does outlives it.
 */
export async function createQuickJsRunner(
  wasm: Uint8Array,
  limits: Partial<ScriptLimits> = {},
): Promise<QuickJsRunner> {
  const effective = { ...DEFAULT_LIMITS, ...limits };
  return runnerOf(await QuickJs.open(wasm, effective.memoryBytes), effective);
}

function runnerOf(quickJs: QuickJs, effective: ScriptLimits): QuickJsRunner {
  return {
    within: (deadlineSeconds) => runnerOf(quickJs, { ...effective, deadlineSeconds }),
    evaluate: (script, bindings) =>
      inSandbox(quickJs, effective, (sandbox) => evaluate(sandbox, script, bindings)),
    check: (script) => {
      const result = inSandbox(quickJs, effective, (sandbox) => sandbox.compile(script));
      return result.ok || result.kind === 'timeout' ? undefined : result.message;
    },
  };
}

function evaluate(sandbox: Sandbox, script: string, bindings: Readonly<Record<string, unknown>>): unknown {
  const { context } = sandbox;
  // Taken before the script can replace them.
  const json = sandbox.member(context.global, 'JSON');
  const parse = sandbox.member(json, 'parse');
  const stringify = sandbox.member(json, 'stringify');
  const adopt = callsJavaMethod(script) ? sandbox.runSnippet(JAVA_METHODS) : undefined;
  for (const [name, value] of Object.entries(bindings)) {
    const bound =
      adopt === undefined
        ? bind(sandbox, { parse, stringify }, value)
        : sandbox.call(adopt, copyIn(sandbox, parse, value));
    context.setProp(context.global, name, bound);
  }
  return readResult(sandbox, stringify, sandbox.runScript(script));
}

function copyIn(sandbox: Sandbox, parse: QuickJSHandle, value: unknown): QuickJSHandle {
  return sandbox.call(parse, sandbox.text(toJson(value)));
}

function bind(sandbox: Sandbox, json: JsonFunctions, value: unknown): QuickJSHandle {
  const large = largeMaps(value);
  if (large.size === 0) return copyIn(sandbox, json.parse, value);
  // In their places first, so that the members keep their order.
  const places = Object.fromEntries([...large.keys()].map((name) => [name, null]));
  const bound = copyIn(sandbox, json.parse, { ...Object(value), ...places });
  for (const [name, map] of large) {
    sandbox.context.setProp(bound, name, lazyMap(sandbox, json, map, toJson));
  }
  return bound;
}

function readResult(sandbox: Sandbox, stringify: QuickJSHandle, result: QuickJSHandle): unknown {
  const { context } = sandbox;
  switch (context.typeof(result)) {
    case 'undefined':
    case 'function':
    case 'symbol':
      return null;
  }
  const dump = sandbox.runSnippet(DUMP);
  sandbox.limitStack(DUMP_STACK_BYTES);
  return fromJson(context.getString(sandbox.call(dump, stringify, result)));
}

/** Runs `work` in a fresh sandbox. What breaks QuickJS itself becomes a failure, of this script alone. */
function inSandbox(
  quickJs: QuickJs,
  limits: ScriptLimits,
  work: (sandbox: Sandbox) => unknown,
): ScriptResult {
  const { fuel, reset } = quickJs.instance;
  try {
    const sandbox = new Sandbox(quickJs.instance, limits);
    const result = attempt(sandbox, work);
    sandbox.dispose();
    return result;
  } catch (error) {
    const isOutOfTime = error instanceof Interrupted || fuel.value === 0;
    reset();
    // Else deep recursion of QuickJS's parser and the like has overrun the host's stack.
    return isOutOfTime ? outOfTime(limits) : failed(STACK_OVERFLOW);
  } finally {
    void quickJs.relieve();
  }
}

function outOfTime({ deadlineSeconds }: ScriptLimits): Failure {
  const message = `Script not evaluated within ${deadlineSeconds} seconds, interrupted.`;
  return { ok: false, kind: 'timeout', message };
}

function attempt(sandbox: Sandbox, work: (sandbox: Sandbox) => unknown): ScriptResult {
  try {
    return { ok: true, value: work(sandbox) };
  } catch (error) {
    if (error instanceof ScriptFailure) return error.failure;
    throw error;
  }
}

function failed(message: string): Failure {
  return { ok: false, kind: 'error', message };
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    throw new ScriptFailure(failed('TypeError: the input of the script cannot be written as JSON'));
  }
}

function fromJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new ScriptFailure(failed('TypeError: the result of the script cannot be written as JSON'));
  }
}
