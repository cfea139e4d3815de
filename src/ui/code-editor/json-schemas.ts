export interface JsonSchemaEntry {
  readonly uri: string;
  /** Paths of the editors it is for: `definition*.json`. */
  readonly fileMatch: readonly string[];
  /** Made when it is asked for: a large one takes a while. */
  readonly schema: () => unknown;
}

const entries = new Map<string, JsonSchemaEntry>();
const listeners = new Set<() => void>();

/** Gives editors of these paths completion, hover texts and problems from a JSON schema. */
export function registerJsonSchema(entry: JsonSchemaEntry): void {
  entries.set(entry.uri, entry);
  for (const listener of listeners) listener();
}

/** The schemas so far, now and after every change. */
export function followJsonSchemas(follow: (all: readonly JsonSchemaEntry[]) => void): void {
  const tell = (): void => follow([...entries.values()]);
  listeners.add(tell);
  tell();
}
