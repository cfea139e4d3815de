// `npm test`: checks, unit and browser tests, builds, end-to-end tests; the last line counts them.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { check } from './check.ts';
import { ensureChromium } from './chromium-install.ts';
import { bin, runNode } from './run.ts';

const results = 'node_modules/.cache/test-results';

interface Count {
  passed: number;
  failed: number;
  /** The failed tests' names, each with the beginning of its message. */
  failures?: string[];
  /** Tests in a browser that passed only when tried a second time: passed, but not to be overlooked. */
  late?: string[];
}

/** Of a message so much that a generated test's seed and counterexample are in it. */
const messageLength = 2000;

/** Vitest's JSON report has these two totals; a test that was tried again keeps the messages of its failure. */
async function vitestCount(file: string): Promise<Count> {
  const report: {
    numPassedTests: number;
    numFailedTests: number;
    /** A file that could not be read has a message of its own. */
    testResults: {
      name: string;
      message: string;
      assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
    }[];
  } = JSON.parse(await readFile(file, 'utf8'));
  const unhappy = (wanted: string): string[] =>
    report.testResults
      .flatMap((each) => each.assertionResults)
      .filter(({ status, failureMessages }) => status === wanted && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.slice(0, messageLength)}`);
  const { numPassedTests: passed, numFailedTests: failed } = report;
  const unread = report.testResults.flatMap(({ name, message }) =>
    message === '' ? [] : [`${name}: ${message}`],
  );
  return { passed, failed, failures: [...unread, ...unhappy('failed')], late: unhappy('passed') };
}

/** Playwright's JSON report counts tests apart that passed at the second try; its list names them. */
async function playwrightCount(file: string): Promise<Count> {
  const report: { stats: { expected: number; unexpected: number; flaky: number } } = JSON.parse(
    await readFile(file, 'utf8'),
  );
  const { expected, unexpected, flaky } = report.stats;
  const late = flaky === 0 ? [] : [`${flaky} end-to-end tests, named in the list above`];
  return { passed: expected + flaky, failed: unexpected, late };
}

const total = { passed: 0, failed: 0, failures: new Array<string>() };

/** Runs a stage; one that fails without counting a failed test (a crash, a missing report) counts as one. */
async function stage(name: string, work: () => Promise<{ code: number; count?: Count }>): Promise<void> {
  console.log(`\n## ${name}`);
  const begin = performance.now();
  const { code, count = { passed: 0, failed: 0 } }: { code: number; count?: Count } = await work().catch(
    (error: unknown) => {
      console.error(error);
      return { code: 1 };
    },
  );
  const failed = code !== 0 && count.failed === 0 ? 1 : count.failed;
  total.passed += count.passed;
  total.failed += failed;
  if (failed > 0) total.failures.push(name, ...(count.failures ?? []));
  for (const each of count.late ?? []) console.log(`needed a second try: ${each}`);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(`${name}: ${count.passed} passed, ${failed} failed (${seconds} s)`);
}

async function vitest(
  project: string,
  environment: Record<string, string> = {},
): Promise<{ code: number; count: Count }> {
  const report = `${results}/${project}.json`;
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { code } = await runNode([bin('vitest'), ...args], environment);
  return { code, count: await vitestCount(report) };
}

await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });

await stage('browser to test with', async () => ({ code: (await ensureChromium()) ? 0 : 1 }));
await stage('check', async () => ({ code: (await check()).length }));
await stage('unit tests', () => vitest('unit', { GENERATED_RUNS: '10000' }));
await stage('browser tests', () => vitest('browser'));
await stage('build of the demo', () =>
  runNode([bin('vite'), 'build', '--mode', 'demo', '--logLevel', 'warn']),
);
await stage('build of the gallery', () =>
  runNode([bin('vite'), 'build', '--mode', 'development', '--logLevel', 'warn']),
);
await stage('end-to-end tests', async () => {
  const report = `${results}/e2e.json`;
  const { code } = await runNode([bin('playwright'), 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return { code, count: await playwrightCount(report) };
});

// Said again where whoever has only the end of the log finds it.
for (const each of total.failures) console.log(`\nfailed: ${each}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
