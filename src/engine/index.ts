export type { Engine } from './engine.ts';
export type { EnginePorts, JqRunner, Logger, ScriptRunner, Store } from './ports.ts';
export { createEngine } from './service/create-engine.ts';
