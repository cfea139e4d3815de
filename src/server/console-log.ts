import type { Logger } from '#engine/index.ts';

/** Everything that is not asked for goes to standard error, one line each; causes with their stack. */
export const consoleLog: Logger = {
  info: (message) => console.error(message),
  warn: (message) => console.error(`Warning: ${message}`),
  error: (message, cause) => {
    if (cause === undefined) console.error(`Error: ${message}`);
    else console.error(`Error: ${message}:`, cause);
  },
};
