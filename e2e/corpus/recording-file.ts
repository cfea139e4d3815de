import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const entrySchema = z.looseObject({ trace: z.string().optional(), tasks: z.array(z.unknown()).optional() });
const entryList = z.array(entrySchema);

/** What was recorded of one subject, by the scenarios' names. */
export type Recording = Readonly<Record<string, unknown>>;

const fileOf = (subject: string): URL =>
  new URL(`../../src/engine/testing/corpus/recordings/${subject}.json`, import.meta.url);

/** Empty when nothing was recorded yet. */
export async function readRecording(subject: string): Promise<Recording> {
  const text = await readFile(fileOf(subject), 'utf8').catch(() => '{}');
  return JSON.parse(text);
}

export async function writeRecording(subject: string, recording: Recording): Promise<void> {
  const scenarios = Object.entries(recording).map(
    ([name, entries]) =>
      `${JSON.stringify(name)}: [\n${entryList.parse(entries).map(entryText).join(',\n')}\n]`,
  );
  await writeFile(fileOf(subject), `{\n${scenarios.join(',\n')}\n}\n`);
}

/** One line for an entry, and in a trace one for each task. */
function entryText(entry: z.infer<typeof entrySchema>): string {
  const { tasks, ...rest } = entry;
  if (entry.trace === undefined || tasks === undefined) return `  ${JSON.stringify(entry)}`;
  const lines = tasks.map((task) => `\n    ${JSON.stringify(task)}`).join(',');
  return `  ${JSON.stringify(rest).slice(0, -1)}, "tasks": [${lines}]}`;
}
