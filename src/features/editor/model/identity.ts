import { isJsonObject } from '#contract/index.ts';

/** What the server knows a definition by, and when it was last changed there. */
export interface DefinitionIdentity {
  readonly name: string;
  readonly version: number;
  /** 0 where the server has not said. */
  readonly changedAt: number;
}

/** Absent fields get Conductor's defaults; undefined for what is no JSON object. */
export function identityOf(definition: unknown): DefinitionIdentity | undefined {
  if (!isJsonObject(definition)) return undefined;
  const { name, version, createTime, updateTime } = definition;
  return {
    name: typeof name === 'string' ? name : '',
    version: typeof version === 'number' ? version : 1,
    changedAt: numberOf(updateTime) || numberOf(createTime),
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
