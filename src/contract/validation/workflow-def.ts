import type { WorkflowDef, WorkflowTask } from '../workflow-def.ts';
import { walkTasks } from '../walk.ts';
import { inputReferenceProblems } from './input-references.ts';
import { closer, problem, property, type DefinitionProblem, type Place } from './problem.ts';
import { taskTypeProblems, type TaskTypePorts } from './task-type-rules.ts';

/** What validation cannot know by itself. Without a port its checks are left out. */
export interface WorkflowDefValidation extends TaskTypePorts {
  /** What the problems' paths start with. */
  readonly path?: string;
  /** Whether `${name}` is an environment value of the server. */
  readonly isEnvironmentName?: (name: string) => boolean;
}

/** What is wrong with a workflow definition, in the server's words; empty when nothing is. */
export function validateWorkflowDef(
  def: WorkflowDef,
  options: WorkflowDefValidation = {},
): DefinitionProblem[] {
  const place: Place = { path: options.path ?? 'registerWorkflowDef.arg0', at: [] };
  const problems: DefinitionProblem[] = [];
  if (def.name === '') {
    problems.push(problem('WorkflowDef name cannot be null or empty', property(place, 'name')));
  }
  if (def.schemaVersion !== 2) {
    const message = 'workflowDef schemaVersion: 2 is only supported';
    problems.push(problem(message, property(place, 'schemaVersion'), def.schemaVersion));
  }
  if (def.tasks.length === 0) {
    problems.push(problem('WorkflowTask list cannot be empty', property(place, 'tasks')));
  }
  const references = new Set<string>();
  problems.push(...uniqueReferenceProblems(def, place, references));
  for (const [index, task] of def.tasks.entries()) {
    const at: Place = { path: `${place.path}.tasks[${index}]`, at: ['tasks', index] };
    problems.push(...taskProblems(task, at, options));
    problems.push(
      ...inputReferenceProblems(task, {
        place: { path: place.path, at: at.at },
        isReference: (name) => references.has(name),
        isEnvironmentName: options.isEnvironmentName ?? (() => false),
      }),
    );
  }
  return problems;
}

/** Fills `references` with every reference name of the definition. */
function uniqueReferenceProblems(
  def: WorkflowDef,
  place: Place,
  references: Set<string>,
): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const reported = new Set<string>();
  for (const { task, at } of walkTasks(def)) {
    const name = task.taskReferenceName;
    if (references.has(name) && !reported.has(name)) {
      reported.add(name);
      const message = `taskReferenceName: ${name} should be unique across tasks for a given workflowDefinition: ${def.name}`;
      problems.push(problem(message, { path: place.path, at: [...at, 'taskReferenceName'] }));
    }
    if (name !== '') references.add(name);
  }
  return problems;
}

/**
 * A task and the tasks nested in it. Like the server, this looks into cases and branches whatever the task's type,
 * and never into the body of a loop.
 */
function taskProblems(task: WorkflowTask, place: Place, ports: TaskTypePorts): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  if (task.name === '') {
    problems.push(problem('WorkflowTask name cannot be empty or null', property(place, 'name')));
  }
  if (task.taskReferenceName === '') {
    const message = 'WorkflowTask taskReferenceName name cannot be empty or null';
    problems.push(problem(message, property(place, 'taskReferenceName')));
  }
  if (task.startDelay < 0) {
    const message = 'must be greater than or equal to 0';
    problems.push(problem(message, property(place, 'startDelay'), task.startDelay));
  }
  for (const { message, at } of taskTypeProblems(task, ports))
    problems.push(problem(message, closer(place, ...at)));
  for (const list of validatedLists(task)) {
    for (const [index, child] of list.tasks.entries()) {
      const childPlace: Place = {
        path: `${place.path}.${list.path}[${index}]`,
        at: [...place.at, ...list.at, index],
      };
      problems.push(...taskProblems(child, childPlace, ports));
    }
  }
  return problems;
}

interface ValidatedList extends Place {
  readonly tasks: readonly WorkflowTask[];
}

function validatedLists(task: WorkflowTask): ValidatedList[] {
  const { decisionCases } = task;
  const cases = Object.keys(decisionCases).map((label) => ({
    path: `decisionCases[${label}].<map value>`,
    at: ['decisionCases', label],
    tasks: decisionCases[label] ?? [],
  }));
  const branches = task.forkTasks.map((tasks, index) => ({
    path: `forkTasks[${index}].<list element>`,
    at: ['forkTasks', index],
    tasks,
  }));
  return [...cases, { path: 'defaultCase', at: ['defaultCase'], tasks: task.defaultCase }, ...branches];
}
