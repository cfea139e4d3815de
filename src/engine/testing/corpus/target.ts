import type { SeenExecution } from './execution.ts';
import type { Method } from './format.ts';

export interface Asked {
  readonly method: Method;
  /** Below /api, with its query. */
  readonly path: string;
  /** JSON text. */
  readonly body?: string;
  /** The answer depends on time going on. */
  readonly waits: boolean;
}

export interface Answered {
  readonly status: number;
  readonly isJson: boolean;
  readonly text: string;
}

/** A server that scenarios are played to. */
export interface Target {
  /** What `my_` stands for there. */
  readonly prefix: string;
  /** Where HTTP tasks find the site. */
  readonly site: string;
  /** Its clock, in epoch milliseconds. */
  now(): number;
  ask(asked: Asked): Promise<Answered>;
  /** Looks again and again until nothing moves by itself any more; the last look. */
  settle(look: () => Promise<readonly SeenExecution[]>): Promise<readonly SeenExecution[]>;
  /** Lets time go on until something holds; rejects when it does not for long. */
  until(holds: () => Promise<boolean>): Promise<void>;
  /** Lets seconds pass; how many depends on whether the server is a real one. */
  pass(seconds: number, really: number): Promise<void>;
}
