import { useState, type ReactElement } from 'react';
import { lineageOf, namesOf, usedFields, type GraphNode, type WorkflowGraph } from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import classes from './panel.module.css';

export interface ValueLinesProps {
  readonly graph: WorkflowGraph;
  readonly node: GraphNode;
  readonly onFollow: (node: GraphNode) => void;
}

/** Where the values of a task come from and where they go: the lines of the graph, in words. */
export function ValueLines({ graph, node, onFollow }: ValueLinesProps): ReactElement | null {
  const lineage = lineageOf(graph);
  const [sources, users] = [lineage.upstream(node), lineage.downstream(node)];
  if (sources.length === 0 && users.length === 0) return null;
  return (
    <dl className={classes['facts']}>
      <Line
        key={`uses ${node.id}`}
        label="Uses"
        nodes={sources}
        fieldsOf={(source) => usedFields(node, source)}
        onFollow={onFollow}
      />
      <Line
        key={`used ${node.id}`}
        label="Used by"
        nodes={users}
        fieldsOf={(user) => usedFields(user, node)}
        onFollow={onFollow}
      />
    </dl>
  );
}

interface LineProps {
  readonly label: string;
  readonly nodes: readonly GraphNode[];
  readonly fieldsOf: (node: GraphNode) => readonly string[];
  readonly onFollow: (node: GraphNode) => void;
}

const first = 6;
const further = 50;

function Line({ label, nodes, fieldsOf, onFollow }: LineProps): ReactElement | null {
  const [count, setCount] = useState(first);
  if (nodes.length === 0) return null;
  const more = nodes.length - count;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <ul aria-label={label}>
          {nodes.slice(0, count).map((node) => (
            <li key={node.id}>
              <button type="button" className={classes['back']} onClick={() => onFollow(node)}>
                {node.ref || node.id}
              </button>{' '}
              <span className={`mono ${classes['field']}`}>{namesOf(fieldsOf(node))}</span>
            </li>
          ))}
        </ul>
        {more > 0 && (
          <button type="button" className={classes['back']} onClick={() => setCount(count + further)}>
            Show more of {formatCount(nodes.length)}
          </button>
        )}
      </dd>
    </>
  );
}
