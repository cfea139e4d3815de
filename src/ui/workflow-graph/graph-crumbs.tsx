import type { ReactElement } from 'react';
import { ancestorsOf, type GraphNode } from '#graph/index.ts';
import { formatQuantity } from '#lib/formats.ts';
import classes from './graph-crumbs.module.css';
import { nodeTitle } from './spoken-name.ts';

export interface GraphCrumbsProps {
  readonly workflow: string;
  readonly selected: GraphNode;
  /** The case of a decision that a task is in. */
  readonly caseOf: (node: GraphNode) => string;
  readonly onSelect: (node: GraphNode | null) => void;
}

interface Crumb {
  readonly key: string;
  readonly label: string;
  readonly title: string;
  readonly node: GraphNode | null;
  /** What can go first where there is little room. */
  readonly part: 'workflow' | 'outermost' | 'middle' | 'block';
}

/** Deeper nests than this lose their middle. */
const mostBlocks = 4;
const innermost = 2;

/** Where in the nest of blocks the selected task is; each block around it one click away. */
export function GraphCrumbs(props: GraphCrumbsProps): ReactElement | null {
  const { workflow, selected, caseOf, onSelect } = props;
  if (selected.parent === null) return null;
  return (
    <nav className={classes['crumbs']} aria-label="Place of the selected task">
      <ol>
        {crumbsOf(workflow, selected, caseOf).map(({ key, label, title, node, part }) => (
          <li key={key} data-part={part}>
            <button type="button" title={title} aria-label={`Go to ${title}`} onClick={() => onSelect(node)}>
              {label}
            </button>
          </li>
        ))}
        <li data-part="task">
          <span aria-current="location" title={nodeTitle(selected)}>
            {nodeTitle(selected)}
          </span>
        </li>
      </ol>
    </nav>
  );
}

function crumbsOf(
  workflow: string,
  selected: GraphNode,
  caseOf: (node: GraphNode) => string,
): readonly Crumb[] {
  const blocks = ancestorsOf(selected);
  const crumbs = blocks.map((node, at): Crumb => {
    const label = caseOf(blocks[at + 1] ?? selected);
    const name = label === '' ? nodeTitle(node) : `${nodeTitle(node)} (${label.slice(0, 80)})`;
    return { key: node.id, label: name, title: name, node, part: 'block' };
  });
  const top = workflow || 'workflow';
  return [
    { key: '~workflow', label: top, title: top, node: null, part: 'workflow' },
    ...withoutMiddle(crumbs),
  ];
}

/** One crumb in place of many, which leads to the innermost of them. */
function withoutMiddle(crumbs: readonly Crumb[]): readonly Crumb[] {
  if (crumbs.length <= mostBlocks) return crumbs;
  const hidden = crumbs.slice(1, -innermost);
  const last = hidden.at(-1);
  if (last === undefined) return crumbs;
  const title = `${formatQuantity(hidden.length, 'more block')}, the innermost ${last.label}`;
  return [
    ...crumbs.slice(0, 1).map((crumb): Crumb => ({ ...crumb, part: 'outermost' })),
    { ...last, label: '…', title, part: 'middle' },
    ...crumbs.slice(-innermost),
  ];
}
