import { isJsonObject, type Task } from '#contract/index.ts';
import { stepType } from './task-info.ts';

/** The case a decision took; undefined for other steps and where it has not decided. */
export function evaluatedCase(task: Task): string | undefined {
  const type = stepType(task);
  if (type !== 'SWITCH' && type !== 'DECISION') return undefined;
  const { selectedCase, evaluationResult, caseOutput } = task.outputData;
  const result = selectedCase ?? firstOf(evaluationResult) ?? firstOf(caseOutput);
  if (result === undefined || result === null) return undefined;
  return typeof result === 'string' ? result : JSON.stringify(result);
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : list;
}

/** `POST https://pay.example/charges`, for a task that calls over HTTP. */
export function httpRequestOf(task: Task): string | undefined {
  if (stepType(task) !== 'HTTP') return undefined;
  const { http_request: nested } = task.inputData;
  const { method, uri } = isJsonObject(nested) ? nested : task.inputData;
  if (typeof uri !== 'string') return undefined;
  return `${typeof method === 'string' ? method : 'GET'} ${uri}`;
}

/** `402`: what the other side answered. */
export function httpStatusOf(task: Task): string | undefined {
  const { response } = task.outputData;
  if (!isJsonObject(response) || stepType(task) !== 'HTTP') return undefined;
  const { statusCode, reasonPhrase } = response;
  if (typeof statusCode !== 'number' && typeof statusCode !== 'string') return undefined;
  return typeof reasonPhrase === 'string' ? `${statusCode} ${reasonPhrase}` : String(statusCode);
}
