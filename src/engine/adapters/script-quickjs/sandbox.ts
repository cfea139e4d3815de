import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from 'quickjs-emscripten-core';
import type { ScriptResult } from '../../ports.ts';
import { Interrupted, type QuickJsInstance } from './quickjs-instance.ts';
import { DESCRIBE, MARK } from './snippets.ts';

export interface ScriptLimits {
  readonly deadlineSeconds: number;
  readonly memoryBytes: number;
  /** Of QuickJS's own stack. Much more than the default overruns the stack of the host. */
  readonly stackBytes: number;
}

export type Failure = Extract<ScriptResult, { readonly ok: false }>;

export const STACK_OVERFLOW = 'RangeError: Maximum call stack size exceeded';

/** The name of the user's code in stacks, from which its lines are read. */
const SCRIPT = 'script';

/**
 * How many turns of its loops QuickJS's own code takes in a millisecond, roughly. One built-in function may take as many
 * as fit into the time that is left: `[].indexOf.call({ length: 2 ** 53 - 1 })` looks at no clock.
 */
const STEPS_PER_MS = 200_000;

/** For what is under way when the time is nearly up, and for clearing away. */
const LEAST_STEPS = 1_000_000;
const DISPOSAL_STEPS = 500_000_000;

const OUT_OF_MEMORY = 'InternalError: out of memory';

/** Carries a failure from where it happens to where the result is made. */
export class ScriptFailure extends Error {
  override readonly name = 'ScriptFailure';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/**
 * One runtime with one context, under limits, for one script. Whatever fails in it throws a ScriptFailure; anything else
 * that is thrown, as when time is up, has left the instance broken.
 */
export class Sandbox {
  readonly context: QuickJSContext;
  private readonly runtime: QuickJSRuntime;
  private readonly instance: QuickJsInstance;
  private readonly limits: ScriptLimits;
  private readonly end: number;
  private readonly handles: QuickJSHandle[] = [];

  constructor(instance: QuickJsInstance, limits: ScriptLimits) {
    this.instance = instance;
    this.limits = limits;
    this.end = performance.now() + limits.deadlineSeconds * 1000;
    instance.memory.isExhausted = false;
    this.lookAtClock();
    this.runtime = instance.quickJs.newRuntime();
    this.runtime.setMaxStackSize(limits.stackBytes);
    this.runtime.setInterruptHandler(() => this.isOver());
    this.context = this.runtime.newContext();
  }

  limitStack(bytes: number): void {
    this.runtime.setMaxStackSize(Math.min(bytes, this.limits.stackBytes));
  }

  /** The value of the user's code: that of its last statement. */
  runScript(code: string): QuickJSHandle {
    this.lookAtClock();
    return this.unwrap(this.context.evalCode(code, SCRIPT));
  }

  /** The value of code of the runner's own. */
  runSnippet(code: string): QuickJSHandle {
    this.lookAtClock();
    return this.unwrap(this.context.evalCode(code, 'runner'));
  }

  compile(code: string): void {
    this.unwrap(this.context.evalCode(code, SCRIPT, { compileOnly: true }));
  }

  call(callee: QuickJSHandle, ...given: readonly QuickJSHandle[]): QuickJSHandle {
    this.lookAtClock();
    return this.unwrap(this.context.callFunction(callee, this.context.undefined, ...given));
  }

  member(owner: QuickJSHandle, name: string): QuickJSHandle {
    return this.keep(this.context.getProp(owner, name));
  }

  text(text: string): QuickJSHandle {
    return this.keep(this.context.newString(text));
  }

  /** Has a handle disposed of with the sandbox. */
  keep(handle: QuickJSHandle): QuickJSHandle {
    this.handles.push(handle);
    return handle;
  }

  dispose(): void {
    this.instance.fuel.value = DISPOSAL_STEPS;
    for (const handle of this.handles) handle.dispose();
    this.context.dispose();
    this.runtime.dispose();
  }

  private lookAtClock(): void {
    if (this.isOver()) throw new Interrupted();
  }

  /** Whether time is up. If not, there are steps until it is. */
  private isOver(): boolean {
    const left = this.end - performance.now();
    this.instance.fuel.value = Math.max(LEAST_STEPS, Math.ceil(left * STEPS_PER_MS));
    return left < 0;
  }

  private unwrap(result: ReturnType<QuickJSContext['evalCode']>): QuickJSHandle {
    if (result.error === undefined) return this.keep(result.value);
    throw new ScriptFailure(this.explain(this.keep(result.error)));
  }

  private explain(thrown: QuickJSHandle): Failure {
    const failure = this.describe(thrown);
    // With the memory used up, not even an error can be made: what was thrown is then null, or cannot be described.
    const isExhausted =
      failure.message === OUT_OF_MEMORY || (failure.line === undefined && this.instance.memory.isExhausted);
    return isExhausted ? { ok: false, kind: 'memory', message: OUT_OF_MEMORY } : failure;
  }

  private describe(thrown: QuickJSHandle): Failure {
    this.lookAtClock();
    const describer = this.context.evalCode(DESCRIBE);
    const described =
      describer.error === undefined
        ? this.context.callFunction(this.keep(describer.value), this.context.undefined, thrown)
        : describer;
    const handle = this.keep(described.error ?? described.value);
    return described.error === undefined
      ? failureOf(this.context.getString(handle))
      : { ok: false, kind: 'error', message: 'Error: unknown' };
  }
}

/** QuickJS words some messages differently from the engines whose messages users know. */
function failureOf(described: string): Failure {
  const [stack = '', ...rest] = described.split(MARK);
  const message = rest.join(MARK);
  const line = /\bscript:(\d+)/.exec(stack)?.[1];
  const familiar = message
    .replace(/^ReferenceError: '([^']*)' is not defined$/, 'ReferenceError: $1 is not defined')
    .replace(/^TypeError: cannot /, 'TypeError: Cannot ')
    .replace(/^InternalError: stack overflow$/, STACK_OVERFLOW);
  return { ok: false, kind: 'error', message: familiar, ...(line !== undefined && { line: Number(line) }) };
}
