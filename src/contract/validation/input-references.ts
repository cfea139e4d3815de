import type { JsonPath } from '../walk.ts';
import type { WorkflowTask } from '../workflow-def.ts';
import { isJsonObject } from '../wire.ts';
import { isPathWellFormed } from './path-syntax.ts';
import { closer, problem, type DefinitionProblem, type Place } from './problem.ts';

/** Where the task stands, and which names an expression may start with beside `workflow`. */
interface ReferenceScope {
  readonly place: Place;
  readonly isReference: (name: string) => boolean;
  readonly isEnvironmentName: (name: string) => boolean;
}

const engineNames: ReadonlySet<string> = new Set(['CPEWF_TASK_ID', 'NETFLIX_ENV', 'NETFLIX_STACK']);

/** The `${…}` expressions of a task's inputParameters that cannot be read, or that name no task. */
export function inputReferenceProblems(task: WorkflowTask, scope: ReferenceScope): DefinitionProblem[] {
  const problems = new Map<string, DefinitionProblem>();
  for (const { key, value, at } of templatesOf(task.inputParameters)) {
    for (const path of expressionsOf(value)) {
      const message = messageFor(path, { key, value, taskName: task.name }, scope);
      if (message === undefined || problems.has(message)) continue;
      problems.set(message, problem(message, closer(scope.place, 'inputParameters', ...at)));
    }
  }
  return [...problems.values()];
}

interface InputText {
  readonly key: string;
  readonly value: string;
  readonly taskName: string;
}

function messageFor(path: string, input: InputText, scope: ReferenceScope): string | undefined {
  if (!isPathWellFormed(path)) return `key: ${input.key} input parameter value: ${path} is not valid`;
  if (engineNames.has(path) || scope.isEnvironmentName(path)) return undefined;
  const name = path.split('.', 1)[0] ?? '';
  if (name === 'workflow' || scope.isReference(name)) return undefined;
  return `taskReferenceName: ${name} for given task: ${input.taskName} input value: ${input.key} of input parameter: ${input.value} is not defined in workflow definition.`;
}

/** What stands between the braces of each innermost `${…}`; `$${…}` is literal text. */
function expressionsOf(text: string): string[] {
  return text
    .split(/(?=(?<!\$)\$\{)|(?<=\})/)
    .filter((piece) => piece.startsWith('${') && piece.endsWith('}'))
    .map((piece) => piece.slice(2, -1));
}

interface FoundText {
  readonly key: string;
  readonly value: string;
  readonly at: JsonPath;
}

/** Every text of a map that may hold expressions, however deep, with the nearest key above it. */
function templatesOf(map: Readonly<Record<string, unknown>>): readonly FoundText[] {
  const found: FoundText[] = [];
  const at: (string | number)[] = [];
  const look = (key: string, value: unknown): void => {
    if (typeof value === 'string') {
      if (value.includes('${')) found.push({ key, value, at: [...at] });
    } else if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) lookUnder(index, key, value[index]);
    } else if (isJsonObject(value)) {
      for (const name of Object.keys(value)) lookUnder(name, name, value[name]);
    }
  };
  const lookUnder = (step: string | number, key: string, value: unknown): void => {
    at.push(step);
    look(key, value);
    at.pop();
  };
  look('', map);
  return found;
}
