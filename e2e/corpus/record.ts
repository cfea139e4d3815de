// `npm run corpus:record -- [--check] [subject …]`: plays the corpus to a real Conductor and writes down what it answers,
// or with --check says what is not as it was written down. Uses the server of CONDUCTOR_URL, else starts one of its own.
import { isDeepStrictEqual } from 'node:util';
import { environment } from '#engine/testing/corpus/environment.ts';
import type { CorpusScenario } from '#engine/testing/corpus/format.ts';
import { play } from '#engine/testing/corpus/play.ts';
import { subjects, type Subject } from '#engine/testing/corpus/subjects.ts';
import { findInstallation, startConductor } from '../real-conductor.ts';
import { realTarget } from './real-target.ts';
import { readRecording, writeRecording } from './recording-file.ts';
import { startSite } from './site.ts';

/** What a server says of a script when the machine has too much to do. */
const tooSlow = 'Script not evaluated within 4 seconds';
/** What a server as it is delivered has switched off. */
const settings = { CONDUCTOR_WORKFLOWMESSAGEQUEUE_ENABLED: 'true' };
/** How many scenarios are played at a time. */
const atOnce = 10;

interface Played {
  readonly subject: string;
  readonly name: string;
  readonly entries: unknown;
}

async function record(api: string, site: string, wanted: readonly Subject[]): Promise<readonly Played[]> {
  const run = Date.now().toString(36);
  const waiting = wanted
    .flatMap(({ name, scenarios }) => scenarios.map((scenario) => ({ subject: name, scenario })))
    .sort((one, other) => longestWait(other.scenario) - longestWait(one.scenario));
  const played: Played[] = [];
  let count = 0;
  const player = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { subject, scenario } = next;
      count += 1;
      try {
        const entries = await play(scenario, realTarget(api, site, `x${run}z${count}_`));
        if (JSON.stringify(entries).includes(tooSlow)) throw new Error(tooSlow);
        played.push({ subject, name: scenario.name, entries });
      } catch (error) {
        process.exitCode = 1;
        console.error(
          `${subject}: ${scenario.name}\n  ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, player));
  return played;
}

/** Seconds: what waits long is begun first. */
function longestWait({ steps = [] }: CorpusScenario): number {
  return Math.max(0, ...steps.map((step) => (step.do === 'pass' ? (step.really ?? step.seconds) : 0)));
}

async function keep(wanted: readonly Subject[], played: readonly Played[], isCheck: boolean): Promise<void> {
  for (const { name: subject, scenarios } of wanted) {
    const before = await readRecording(subject);
    const now = new Map(
      played.filter((each) => each.subject === subject).map((each) => [each.name, each.entries]),
    );
    const kept = scenarios.flatMap(({ name }): [string, unknown][] => {
      const entries = now.get(name) ?? before[name];
      return entries === undefined ? [] : [[name, entries]];
    });
    for (const [name, entries] of now) {
      if (before[name] === undefined || isDeepStrictEqual(JSON.parse(JSON.stringify(entries)), before[name]))
        continue;
      console.log(`not as before: ${subject}: ${name}`);
      if (!isCheck) continue;
      process.exitCode = 1;
      console.log(`  was ${JSON.stringify(before[name])}\n  is  ${JSON.stringify(entries)}`);
    }
    if (!isCheck) await writeRecording(subject, Object.fromEntries(kept));
  }
}

const given = process.argv.slice(2);
const names = given.filter((argument) => !argument.startsWith('--'));
const wanted = subjects.filter(({ name }) => names.length === 0 || names.includes(name));
const installation = findInstallation();
const url = process.env['CONDUCTOR_URL'];
if (url === undefined && typeof installation === 'string') {
  console.error(`Nothing was recorded: ${installation}`);
  process.exitCode = 1;
} else {
  const site = await startSite();
  const conductor =
    url === undefined && typeof installation === 'object'
      ? await startConductor(installation, { ...environment, ...settings })
      : { url: url ?? '', stop: () => Promise.resolve() };
  const begin = Date.now();
  try {
    const played = await record(conductor.url, site.url, wanted);
    await keep(wanted, played, given.includes('--check'));
    console.log(`${played.length} scenarios in ${Math.round((Date.now() - begin) / 1000)} s`);
  } finally {
    await conductor.stop();
    await site.stop();
  }
}
