import type { ReactElement } from 'react';
import { ChevronRight, Route } from 'lucide-react';
import { formatQuantity } from '#lib/formats.ts';
import { formatJson } from '#lib/json.ts';
import { CopyButton } from '../copy-button.tsx';
import { formatRoute } from './json-path.ts';
import type { BranchRow, JsonRow } from './json-rows.ts';
import classes from './json-view.module.css';
import { Marked } from './marked.tsx';

export const lineHeight = 20;
const longText = 400;

interface JsonLineProps {
  readonly row: JsonRow;
  readonly index: number;
  readonly active: boolean;
  readonly matched: boolean;
  readonly query: string;
  readonly root: string | undefined;
}

/** One value of the tree: its name, what it is, and, under the pointer, what can be copied of it. */
export function JsonLine({ row, index, active, matched, query, root }: JsonLineProps): ReactElement {
  const open = 'open' in row && row.size > 0 ? row.open : undefined;
  return (
    <div
      role="treeitem"
      aria-label={spoken(row)}
      aria-level={row.depth + 1}
      aria-expanded={open}
      aria-selected={active}
      tabIndex={active ? 0 : -1}
      data-index={index}
      data-matched={matched}
      className={classes['line']}
      style={{ transform: `translateY(${index * lineHeight}px)`, paddingLeft: 8 + row.depth * 14 }}
    >
      <ChevronRight
        size={12}
        aria-hidden
        className={classes['chevron']}
        data-open={open}
        data-leaf={open === undefined}
      />
      {row.step !== undefined && (
        <span className={classes['name']}>
          <Marked text={String(row.step)} query={typeof row.step === 'string' ? query : ''} />
          <span className={classes['colon']}>:</span>
        </span>
      )}
      <ValuePreview row={row} query={query} />
      <span className={classes['actions']}>
        <CopyButton
          value={() => (typeof row.value === 'string' ? row.value : formatJson(row.value))}
          label="Copy value"
        />
        <CopyButton
          value={() => pathText(root, row)}
          label="Copy path"
          icon={<Route size={14} aria-hidden />}
        />
      </span>
    </div>
  );
}

function spoken(row: JsonRow): string {
  const value = 'size' in row ? sizeText(row) : row.text.slice(0, longText);
  return row.step === undefined ? value : `${row.step}: ${value}`;
}

function sizeText(row: BranchRow): string {
  return formatQuantity(row.size, row.kind === 'array' ? 'item' : 'field');
}

function pathText(root: string | undefined, row: JsonRow): string {
  return root === undefined ? formatRoute('$', row.route) : `\${${formatRoute(root, row.route)}}`;
}

interface ValuePreviewProps {
  readonly row: JsonRow;
  readonly query: string;
}

function ValuePreview({ row, query }: ValuePreviewProps): ReactElement {
  if ('size' in row) {
    const brackets = row.kind === 'array' ? '[]' : '{}';
    return (
      <span className={classes['branch']}>{row.size === 0 ? brackets : `${brackets} ${sizeText(row)}`}</span>
    );
  }
  const text = row.text.length > longText ? `${row.text.slice(0, longText)}…` : row.text;
  return (
    <span className={classes[row.kind]} title={row.text.length > 60 ? text : undefined}>
      {row.kind === 'string' && '"'}
      <Marked text={text} query={query} />
      {row.kind === 'string' && '"'}
    </span>
  );
}
