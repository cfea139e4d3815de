// Everything that can be said about the code without running it. All steps run, so that one pass shows all that is wrong.
import { fileURLToPath } from 'node:url';
import { bin, runNode } from './run.ts';

const steps: readonly { name: string; args: readonly string[] }[] = [
  { name: 'format', args: [bin('oxfmt'), '--check', '.'] },
  { name: 'types', args: [bin('tsc'), '-b'] },
  { name: 'lint', args: [bin('oxlint')] },
  { name: 'boundaries', args: [fileURLToPath(new URL('boundaries.ts', import.meta.url))] },
  { name: 'dead code', args: [bin('knip')] },
  { name: 'build', args: [bin('vite'), 'build', '--logLevel', 'warn'] },
  { name: 'size', args: [bin('size-limit')] },
];

/** Resolves to the names of the steps that failed. */
export async function check(): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, args } of steps) {
    console.log(`\n# ${name}`);
    const { code, seconds } = await runNode(args);
    console.log(`${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds.toFixed(1)} s)`);
    if (code !== 0) failed.push(name);
  }
  return failed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failed = await check();
  if (failed.length > 0) console.error(`\nfailed: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
