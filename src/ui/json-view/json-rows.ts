import { ExactNumber } from '#lib/json.ts';
import { routeKey, type JsonRoute, type JsonStep } from './json-path.ts';

type LeafKind = 'string' | 'number' | 'boolean' | 'null';

interface RowBase {
  readonly key: string;
  readonly route: JsonRoute;
  /** The name or index under which it stands; the root has none. */
  readonly step: JsonStep | undefined;
  readonly depth: number;
  readonly value: unknown;
}

interface LeafRow extends RowBase {
  readonly kind: LeafKind;
  readonly text: string;
}

export interface BranchRow extends RowBase {
  readonly kind: 'object' | 'array';
  readonly size: number;
  readonly open: boolean;
}

/** One line of the tree. */
export type JsonRow = LeafRow | BranchRow;

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
}

/** The children of a value, in their order; a leaf has none. */
function childrenOf(value: unknown): readonly (readonly [JsonStep, unknown])[] {
  if (!isBranch(value)) return [];
  return Array.isArray(value)
    ? value.map((child: unknown, index): [JsonStep, unknown] => [index, child])
    : Object.entries(value);
}

/** How a leaf is written: a string without its quotes, everything else as in JSON. */
function leafText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof ExactNumber ? value.text : (JSON.stringify(value) ?? 'undefined');
}

function leafKind(value: unknown): LeafKind {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number' || value instanceof ExactNumber) return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'null';
}

/** The lines to draw: every value whose ancestors are all open, in reading order. */
export function visibleRows(value: unknown, isOpen: (route: JsonRoute, key: string) => boolean): JsonRow[] {
  const rows: JsonRow[] = [];
  function visit(node: unknown, route: JsonRoute): void {
    const base = { key: routeKey(route), route, step: route.at(-1), depth: route.length, value: node };
    if (!isBranch(node)) {
      rows.push({ ...base, kind: leafKind(node), text: leafText(node) });
      return;
    }
    const children = childrenOf(node);
    const open = children.length > 0 && isOpen(route, base.key);
    rows.push({ ...base, kind: Array.isArray(node) ? 'array' : 'object', size: children.length, open });
    if (open) for (const [step, child] of children) visit(child, [...route, step]);
  }
  visit(value, []);
  return rows;
}

const mostMatches = 1_000;

/** Where a text occurs in names and values, in reading order; capitals do not matter. */
export function findInJson(value: unknown, text: string): readonly JsonRoute[] {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  const found: JsonRoute[] = [];
  function visit(node: unknown, route: JsonRoute): void {
    if (found.length >= mostMatches) return;
    const step = route.at(-1);
    const inName = typeof step === 'string' && step.toLowerCase().includes(wanted);
    if (inName || (!isBranch(node) && leafText(node).toLowerCase().includes(wanted))) found.push(route);
    for (const [childStep, child] of childrenOf(node)) visit(child, [...route, childStep]);
  }
  visit(value, []);
  return found;
}

/** Every branch on the way to a value, so that opening them shows it. */
export function ancestorKeys(route: JsonRoute): string[] {
  return route.map((_, length) => routeKey(route.slice(0, length)));
}
