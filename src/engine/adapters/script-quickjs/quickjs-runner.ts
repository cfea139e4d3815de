import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from 'quickjs-emscripten-core';
import type { ScriptResult, ScriptRunner } from '../../ports.ts';
import { ModulePool } from './module-pool.ts';
import { preludeFor } from './prelude.ts';

export interface ScriptLimits {
  readonly deadlineSeconds: number;
  readonly memoryBytes: number;
  /** Of QuickJS's own stack. Much more than the default overruns the stack of the host. */
  readonly stackBytes: number;
}

const DEFAULT_LIMITS: ScriptLimits = {
  deadlineSeconds: 4,
  memoryBytes: 64 * 1024 * 1024,
  stackBytes: 192 * 1024,
};

/** Writing deeply nested values as JSON takes far more of the host's stack than of QuickJS's own. */
const DUMP_STACK_BYTES = 64 * 1024;

/**
 * Scripts in QuickJS compiled to WebAssembly: the same in Node and in a browser's worker. Every evaluation gets a runtime
 * and a context of its own (about 0.2 ms), so that nothing a script does outlives it.
 */
export async function createQuickJsRunner(limits: Partial<ScriptLimits> = {}): Promise<ScriptRunner> {
  const effective = { ...DEFAULT_LIMITS, ...limits };
  const pool = await ModulePool.create(effective.memoryBytes);
  return {
    evaluate: (script, bindings) => evaluate(pool, effective, script, bindings),
    check: (script) => check(pool, effective, script),
  };
}

type Failure = Extract<ScriptResult, { readonly ok: false }>;

function failed(message: string, line?: number): Failure {
  return { ok: false, kind: 'error', message, ...(line !== undefined && { line }) };
}

function evaluate(
  pool: ModulePool,
  limits: ScriptLimits,
  script: string,
  bindings: Readonly<Record<string, unknown>>,
): ScriptResult {
  const input = toJson(bindings);
  if (input === undefined) return failed('TypeError: the input of the script cannot be written as JSON');
  return inSandbox(pool, limits, (sandbox) => {
    const helper = sandbox.run(preludeFor(script), 'prelude');
    if (!helper.ok) return helper.failure;
    const loaded = sandbox.call(helper.value, 'load', sandbox.context.newString(input));
    if (!loaded.ok) return loaded.failure;
    const result = sandbox.run(script, 'script', helper.value);
    if (!result.ok) return result.failure;
    sandbox.limitStack(DUMP_STACK_BYTES);
    const dumped = sandbox.call(helper.value, 'dump', result.value);
    return dumped.ok ? parseResult(sandbox.context.getString(dumped.value)) : dumped.failure;
  });
}

function check(pool: ModulePool, limits: ScriptLimits, script: string): string | undefined {
  const result = inSandbox(pool, limits, (sandbox) => {
    const helper = sandbox.run(preludeFor(''), 'prelude');
    if (!helper.ok) return helper.failure;
    const compiled = sandbox.compile(script, helper.value);
    return compiled.ok ? { ok: true, value: undefined } : compiled.failure;
  });
  return result.ok ? undefined : result.message;
}

/** Runs `work` in a fresh runtime. What breaks the WebAssembly module itself becomes a failure, and a new module. */
function inSandbox(
  pool: ModulePool,
  limits: ScriptLimits,
  work: (sandbox: Sandbox) => ScriptResult,
): ScriptResult {
  const { module } = pool;
  if (module === undefined) return failed('InternalError: the script engine is restarting');
  try {
    const runtime = module.newRuntime();
    const sandbox = new Sandbox(runtime, limits, () => pool.nearlyFull);
    const result = work(sandbox);
    sandbox.dispose();
    pool.relieve();
    return result;
  } catch {
    pool.retire();
    return failed('InternalError: stack overflow');
  }
}

type Outcome =
  | { readonly ok: true; readonly value: QuickJSHandle }
  | { readonly ok: false; readonly failure: Failure };

class Sandbox {
  readonly context: QuickJSContext;
  private readonly runtime: QuickJSRuntime;
  private readonly limits: ScriptLimits;
  private readonly isMemoryNearlyFull: () => boolean;
  private readonly handles: QuickJSHandle[] = [];
  private interrupted = false;

  constructor(runtime: QuickJSRuntime, limits: ScriptLimits, isMemoryNearlyFull: () => boolean) {
    const end = performance.now() + limits.deadlineSeconds * 1000;
    runtime.setMaxStackSize(limits.stackBytes);
    runtime.setInterruptHandler(() => {
      this.interrupted ||= performance.now() > end;
      return this.interrupted;
    });
    this.runtime = runtime;
    this.limits = limits;
    this.isMemoryNearlyFull = isMemoryNearlyFull;
    this.context = runtime.newContext();
  }

  limitStack(bytes: number): void {
    this.runtime.setMaxStackSize(Math.min(bytes, this.limits.stackBytes));
  }

  run(code: string, name: string, helper?: QuickJSHandle): Outcome {
    return this.outcome(this.context.evalCode(code, name), helper);
  }

  compile(code: string, helper: QuickJSHandle): Outcome {
    return this.outcome(this.context.evalCode(code, 'script', { compileOnly: true }), helper);
  }

  /** Calls the prelude's function. */
  call(helper: QuickJSHandle, task: string, argument: QuickJSHandle): Outcome {
    const { context } = this;
    this.handles.push(argument);
    const name = context.newString(task);
    this.handles.push(name);
    return this.outcome(context.callFunction(helper, context.undefined, name, argument), helper);
  }

  dispose(): void {
    for (const handle of this.handles) if (handle.alive) handle.dispose();
    this.context.dispose();
    this.runtime.dispose();
  }

  private outcome(result: ReturnType<QuickJSContext['evalCode']>, helper?: QuickJSHandle): Outcome {
    const handle = result.error ?? result.value;
    this.handles.push(handle);
    return result.error === undefined
      ? { ok: true, value: handle }
      : { ok: false, failure: this.explain(handle, helper) };
  }

  private explain(thrown: QuickJSHandle, helper: QuickJSHandle | undefined): Failure {
    if (this.interrupted) {
      const message = `Script not evaluated within ${this.limits.deadlineSeconds} seconds, interrupted.`;
      return { ok: false, kind: 'timeout', message };
    }
    const { context } = this;
    const task = context.newString('describe');
    const described =
      helper === undefined ? undefined : context.callFunction(helper, context.undefined, task, thrown);
    task.dispose();
    const text =
      described?.error === undefined && described !== undefined ? context.getString(described.value) : '';
    described?.dispose();
    const failure = parseFailure(text);
    // With the memory used up, not even the error can be made: what was thrown is then null, or cannot be described.
    const exhausted =
      failure.message === OUT_OF_MEMORY || (failure.line === undefined && this.isMemoryNearlyFull());
    return exhausted ? { ok: false, kind: 'memory', message: OUT_OF_MEMORY } : failure;
  }
}

const OUT_OF_MEMORY = 'InternalError: out of memory';

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function parseResult(text: string): ScriptResult {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return failed('TypeError: the result of the script cannot be written as JSON');
  }
}

/** QuickJS words some messages differently from the engines whose messages users know. */
function parseFailure(text: string): Failure {
  if (text === '') return failed('Error: unknown');
  const described: unknown = JSON.parse(text);
  const { message, line } = described as { readonly message: string; readonly line: number | null };
  const familiar = message
    .replace(/^ReferenceError: '([^']*)' is not defined$/, 'ReferenceError: $1 is not defined')
    .replace(/^TypeError: cannot /, 'TypeError: Cannot ');
  return failed(familiar, line ?? undefined);
}
