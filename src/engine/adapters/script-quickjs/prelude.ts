/**
 * Runs inside the script's own context before the script does, and keeps what it needs out of the script's reach.
 * Gives one function: `load` makes globals of a JSON object's members, `dump` writes a value as JSON,
 * `describe` writes what was thrown as JSON.
 */
const BASE = `(() => {
  const { parse, stringify } = JSON;
  const { entries } = Object;
  const ErrorClass = Error, text = String, finite = Number.isFinite, safe = Number.isSafeInteger, number = Number;
  const root = globalThis;
  const plain = (key, value) => {
    switch (typeof value) {
      case 'function': case 'undefined': case 'symbol': return null;
      case 'number': return finite(value) ? value : text(value);
      case 'bigint': return safe(number(value)) ? number(value) : text(value);
      default: return value;
    }
  };
  const lineOf = (error) => {
    const found = /script:(\\d+)/.exec(text(error.stack));
    return found === null ? null : number(found[1]);
  };
  const describe = (thrown) =>
    thrown instanceof ErrorClass
      ? { message: text(thrown.name) + ': ' + text(thrown.message), line: lineOf(thrown) }
      : { message: text(thrown), line: null };
  const adopt = ADOPT;
  return (task, value) => {
    switch (task) {
      case 'load':
        for (const [name, member] of entries(parse(value))) root[name] = adopt(member);
        return;
      case 'dump': return stringify(value, plain);
      case 'describe': return stringify(describe(value));
    }
  };
})()`;

/**
 * Lists and maps given to a script also answer to the commonest methods of Java's, for scripts that were written for
 * Conductor's own engine. They are properties of a prototype, so no loop over members sees them.
 */
const JAVA_METHODS = `(() => {
  const { create, defineProperty, entries, hasOwn, keys, setPrototypeOf, values } = Object;
  const isArray = Array.isArray;
  const extend = (target, methods) => {
    for (const [name, value] of entries(methods)) {
      defineProperty(target, name, { __proto__: null, value, writable: true, configurable: true });
    }
    return target;
  };
  const orNull = (value) => (value === undefined ? null : value);
  extend(Array.prototype, {
    size() { return this.length; },
    get(index) {
      if (index < 0 || index >= this.length) {
        throw new RangeError('Index ' + index + ' out of bounds for length ' + this.length);
      }
      return this[index];
    },
    isEmpty() { return this.length === 0; },
    contains(value) { return this.includes(value); },
    add(value) { this.push(value); return true; },
  });
  const mapPrototype = extend(create(Object.prototype), {
    size() { return keys(this).length; },
    get(key) { return hasOwn(this, key) ? orNull(this[key]) : null; },
    getOrDefault(key, other) { return hasOwn(this, key) ? orNull(this[key]) : other; },
    containsKey(key) { return hasOwn(this, key); },
    isEmpty() { return keys(this).length === 0; },
    keySet() { return keys(this); },
    values() { return values(this); },
    put(key, value) { const before = this.get(key); this[key] = value; return before; },
  });
  return (given) => {
    const open = [given];
    while (open.length > 0) {
      const value = open.pop();
      if (typeof value !== 'object' || value === null) continue;
      if (!isArray(value)) setPrototypeOf(value, mapPrototype);
      for (const member of values(value)) open.push(member);
    }
    return given;
  };
})()`;

const PLAIN_PRELUDE = BASE.replace('ADOPT', '(value) => value');
const JAVA_PRELUDE = BASE.replace('ADOPT', JAVA_METHODS);

const JAVA_CALL = /\.\s*(?:size|get|getOrDefault|isEmpty|contains|add|containsKey|keySet|values|put)\s*\(/;

/** The prelude a script needs: Java's methods only where one is called, so that other scripts see plain data. */
export function preludeFor(script: string): string {
  return JAVA_CALL.test(script) ? JAVA_PRELUDE : PLAIN_PRELUDE;
}
