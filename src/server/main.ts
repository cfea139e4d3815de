import { parseCommand, usage } from './options.ts';
import { packageVersion } from './package-version.ts';
import { run } from './run.ts';
import { StartFailure } from './start-failure.ts';

/** Requests under way at a stop get this long. */
const graceMs = 10_000;
const sameSignalMs = 500;

try {
  const command = parseCommand(process.argv.slice(2), process.env);
  switch (command.kind) {
    case 'help':
      console.log(usage);
      break;
    case 'version':
      console.log(packageVersion());
      break;
    case 'run': {
      const server = await run(command.options);
      for (const line of server.lines) console.log(line);
      stopOnSignals(() => server.stop(graceMs));
      break;
    }
  }
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

/** The first signal stops in good order, a second one at once. Terminal and launcher may both pass on the same one. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (stoppingSince !== undefined) {
        if (now - stoppingSince > sameSignalMs) process.exit(1);
        return;
      }
      stoppingSince = now;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error('Error: the data could not be closed in good order:', error);
          process.exit(1);
        },
      );
    });
  }
}
