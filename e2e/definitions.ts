/** Definitions that the specs run. Each spec gives names of its own, so that none sees another's executions. */

/** Two steps for a worker, one after the other: `greet`, then `part`. */
export function twoSteps(name: string) {
  return {
    name,
    description: 'Greets, then parts',
    version: 1,
    schemaVersion: 2,
    ownerEmail: 'e2e@example.com',
    timeoutSeconds: 0,
    tasks: [step(name, 'greet'), step(name, 'part')],
    outputParameters: { farewell: '${part.output.text}' },
  };
}

function step(workflow: string, ref: string): object {
  return {
    name: taskType(workflow, ref),
    taskReferenceName: ref,
    type: 'SIMPLE',
    inputParameters: { who: '${workflow.input.who}' },
  };
}

/** The type that a worker polls for. */
export function taskType(workflow: string, ref: string): string {
  return `${workflow}_${ref}`;
}

/** Definitions of the tasks of `twoSteps`; without retries, one failure fails the run. */
export function taskDefinitions(workflow: string): readonly object[] {
  return ['greet', 'part'].map((ref) => ({
    name: taskType(workflow, ref),
    ownerEmail: 'e2e@example.com',
    retryCount: 0,
    timeoutSeconds: 0,
    responseTimeoutSeconds: 60,
  }));
}

/** Ends by itself, at once. */
export function instant(name: string) {
  return {
    name,
    version: 1,
    schemaVersion: 2,
    ownerEmail: 'e2e@example.com',
    timeoutSeconds: 0,
    tasks: [
      {
        name: 'remember',
        taskReferenceName: 'remember',
        type: 'SET_VARIABLE',
        inputParameters: { who: '${workflow.input.who}' },
      },
    ],
    outputParameters: { who: '${workflow.variables.who}' },
  };
}

/** Waits for a signal in `hold`, then has a step for a worker, `part`. */
export function heldStep(name: string): object {
  const hold = { name: 'hold', taskReferenceName: 'hold', type: 'WAIT', inputParameters: {} };
  return { ...twoSteps(name), description: 'Holds, then parts', tasks: [hold, step(name, 'part')] };
}

/** A fork of a step and a loop; in the loop, a decision that leads to a wait for a signal. */
export function loopInFork(name: string): object {
  const wait = { name: 'wait', taskReferenceName: 'wait', type: 'WAIT', inputParameters: {} };
  const decision = {
    name: 'decide',
    taskReferenceName: 'decide',
    type: 'SWITCH',
    evaluatorType: 'value-param',
    expression: 'kind',
    inputParameters: { kind: 'slow' },
    decisionCases: { quick: [step(name, 'quick')], slow: [wait] },
  };
  const loop = {
    name: 'again',
    taskReferenceName: 'again',
    type: 'DO_WHILE',
    loopCondition: "$.again['iteration'] < 3",
    loopOver: [instant('').tasks[0], decision],
  };
  const fork = {
    name: 'fork',
    taskReferenceName: 'fork',
    type: 'FORK_JOIN',
    forkTasks: [[step(name, 'greet')], [loop]],
  };
  const join = { name: 'join', taskReferenceName: 'join', type: 'JOIN', joinOn: ['greet', 'again'] };
  const first = { name: 'first', taskReferenceName: 'first', type: 'NOOP' };
  return { ...twoSteps(name), tasks: [first, fork, join], outputParameters: {} };
}

/** Waits until somebody completes it or ends the run. */
export function waiting(name: string): object {
  return {
    name,
    version: 1,
    schemaVersion: 2,
    ownerEmail: 'e2e@example.com',
    timeoutSeconds: 0,
    tasks: [{ name: 'wait', taskReferenceName: 'wait', type: 'WAIT', inputParameters: {} }],
  };
}

/** Opens as many branches as its input has tasks. */
export function fanOut(name: string) {
  return {
    name,
    version: 1,
    schemaVersion: 2,
    ownerEmail: 'e2e@example.com',
    timeoutSeconds: 0,
    tasks: [
      {
        name: 'fan_out',
        taskReferenceName: 'fan_out',
        type: 'FORK_JOIN_DYNAMIC',
        inputParameters: { tasks: '${workflow.input.tasks}', inputs: {} },
        dynamicForkTasksParam: 'tasks',
        dynamicForkTasksInputParamName: 'inputs',
      },
      { name: 'meet', taskReferenceName: 'meet', type: 'JOIN' },
    ],
  };
}

/** Input for `fanOut`: branches that end at once, but for one that fails. */
export function branches(count: number, failing: number) {
  const tasks = Array.from({ length: count }, (_, at) => ({
    name: 'pack',
    taskReferenceName: `pack_${at}`,
    type: 'INLINE',
    inputParameters: {
      evaluatorType: 'javascript',
      expression: at === failing ? "throw new Error('no more boxes')" : '1',
    },
  }));
  return { tasks };
}
