import { isNestedDeeper, parseJson } from '#contract/index.ts';
import type { Payload, TaskModel } from '../model.ts';
import { isPayload } from '../core/document.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import type { CallPorts, CallType, Step, TaskOutcome } from '../core/task-type.ts';
import type { HttpAnswer, HttpCall } from '../ports.ts';

const defaultTimeoutMs = 3000;

/** Those that Conductor's client knows; their names are in capitals. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']);

/** Calls another server once, and gives its answer. */
export const http: CallType = { mode: 'call', seesSecrets: true, map, perform };

function map(step: Step): readonly TaskModel[] {
  const inputData = { ...step.input(), asyncComplete: step.definition.asyncComplete };
  return [step.task({ taskType: 'HTTP', status: 'SCHEDULED', inputData })];
}

async function perform(task: TaskModel, ports: CallPorts): Promise<TaskOutcome> {
  const { http_request: nested } = task.inputData;
  const wanted = isPayload(nested) ? nested : task.inputData;
  const { uri, method, headers } = wanted;
  if (typeof uri !== 'string') {
    return failed('Missing HTTP URI.  See documentation for HttpTask for required input parameters');
  }
  if (typeof method !== 'string') return failed('No HTTP method specified');
  if (!methods.has(method))
    return invoking(`java.lang.IllegalArgumentException: Invalid HTTP method: ${method}`);
  if (uri.trim() === '') {
    return unreachable(`I/O error on ${method} request for "${uri}": Target host is not specified`);
  }
  if (headers !== undefined && headers !== null && !isPayload(headers)) {
    return unreachable(`headers are not a map: ${toJavaString(headers)}`);
  }
  try {
    const request = requestFrom(wanted, uri, method);
    const answer = await ports.http.call(request);
    return fromAnswer(request, answer, task.workflowTask.asyncComplete);
  } catch (error) {
    return unreachable(error instanceof Error ? error.message : String(error));
  }
}

function requestFrom(wanted: Payload, uri: string, method: string): HttpCall {
  const headers: Record<string, string> = {
    Accept: acceptOf(wanted['accept']),
    'Content-Type': textOr(wanted['contentType'], 'application/json'),
  };
  const given = wanted['headers'];
  for (const [name, value] of Object.entries(isPayload(given) ? given : {})) {
    for (const known of Object.keys(headers)) {
      if (known.toLowerCase() === name.toLowerCase()) delete headers[known];
    }
    headers[name] = toJavaString(value);
  }
  const { body } = wanted;
  return {
    url: uri,
    method,
    headers,
    ...(body !== undefined &&
      body !== null && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    connectTimeoutMs: timeoutOr(wanted['connectionTimeOut']),
    readTimeoutMs: timeoutOr(wanted['readTimeOut']),
  };
}

function fromAnswer(request: HttpCall, answer: HttpAnswer, asyncComplete: boolean): TaskOutcome {
  const { status, statusText, headers, body } = answer;
  if (status >= 400) {
    const [address] = request.url.split('?');
    const told = body === '' ? '[no body]' : `"${body}"`;
    return unreachable(
      `${status} ${statusText} on ${request.method} request for "${address ?? ''}": ${told}`,
    );
  }
  const response = { headers, reasonPhrase: statusText, body: parseBody(body), statusCode: status };
  const outputData = { response };
  if (status >= 200 && status < 300) {
    return { status: asyncComplete ? 'IN_PROGRESS' : 'COMPLETED', outputData };
  }
  return {
    status: 'FAILED',
    reasonForIncompletion: body === '' ? 'No response from the remote service' : body,
    outputData,
  };
}

/**
 * JSON where it is JSON that can be kept, else the text. As in Conductor, null, true and false are their names, and
 * nothing but blanks is the empty text.
 */
function parseBody(body: string): unknown {
  if (body === '') return null;
  if (body.trim() === '') return '';
  try {
    const value = parseJson(body);
    if (isNestedDeeper(value)) return body;
    return value === null || typeof value === 'boolean' ? String(value) : value;
  } catch {
    return body;
  }
}

function unreachable(message: string): TaskOutcome {
  return invoking(`java.lang.Exception: ${message}`);
}

function invoking(reason: string): TaskOutcome {
  return { ...failed(`Failed to invoke HTTP task due to: ${reason}`), outputData: { response: reason } };
}

function failed(reason: string): TaskOutcome {
  return { status: 'FAILED', reasonForIncompletion: reason };
}

function acceptOf(accept: unknown): string {
  return Array.isArray(accept) ? accept.map(String).join(', ') : textOr(accept, 'application/json');
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

function timeoutOr(value: unknown): number {
  const milliseconds = Number(value ?? defaultTimeoutMs);
  return Number.isFinite(milliseconds) && milliseconds > 0 ? milliseconds : defaultTimeoutMs;
}
