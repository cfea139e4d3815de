export type { Engine } from './engine.ts';
export type { EnginePorts, JqResult, Logger, ScriptResult, Store } from './ports.ts';
export { createEngine } from './service/create-engine.ts';
