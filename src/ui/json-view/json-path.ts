export type JsonStep = string | number;
export type JsonRoute = readonly JsonStep[];

const plainName = /^[A-Za-z_$][\w$]*$/;

/** `get_customer.output.cards[0]['valid until']`: a value's address below a named root. */
export function formatRoute(root: string, route: JsonRoute): string {
  return route.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    if (!plainName.test(step))
      return `${path}['${step.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}']`;
    return path === '' ? step : `${path}.${step}`;
  }, root);
}

/** A route as a key of a set. */
export function routeKey(route: JsonRoute): string {
  return JSON.stringify(route);
}
