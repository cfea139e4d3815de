/**
 * Code of the runner's own that runs inside a script's context. What runs after the script uses nothing but syntax and
 * what it is given, because the script may have replaced every global.
 */

/** Writes a value as JSON: what JSON lacks becomes null or the name of the number. */
export const DUMP = `(stringify, value) => stringify(value, (key, item) => {
  switch (typeof item) {
    case 'function': case 'undefined': case 'symbol': return null;
    case 'number': return item - item === 0 ? item : '' + item;
    case 'bigint': return -9007199254740991n <= item && item <= 9007199254740991n ? +('' + item) : '' + item;
    default: return item;
  }
})`;

/** Stands between the two parts of what DESCRIBE gives. */
export const MARK = '\u0001';

/** What was thrown: its stack, the mark, its text. */
export const DESCRIBE = `(thrown) => {
  if (typeof thrown === 'object' && thrown !== null && typeof thrown.message === 'string') {
    return thrown.stack + '\\u0001' + thrown.name + ': ' + thrown.message;
  }
  return typeof thrown === 'symbol' ? '\\u0001Symbol' : '\\u0001' + thrown;
}`;

/**
 * A map whose members are fetched as JSON when they are first asked for, all of them once a script lists or changes
 * them. To the script it is an object like any other. Names go out as JSON, since a text on its way ends at a NUL.
 */
export const LAZY_MAP = `(parse, stringify, fetch, fetchKeys) => {
  const target = {};
  const { defineProperty, deleteProperty, get, getOwnPropertyDescriptor, has, ownKeys, preventExtensions, set } =
    Reflect;
  const hasOwn = Object.hasOwn;
  let isWhole = false;
  const load = (key) => {
    if (isWhole || typeof key !== 'string' || hasOwn(target, key)) return;
    const json = fetch(stringify(key));
    if (json === undefined) return;
    defineProperty(target, key, {
      __proto__: null, value: parse(json), writable: true, enumerable: true, configurable: true,
    });
  };
  const loadAll = () => {
    if (isWhole) return;
    const early = { __proto__: null };
    for (const key of ownKeys(target)) { early[key] = target[key]; delete target[key]; }
    for (const key of parse(fetchKeys())) {
      if (!(key in early)) { load(key); continue; }
      defineProperty(target, key, {
        __proto__: null, value: early[key], writable: true, enumerable: true, configurable: true,
      });
    }
    isWhole = true;
  };
  const proxy = new Proxy(target, {
    __proto__: null,
    get(_, key, receiver) { load(key); return get(target, key, receiver); },
    has(_, key) { load(key); return has(target, key); },
    getOwnPropertyDescriptor(_, key) { load(key); return getOwnPropertyDescriptor(target, key); },
    ownKeys() { loadAll(); return ownKeys(target); },
    // What inherits from the map gets a member of its own.
    set(_, key, value, receiver) {
      loadAll();
      return set(target, key, value, receiver === proxy ? target : receiver);
    },
    defineProperty(_, key, descriptor) { loadAll(); return defineProperty(target, key, descriptor); },
    deleteProperty(_, key) { loadAll(); return deleteProperty(target, key); },
    preventExtensions() { loadAll(); return preventExtensions(target); },
  });
  return proxy;
}`;

/**
 * Lists and maps given to a script also answer to the commonest methods of Java's, for scripts that were written for
 * Conductor's own engine. They are properties of a prototype, so no loop over members sees them.
 */
export const JAVA_METHODS = `(() => {
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
    put(key, value) {
      const before = hasOwn(this, key) ? this[key] : null;
      this[key] = value;
      return before;
    },
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

const JAVA_CALL = /\.\s*(?:size|get|getOrDefault|isEmpty|contains|add|containsKey|keySet|values|put)\s*\(/;

/** Whether a script needs Java's methods: scripts that call none see plain data. */
export function callsJavaMethod(script: string): boolean {
  return JAVA_CALL.test(script);
}
