import { callFunction } from './json-path-functions.ts';
import { compareValues } from './json-path-comparisons.ts';
import type { CompiledPath, Condition, Operand, PathStep } from './json-path-model.ts';
import { isList, isRecord, ownProperty } from './values.ts';

/** What `$` stands for. Members are asked for one by one, so that nobody has to build a whole document first. */
export interface PathDocument {
  /** Undefined when there is no such member. */
  member(name: string): unknown;
  /** Everything at once, for the paths that begin with a wildcard, a filter or `..`. */
  whole(): Readonly<Record<string, unknown>>;
}

/**
 * All values the path names in the document, in document order. Undefined where Jayway gives up: at a function that
 * has no value, such as the sum of nothing, and at a filter on what is neither a list nor an object.
 */
export function findValues(path: CompiledPath, document: PathDocument): readonly unknown[] | undefined {
  return new Evaluation(document).findAll(path);
}

/** Anything a document can be, seen as one. */
export function documentOf(value: unknown): PathDocument {
  return { member: (name) => ownProperty(value, name), whole: () => (isRecord(value) ? value : {}) };
}

/** One reading of one document. Filters read paths of their own, hence the recursion through `find`. */
class Evaluation {
  private readonly document: PathDocument;
  private hasGivenUp = false;

  constructor(document: PathDocument) {
    this.document = document;
  }

  findAll(path: CompiledPath): readonly unknown[] | undefined {
    const found = this.find({ ...path, absolute: true });
    return this.hasGivenUp ? undefined : found;
  }

  private find(path: CompiledPath, item?: unknown): readonly unknown[] {
    const found: unknown[] = [];
    const [first] = path.steps;
    if (!path.absolute) {
      this.walk(path.steps, 0, item, found);
    } else if (first?.kind === 'property' && first.names.length === 1) {
      const [name = ''] = first.names;
      const member = this.document.member(name);
      if (member !== undefined) this.walk(path.steps, 1, member, found);
    } else {
      this.walk(path.steps, 0, this.document.whole(), found);
    }
    return found;
  }

  private walk(steps: readonly PathStep[], at: number, value: unknown, found: unknown[]): void {
    const step = steps[at];
    if (step === undefined) {
      found.push(value);
      return;
    }
    const proceed = (next: unknown) => this.walk(steps, at + 1, next, found);
    switch (step.kind) {
      case 'property':
        if (step.names.length > 1 && at === steps.length - 1) return this.pick(step.names, value, found);
        for (const name of step.names) proceedIfPresent(ownProperty(value, name), proceed);
        return;
      case 'wildcard':
        return childrenOf(value).forEach(proceed);
      case 'index':
        if (!isList(value)) return;
        for (const index of step.indexes) proceedIfPresent(value.at(index), proceed);
        return;
      case 'slice':
        if (isList(value)) slice(value, step.from, step.to).forEach(proceed);
        return;
      case 'scan':
        return this.scan(steps, at + 1, value, found);
      case 'filter':
        if (!isList(value) && !isRecord(value)) this.hasGivenUp ||= steps.slice(0, at).every(isSingle);
        for (const candidate of isList(value) ? value : [value]) {
          if ((isRecord(candidate) || isList(value)) && this.holds(step.condition, candidate))
            proceed(candidate);
        }
        return;
      case 'call': {
        const result = callFunction(
          step.name,
          value,
          step.arguments.map((operand) => this.valueOf(operand, undefined)),
        );
        if (result === undefined) this.hasGivenUp = true;
        else proceed(result);
        return;
      }
    }
  }

  /** The value itself, then everything below it, each tried with the steps from `at` on. */
  private scan(steps: readonly PathStep[], at: number, value: unknown, found: unknown[]): void {
    if (!isRecord(value) && !isList(value)) return;
    const step = steps[at];
    // A list's items are tried when their turn comes: filtering the list as well would find them twice.
    if (step?.kind === 'filter') {
      if (isRecord(value)) this.walk(steps, at, value, found);
    } else if (
      step?.kind !== 'property' ||
      step.names.every((name) => ownProperty(value, name) !== undefined)
    ) {
      this.walk(steps, at, value, found);
    }
    for (const child of childrenOf(value)) this.scan(steps, at, child, found);
  }

  private pick(names: readonly string[], value: unknown, found: unknown[]): void {
    if (!isRecord(value)) return;
    found.push(
      Object.fromEntries(
        names.filter((name) => Object.hasOwn(value, name)).map((name) => [name, value[name]]),
      ),
    );
  }

  private valueOf(operand: Operand, item: unknown): unknown {
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'pattern':
        return operand.pattern;
      case 'path': {
        const hadGivenUp = this.hasGivenUp;
        const found = this.find(operand.path, item);
        this.hasGivenUp = hadGivenUp;
        return operand.path.definite ? (found.at(-1) ?? null) : found;
      }
    }
  }

  private holds(condition: Condition, item: unknown): boolean {
    switch (condition.kind) {
      case 'and':
        return condition.conditions.every((part) => this.holds(part, item));
      case 'or':
        return condition.conditions.some((part) => this.holds(part, item));
      case 'not':
        return !this.holds(condition.condition, item);
      case 'exists':
        return this.exists(condition.path, item);
      case 'compare':
        return compareValues(
          this.valueOf(condition.left, item),
          condition.comparison,
          this.valueOf(condition.right, item),
        );
    }
  }

  /** An indefinite path exists as soon as its definite beginning does, even when it then matches nothing. */
  private exists(path: CompiledPath, item: unknown): boolean {
    const steps = path.steps.slice(
      0,
      path.definite ? undefined : path.steps.findIndex((step) => !isSingle(step)),
    );
    return this.find({ ...path, steps }, item).length > 0;
  }
}

function isSingle(step: PathStep): boolean {
  return (
    (step.kind === 'property' && step.names.length === 1) ||
    (step.kind === 'index' && step.indexes.length === 1) ||
    step.kind === 'call'
  );
}

function proceedIfPresent(value: unknown, proceed: (value: unknown) => void): void {
  if (value !== undefined) proceed(value);
}

function childrenOf(value: unknown): readonly unknown[] {
  if (isList(value)) return value;
  return isRecord(value) ? Object.values(value) : [];
}

/** Only with both ends given does a negative start stay where it is counted from the end, item by item. */
function slice(
  list: readonly unknown[],
  from: number | undefined,
  to: number | undefined,
): readonly unknown[] {
  if (from === undefined) return list.slice(0, to);
  if (to === undefined) return list.slice(from);
  const items: unknown[] = [];
  for (let index = Math.max(from, -list.length); index < Math.min(list.length, to); index += 1) {
    const item = list.at(index);
    if (item !== undefined) items.push(item);
  }
  return items;
}
