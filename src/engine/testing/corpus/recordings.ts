/** The recordings' files, as `import.meta.glob` finds them. */
export type RecordingFiles = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a real server gave in each scenario of a subject. */
export function recordingOf(subject: string, files: RecordingFiles): Readonly<Record<string, unknown>> {
  const recorded = files[`./recordings/${subject}.json`];
  if (recorded === undefined) throw new Error(`Nothing was recorded of ${subject}.`);
  return recorded;
}
