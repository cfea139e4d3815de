import { isJsonObject } from '#contract/index.ts';
import type { ParsedText } from './parsed-text.ts';

/** What the server knows a definition by, and when it was last changed there. */
export interface DefinitionIdentity {
  readonly name: string;
  readonly version: number;
  /** 0 where the server has not said. */
  readonly changedAt: number;
}

/** Absent fields get Conductor's defaults; undefined for a text that is no JSON object. */
export function identityOf(parsed: ParsedText): DefinitionIdentity | undefined {
  if (!parsed.json.valid || !isJsonObject(parsed.json.value)) return undefined;
  const { name, version, createTime, updateTime } = parsed.json.value;
  return {
    name: typeof name === 'string' ? name : '',
    version: typeof version === 'number' ? version : 1,
    changedAt: numberOf(updateTime) || numberOf(createTime),
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
