export type {
  Engine,
  EngineMetrics,
  Metadata,
  PollRequest,
  SearchParameters,
  Tasks,
  Workflows,
} from './engine.ts';
export { EngineError, type EngineErrorKind } from './errors.ts';
export type {
  Clock,
  EnginePorts,
  Environment,
  HttpAnswer,
  HttpCall,
  HttpCaller,
  Ids,
  Logger,
  ScriptResult,
  ScriptRunner,
  Store,
} from './ports.ts';
export { createEngine, type EngineOptions } from './service/create-engine.ts';
