import type { Node } from 'jsonc-parser';
import { isOnlyAfter } from '#graph/index.ts';
import { findExpressions, headOfExpression, type Expression, type ExpressionHead } from './expressions.ts';
import type { Finding } from './problem.ts';
import { mostSimilar } from './similar.ts';
import {
  elements,
  indexTasks,
  properties,
  property,
  textOf,
  type TaskIndex,
  type TaskPlace,
} from './task-places.ts';

const workflowFields: ReadonlySet<string> = new Set([
  'input',
  'output',
  'status',
  'workflowId',
  'parentWorkflowId',
  'parentWorkflowTaskId',
  'workflowType',
  'version',
  'correlationId',
  'reasonForIncompletion',
  'schemaVersion',
  'variables',
  'secrets',
  'env',
]);

const taskFields: ReadonlySet<string> = new Set([
  'input',
  'output',
  'taskType',
  'status',
  'referenceTaskName',
  'retryCount',
  'correlationId',
  'pollCount',
  'taskDefName',
  'scheduledTime',
  'startTime',
  'endTime',
  'workflowInstanceId',
  'taskId',
  'reasonForIncompletion',
  'callbackAfterSeconds',
  'workerId',
  'iteration',
]);

/** What expressions may name in one definition. A definition written inside a SUB_WORKFLOW task has its own. */
interface Scope {
  readonly text: string;
  readonly tasks: TaskIndex;
  readonly inputs: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  /** Tasks may be made at run time, under names the definition does not show. */
  readonly dynamic: boolean;
}

/** Warns of every `${…}` and every joinOn that names what the definition does not have. */
export function checkReferences(text: string, definition: Node | undefined): Finding[] {
  if (definition?.type !== 'object') return [];
  const tasks = indexTasks(definition);
  const scope: Scope = {
    text,
    tasks,
    inputs: new Set(elements(property(definition, 'inputParameters')).map(textOf)),
    variables: variablesOf(definition, tasks),
    dynamic: tasks.all.some((task) => task.type === 'FORK_JOIN_DYNAMIC' || task.type === 'DYNAMIC'),
  };
  const findings = [...checkStrings(scope, property(definition, 'outputParameters'))];
  for (const task of tasks.all) {
    for (const { key, value } of properties(task.node)) {
      if (key === 'joinOn') findings.push(...checkJoin(scope, task, value));
      else if (key === 'subWorkflowParam') findings.push(...checkSubWorkflow(scope, value));
      else if (resolved.has(key)) findings.push(...checkStrings(scope, value));
    }
  }
  return findings;
}

// The server fills in expressions only here; elsewhere `${` is part of a script or a description.
const resolved: ReadonlySet<string> = new Set(['inputParameters', 'sink', 'items']);

function variablesOf(definition: Node, tasks: TaskIndex): Set<string> {
  const names = properties(property(definition, 'variables')).map((entry) => entry.key);
  const set = tasks.all
    .filter((task) => task.type === 'SET_VARIABLE')
    .flatMap((task) => properties(property(task.node, 'inputParameters')).map((entry) => entry.key));
  return new Set([...names, ...set]);
}

function checkSubWorkflow(scope: Scope, params: Node | undefined): Finding[] {
  return properties(params).flatMap(({ key, value }) =>
    key === 'workflowDefinition' && value?.type === 'object'
      ? checkReferences(scope.text, value)
      : checkStrings(scope, value),
  );
}

function checkJoin(scope: Scope, join: TaskPlace, joinOn: Node | undefined): Finding[] {
  return elements(joinOn).flatMap((node) => {
    const ref = textOf(node);
    if (ref === '' || ref.includes('${')) return [];
    const task = scope.tasks.byRef.get(ref);
    if (task !== undefined) return checkJoined(join, task, node);
    if (scope.dynamic) return [];
    const candidates = scope.tasks.all.filter((each) => !isOnlyAfter(each.path, join.path));
    const vain = join.type === 'JOIN' ? ': the JOIN would wait for ever' : '';
    const message = `${ref} is not a task of this workflow${vain}`;
    return [unknown(new Set(candidates.map((each) => each.ref)), ref, message, node.offset + 1)];
  });
}

function checkJoined(join: TaskPlace, task: TaskPlace, node: Node): Finding[] {
  if (join.type !== 'JOIN' || !isOnlyAfter(task.path, join.path)) return [];
  // Behind a dynamic fork, the server joins on what that has made instead.
  const before = elements(join.node.parent)[Number(join.path.at(-1)) - 1];
  if (textOf(property(before, 'type')) === 'FORK_JOIN_DYNAMIC') return [];
  const why = task === join ? 'it waits for itself' : `${task.ref} comes only after it`;
  const message = `The JOIN would wait for ever: ${why}.`;
  return [
    {
      severity: 'warning',
      source: 'definition',
      message,
      at: { offset: node.offset + 1, length: task.ref.length },
    },
  ];
}

function checkStrings(scope: Scope, node: Node | undefined): Finding[] {
  if (node === undefined) return [];
  const findings: Finding[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.type === 'string') {
      const source = scope.text.slice(next.offset, next.offset + next.length);
      for (const expression of findExpressions(source, next.offset))
        findings.push(...checkOne(scope, expression));
    } else if (next.type === 'property') {
      const value = next.children?.[1];
      if (value !== undefined) open.push(value);
    } else {
      open.push(...(next.children ?? []));
    }
  }
  return findings;
}

function checkOne(scope: Scope, expression: Expression): Finding[] {
  const head = headOfExpression(expression.path);
  if (head === undefined) return [];
  const at = expression.offset + head.rootAt;
  if (head.root === 'workflow') return checkWorkflowPath(scope, head, at);
  if (!scope.tasks.byRef.has(head.root)) return checkUnknownRoot(scope, expression, head, at);
  return checkField(head, taskFields, 'tasks have', at);
}

function checkUnknownRoot(scope: Scope, expression: Expression, head: ExpressionHead, at: number): Finding[] {
  // A plain upper-case word names a variable of the server's environment, which is not known here.
  if (/^[A-Z][A-Z0-9_]*$/.test(expression.path.trim())) return [];
  const candidates = ['workflow', ...scope.tasks.byRef.keys()];
  const known = scope.dynamic
    ? `${head.root} is not a task of this workflow, unless a task made at run time has that name`
    : `${head.root} is not a task of this workflow`;
  return [unknown(candidates, head.root, known, at)];
}

function checkWorkflowPath(scope: Scope, head: ExpressionHead, at: number): Finding[] {
  const [field, name] = head.rest;
  if (field === undefined || name === undefined || !workflowFields.has(field)) {
    return checkField(head, workflowFields, 'a workflow has', at);
  }
  const nameAt = at + 'workflow.'.length + field.length + 1;
  if (field === 'variables' && !scope.variables.has(name)) {
    const message = `No variable ${name} is declared or set in this workflow`;
    return [unknown(scope.variables, name, message, nameAt)];
  }
  if (field !== 'input' || scope.inputs.has(name)) return [];
  // The declared inputs are only a hint: a name that is like none of them may well be given.
  const finding = unknown(scope.inputs, name, `${name} is not among the declared inputs`, nameAt);
  return finding.fix === undefined ? [] : [finding];
}

function checkField(head: ExpressionHead, fields: ReadonlySet<string>, owner: string, at: number): Finding[] {
  const [field] = head.rest;
  if (field === undefined || fields.has(field)) return [];
  const message = `${head.root}.${field} is always empty: ${owner} no ${field}`;
  return [unknown(fields, field, message, at + head.root.length + 1)];
}

function unknown(candidates: Iterable<string>, written: string, message: string, offset: number): Finding {
  const meant = mostSimilar(written, candidates);
  const at = { offset, length: written.length };
  const finding: Finding = { severity: 'warning', source: 'definition', message: `${message}.`, at };
  if (meant === undefined) return finding;
  return { ...finding, fix: { meant, edit: { ...at, content: meant } } };
}
