import type { JsonPath } from '#contract/index.ts';
import type { Node } from 'jsonc-parser';

/** A task of the definition and where its text stands. */
export interface TaskPlace {
  readonly ref: string;
  readonly name: string;
  readonly type: string;
  readonly path: JsonPath;
  readonly node: Node;
  readonly parent: TaskPlace | undefined;
}

export interface TaskIndex {
  /** In the order of the text, each before those inside it. */
  readonly all: readonly TaskPlace[];
  /** The first task of each reference name. */
  readonly byRef: ReadonlyMap<string, TaskPlace>;
  /** The innermost task whose text holds this offset. */
  at(offset: number): TaskPlace | undefined;
}

/** Finds the tasks of a definition by their text alone, so that half a definition has its tasks too. */
export function indexTasks(definition: Node | undefined): TaskIndex {
  const all: TaskPlace[] = [];
  collect(property(definition, 'tasks'), ['tasks'], undefined, all);
  const byRef = new Map<string, TaskPlace>();
  for (const place of all) if (place.ref !== '' && !byRef.has(place.ref)) byRef.set(place.ref, place);
  return { all, byRef, at: (offset) => innermost(all, offset) };
}

function collect(
  list: Node | undefined,
  path: JsonPath,
  parent: TaskPlace | undefined,
  into: TaskPlace[],
): void {
  for (const [index, node] of elements(list).entries()) {
    if (node.type !== 'object') continue;
    const at = [...path, index];
    const place = { ...describe(node), path: at, node, parent };
    into.push(place);
    for (const nested of nestedLists(node)) collect(nested.list, [...at, ...nested.at], place, into);
  }
}

function describe(task: Node): Pick<TaskPlace, 'ref' | 'name' | 'type'> {
  return {
    ref: textOf(property(task, 'taskReferenceName')),
    name: textOf(property(task, 'name')),
    type: textOf(property(task, 'type')) || 'SIMPLE',
  };
}

interface NestedList {
  readonly at: JsonPath;
  readonly list: Node | undefined;
}

// In the order of the text, so that the whole index is ordered by offset.
function nestedLists(task: Node): NestedList[] {
  const lists: NestedList[] = [];
  for (const child of task.children ?? []) {
    const value = child.children?.[1];
    // Most tasks hold none, and most fields are plain values.
    if (value?.children === undefined || value.children.length === 0) continue;
    const key = keyOf(child);
    switch (key) {
      case 'defaultCase':
      case 'loopOver':
        lists.push({ at: [key], list: value });
        break;
      case 'decisionCases':
        for (const entry of properties(value)) lists.push({ at: [key, entry.key], list: entry.value });
        break;
      case 'forkTasks':
        for (const [index, list] of elements(value).entries()) lists.push({ at: [key, index], list });
        break;
      default:
        break;
    }
  }
  return lists;
}

function innermost(all: readonly TaskPlace[], offset: number): TaskPlace | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.node.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  let place = all[low - 1];
  while (place !== undefined && offset > place.node.offset + place.node.length) place = place.parent;
  return place;
}

interface PropertyNode {
  readonly key: string;
  readonly value: Node | undefined;
}

export function properties(node: Node | undefined): PropertyNode[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).map((child) => ({ key: keyOf(child), value: child.children?.[1] }));
}

export function property(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  for (const child of node.children ?? []) if (keyOf(child) === key) return child.children?.[1];
  return undefined;
}

function keyOf(entry: Node): string {
  return textOf(entry.children?.[0]);
}

export function elements(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

export function textOf(node: Node | undefined): string {
  const value: unknown = node?.value;
  return typeof value === 'string' ? value : '';
}
