import { isJsonObject, isKnownTaskType, taskTypes, workflowDefJsonSchema } from '#contract/index.ts';
import type { Node } from 'jsonc-parser';
import type { Finding } from './problem.ts';
import { mostSimilar } from './similar.ts';
import { property, textOf, type TaskIndex, type TaskPlace } from './task-places.ts';

/**
 * Warns of fields and types that look like a slip of the pen. The server takes them: it ignores the field, and lets
 * the task wait for workers that nobody has. What resembles nothing known is left alone, for it may be meant so.
 */
export function checkSpelling(root: Node | undefined, tasks: TaskIndex): Finding[] {
  const fields = knownFields();
  return [
    ...unknownFields(root, fields.workflow),
    ...tasks.all.flatMap((task) => [...unknownFields(task.node, fields.task), ...unknownType(task)]),
  ];
}

function unknownFields(node: Node | undefined, known: ReadonlySet<string>): Finding[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((entry) => {
    const key = entry.children?.[0];
    const written = textOf(key);
    if (key === undefined || known.has(written)) return [];
    // A field that is there already was not meant by another one.
    const candidates = [...known].filter((name) => property(node, name) === undefined);
    const meant = mostSimilar(written, candidates);
    return meant === undefined ? [] : [slip(key, meant, `${written} is not a field that the server knows.`)];
  });
}

function unknownType(task: TaskPlace): Finding[] {
  const node = property(task.node, 'type');
  if (node === undefined || isKnownTaskType(task.type)) return [];
  const meant = mostSimilar(task.type, taskTypes);
  const message = `${task.type} is not a type of Conductor’s: the task waits for workers that poll for ${task.type}.`;
  return meant === undefined ? [] : [slip(node, meant, message)];
}

/** `node` is a text in quotes, which stay. */
function slip(node: Node, meant: string, message: string): Finding {
  const at = { offset: node.offset + 1, length: node.length - 2 };
  return {
    severity: 'warning',
    source: 'definition',
    message,
    at,
    fix: { meant, edit: { ...at, content: meant } },
  };
}

interface KnownFields {
  readonly workflow: ReadonlySet<string>;
  readonly task: ReadonlySet<string>;
}

let fieldsOnce: KnownFields | undefined;

function knownFields(): KnownFields {
  fieldsOnce ??= { workflow: fieldsOf('WorkflowDef'), task: fieldsOf('WorkflowTask') };
  return fieldsOnce;
}

function fieldsOf(name: string): ReadonlySet<string> {
  const { definitions } = workflowDefJsonSchema();
  const definition = isJsonObject(definitions) ? definitions[name] : undefined;
  const fields = isJsonObject(definition) ? definition['properties'] : undefined;
  return new Set(isJsonObject(fields) ? Object.keys(fields) : []);
}
