// Two workers for hello_world_workflow, with the JavaScript SDK of Conductor.
//
// Run:  npm install && npm start
// The server is taken from CONDUCTOR_SERVER_URL, http://localhost:8080/api by default. Ctrl-C stops the workers.
import { orkesConductorClient, TaskHandler } from '@io-orkes/conductor-javascript';

const serverUrl = process.env.CONDUCTOR_SERVER_URL ?? 'http://localhost:8080/api';
const client = await orkesConductorClient({ serverUrl });

const handler = new TaskHandler({
  client,
  workers: [
    {
      taskDefName: 'hello_task',
      execute: async ({ inputData }) => ({
        status: 'COMPLETED',
        outputData: { message: `Hello, ${inputData?.name ?? 'World'}!` },
      }),
    },
    {
      taskDefName: 'goodbye_task',
      execute: async ({ inputData }) => ({
        status: 'COMPLETED',
        outputData: { result: `${inputData?.message ?? ''} Goodbye!` },
      }),
    },
  ],
  scanForDecorated: false,
});

await handler.startWorkers();
console.log(`Polling ${serverUrl} for hello_task and goodbye_task. Ctrl-C stops.`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await handler.stopWorkers();
    process.exit(0);
  });
}
