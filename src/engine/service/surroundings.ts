import { secretPrefix } from '../core/secrets.ts';
import type { Surroundings } from '../engine.ts';
import type { Environment } from '../ports.ts';

const variablePrefix = 'CONDUCTOR_ENV_';

/** What the engine's surroundings hold for workflows: secrets by name only, variables with their values. */
export function createSurroundings(environment: Environment): Surroundings {
  const named = (prefix: string) =>
    environment
      .names()
      .filter((name) => name.startsWith(prefix) && name !== prefix)
      .map((name) => name.slice(prefix.length))
      .toSorted();
  return {
    secrets: () => named(secretPrefix),
    variables: () =>
      named(variablePrefix).map((name) => ({ name, value: environment.get(variablePrefix + name) ?? '' })),
    variable: (name) => environment.get(variablePrefix + name),
  };
}

/** The values of secrets, else of variables, by their names; those that there are. */
export function runtimeValues(names: readonly string[], environment: Environment): Record<string, string> {
  const found = names.flatMap((name) => {
    const value = environment.get(secretPrefix + name) ?? environment.get(variablePrefix + name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}
