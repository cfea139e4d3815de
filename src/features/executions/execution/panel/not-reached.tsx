import type { ReactElement, ReactNode } from 'react';
import { isWorkflowTerminal } from '#contract/index.ts';
import { taskTypeInfo, type GraphNode } from '#graph/index.ts';
import { JsonView } from '#ui/json-view/json-view.tsx';
import classes from './panel.module.css';

export interface NotReachedProps {
  readonly name: string;
  readonly node: GraphNode | undefined;
  /** Of the execution. */
  readonly status: string;
  readonly valueLines: ReactNode;
}

/** A step the run has not come to, or one that there is not. */
export function NotReached({ name, node, status, valueLines }: NotReachedProps): ReactElement {
  if (node === undefined) {
    return (
      <p className={classes['note']}>
        No task of this execution is called {name}. It may have been removed by a restart or a rerun.
      </p>
    );
  }
  const ended = isWorkflowTerminal(status);
  return (
    <div className={classes['overview']}>
      <p className={classes['note']}>
        {ended
          ? 'The execution ended without coming to this step.'
          : 'The execution has not come to this step yet.'}
      </p>
      {valueLines}
      {node.type !== '' && (
        <>
          <h3>{taskTypeInfo(node.type).label}, as defined</h3>
          <JsonView value={node.task} label={`Definition of ${name}`} openDepth={3} />
        </>
      )}
    </div>
  );
}
