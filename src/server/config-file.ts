import { readFileSync } from 'node:fs';
import { reasonOf, wrongUsage } from './start-failure.ts';

export interface BasicAuth {
  readonly user: string;
  readonly password: string;
}

/** Upper bounds of payloads, in bytes; absent: the engine's own, which are Conductor's. */
export interface PayloadLimits {
  readonly workflowInput?: number;
  readonly workflowOutput?: number;
  readonly taskInput?: number;
  readonly taskOutput?: number;
  readonly variables?: number;
}

/** An API like OpenAI's. */
export interface ModelSettings {
  readonly url: string;
  readonly key?: string;
}

/** What a properties file sets. */
export interface Settings {
  readonly payloadLimits: PayloadLimits;
  readonly basicAuth: BasicAuth | undefined;
  readonly corsOrigins: readonly string[];
  /** API requests a second from one address; undefined: any number. */
  readonly rateLimit: number | undefined;
  readonly metrics: boolean;
  /** A language model for LLM tasks; undefined: none. */
  readonly model: ModelSettings | undefined;
  /** Properties that mean nothing here. */
  readonly unused: readonly string[];
}

export const defaultSettings: Settings = {
  payloadLimits: {},
  basicAuth: undefined,
  corsOrigins: [],
  rateLimit: undefined,
  metrics: true,
  model: undefined,
  unused: [],
};

const defaultRate = 100;

/** Properties by name, as Spring compares names: without hyphens and case, and each with the way it was written. */
type Properties = ReadonlyMap<string, { readonly name: string; readonly value: string }>;

export function loadSettings(file: string): Settings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw wrongUsage(`The file of --config, ${file}, cannot be read: ${reasonOf(error)}.`);
  }
  return readSettings(text);
}

export function readSettings(text: string): Settings {
  const properties = readProperties(text);
  const used = new Set<string>();
  const get = (name: string) => {
    used.add(canonical(name));
    const value = properties.get(canonical(name))?.value;
    return value === '' ? undefined : value;
  };
  const limit = (name: string) => bytes(`conductor.app.max-${name}-payload-size-threshold`, get);

  const payloadLimits = withoutUndefined({
    workflowInput: limit('workflow-input'),
    workflowOutput: limit('workflow-output'),
    taskInput: limit('task-input'),
    taskOutput: limit('task-output'),
    variables: limit('workflow-variables'),
  });
  const user = get('spring.security.user.name');
  const password = get('spring.security.user.password');
  if ((user === undefined) !== (password === undefined)) {
    throw wrongUsage('spring.security.user.name and spring.security.user.password go together: set both.');
  }
  const rateLimited = flag('conductor.app.api-rate-limit.enabled', get, false);
  const rate = wholeNumber('conductor.app.api-rate-limit.requests-per-second', get) ?? defaultRate;
  return {
    payloadLimits,
    basicAuth: user !== undefined && password !== undefined ? { user, password } : undefined,
    corsOrigins: (get('conductor.cors.allowed-origins') ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
    rateLimit: rateLimited ? rate : undefined,
    metrics: flag('conductor.metrics-prometheus.enabled', get, true),
    model: readModel(get('conductor.ui.llm.url'), get('conductor.ui.llm.key')),
    unused: [...properties].filter(([key]) => !used.has(key)).map(([, { name }]) => name),
  };
}

/** A key without an address means nothing. */
export function readModel(url: string | undefined, key: string | undefined): ModelSettings | undefined {
  if (url === undefined || url === '') return undefined;
  if (!URL.canParse(url)) throw wrongUsage(`The address of the language model is none: ${url}.`);
  return key === undefined || key === '' ? { url } : { url, key };
}

type Get = (name: string) => string | undefined;

function canonical(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

/** Java's properties format, as far as people use it: comments, `=` or `:`, lines continued by a backslash. */
function readProperties(text: string): Properties {
  const properties = new Map<string, { name: string; value: string }>();
  for (const line of text.replace(/\\\r?\n[ \t]*/g, '').split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('!')) continue;
    const [, name = '', value = ''] = /^([^=:\s]+)\s*[=:\s]?\s*(.*)$/.exec(trimmed) ?? [];
    properties.set(canonical(name), { name, value: value.trim() });
  }
  return properties;
}

function flag(name: string, get: Get, fallback: boolean): boolean {
  const value = get(name)?.toLowerCase();
  if (value === undefined) return fallback;
  if (value === 'true' || value === 'false') return value === 'true';
  throw wrongUsage(`${name} must be true or false, but is "${value}".`);
}

function wholeNumber(name: string, get: Get): number | undefined {
  const value = get(name);
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw wrongUsage(`${name} must be a whole number above 0, but is "${value}".`);
}

const perUnit: Readonly<Record<string, number>> = { '': 1024, B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/** Sizes are kilobytes unless they name a unit. */
function bytes(name: string, get: Get): number | undefined {
  const value = get(name);
  if (value === undefined) return undefined;
  const [, digits, unit = ''] = /^(\d{1,12})\s*([KMG]?B)?$/i.exec(value) ?? [];
  const factor = perUnit[unit.toUpperCase()];
  if (digits !== undefined && factor !== undefined) return Number(digits) * factor;
  throw wrongUsage(`${name} must be a size such as 10240KB, but is "${value}".`);
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}
