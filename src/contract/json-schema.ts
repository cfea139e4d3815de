import { z } from 'zod';
import { taskDefSchema } from './task-def.ts';
import { taskTypes } from './task-types.ts';
import { workflowDefSchema } from './workflow-def.ts';
import { isJsonObject, type JsonObject } from './wire.ts';

/** A JSON Schema of what may be written in a workflow definition, for an editor's completion and hover texts. */
export function workflowDefJsonSchema(): JsonObject {
  workflowDefOnce ??= newWorkflowDefJsonSchema();
  return workflowDefOnce;
}

// Takes tens of milliseconds, and several parts of a page want it before anything shows.
let workflowDefOnce: JsonObject | undefined;

function newWorkflowDefJsonSchema(): JsonObject {
  const schema = editorSchema(workflowDefSchema);
  requireFields(schema, 'WorkflowDef', ['name', 'tasks']);
  requireFields(schema, 'WorkflowTask', ['name', 'taskReferenceName']);
  return schema;
}

/** The same for a task definition. */
export function taskDefJsonSchema(): JsonObject {
  const schema = editorSchema(taskDefSchema);
  requireFields(schema, 'TaskDef', ['name']);
  return schema;
}

function editorSchema(schema: z.ZodType): JsonObject {
  return {
    ...z.toJSONSchema(schema, {
      io: 'input',
      target: 'draft-07',
      override: ({ jsonSchema }) => {
        // The bounds of 32 and 53 bit integers would only be noise in a hover text.
        delete jsonSchema.minimum;
        delete jsonSchema.maximum;
        // Monaco writes an object's default as a proposal; those of these schemas are all empty.
        if (isEmpty(jsonSchema.default)) delete jsonSchema.default;
      },
    }),
  };
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** What the server insists on; the parser fills it in only so that validation can say so in the server's words. */
function requireFields(schema: JsonObject, name: string, fields: readonly string[]): void {
  const definitions = schema['definitions'];
  const definition = isJsonObject(definitions) ? definitions[name] : undefined;
  if (!isJsonObject(definition)) throw new Error(`The JSON schema has no ${name}`);
  definition['required'] = [...fields];
  if (name === 'WorkflowTask') suggestTypes(definition['properties']);
}

/** A task's type may be any text, but the known ones are worth proposing. */
function suggestTypes(properties: unknown): void {
  if (!isJsonObject(properties) || !isJsonObject(properties['type'])) return;
  const { type: _text, ...rest } = properties['type'];
  properties['type'] = { ...rest, anyOf: [{ enum: [...taskTypes] }, { type: 'string' }] };
}
