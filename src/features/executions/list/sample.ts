import { isApiError } from '#lib/api-error.ts';
import { callApi, noAnswer, textAnswer } from '#lib/http-client.ts';

const name = 'hello_sample';

// Nothing outside the server takes part: it greets, waits a moment so that one can watch, and says goodbye.
const definition = {
  name,
  version: 1,
  description: 'Says hello, waits a moment, says goodbye. Needs no worker.',
  schemaVersion: 2,
  ownerEmail: 'sample@example.com',
  timeoutSeconds: 0,
  inputParameters: ['name'],
  tasks: [
    {
      name: 'say_hello',
      taskReferenceName: 'say_hello',
      type: 'INLINE',
      inputParameters: {
        name: '${workflow.input.name}',
        evaluatorType: 'javascript',
        expression: "'Hello, ' + ($.name || 'stranger') + '.'",
      },
    },
    {
      name: 'wait_a_moment',
      taskReferenceName: 'wait_a_moment',
      type: 'WAIT',
      inputParameters: { duration: '10 seconds' },
    },
    {
      name: 'say_goodbye',
      taskReferenceName: 'say_goodbye',
      type: 'SET_VARIABLE',
      inputParameters: { farewell: '${say_hello.output.result} Goodbye.' },
    },
  ],
  outputParameters: { greeting: '${say_hello.output.result}', farewell: '${workflow.variables.farewell}' },
};

/** Registers a small workflow, unless it is there already, and starts it; gives the execution's id. */
export async function runSample(): Promise<string> {
  try {
    await callApi({ method: 'POST', path: '/metadata/workflow', body: definition, schema: noAnswer });
  } catch (error) {
    if (!isApiError(error) || error.status !== 409) throw error;
  }
  return callApi({
    method: 'POST',
    path: '/workflow',
    body: { name, version: 1, input: { name: 'newcomer' } },
    schema: textAnswer,
  });
}
