import type { RE2JS } from 're2js';

/** One step of a compiled path. A path is definite when it can only name one place. */
export type PathStep =
  | { readonly kind: 'property'; readonly names: readonly string[] }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'scan' }
  | { readonly kind: 'filter'; readonly condition: Condition }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Operand[] };

export interface CompiledPath {
  /** Starts at the document (`$`), not at the item a filter looks at (`@`). */
  readonly absolute: boolean;
  readonly steps: readonly PathStep[];
  readonly definite: boolean;
}

/** A side of a comparison or an argument of a function. */
export type Operand =
  | { readonly kind: 'path'; readonly path: CompiledPath }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'pattern'; readonly pattern: RE2JS };

export const COMPARISONS = [
  '==',
  '===',
  '!=',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
  '=~',
  'in',
  'nin',
  'subsetof',
  'anyof',
  'noneof',
  'contains',
  'all',
  'size',
  'empty',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'exists'; readonly path: CompiledPath }
  | {
      readonly kind: 'compare';
      readonly left: Operand;
      readonly comparison: Comparison;
      readonly right: Operand;
    };

/** Why a path does not compile. */
export class PathSyntaxError extends Error {
  override readonly name = 'PathSyntaxError';
}
