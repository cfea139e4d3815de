/** What a new workflow starts from: small enough to read, and it runs as it is. */
export const newWorkflowText = `{
  "name": "my_workflow",
  "description": "What this workflow is for",
  "version": 1,
  "schemaVersion": 2,
  "inputParameters": ["name"],
  "tasks": [
    {
      "name": "greet",
      "taskReferenceName": "greet",
      "type": "INLINE",
      "inputParameters": {
        "name": "\${workflow.input.name}",
        "evaluatorType": "javascript",
        "expression": "'Hello, ' + ($.name || 'world')"
      }
    },
    {
      "name": "wait_a_little",
      "taskReferenceName": "wait_a_little",
      "type": "WAIT",
      "inputParameters": { "duration": "5 seconds" }
    }
  ],
  "outputParameters": {
    "greeting": "\${greet.output.result}"
  }
}
`;
