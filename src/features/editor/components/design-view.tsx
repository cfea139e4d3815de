import type { ReactElement } from 'react';
import { SplitPane } from '#ui/split-pane.tsx';
import type { DefinitionDocument } from '../hooks/use-definition-document.ts';
import type { EditorActions } from '../hooks/use-editor-actions.ts';
import type { SelectedTask } from '../hooks/use-selected-task.ts';
import type { Problem } from '../model/problem.ts';
import { DefinitionCode } from './definition-code.tsx';
import { DefinitionGraph } from './definition-graph.tsx';
import { ProblemsPanel } from './problems-panel.tsx';
import classes from './editor.module.css';

export interface DesignViewProps {
  /** Kept while another tab shows, with its undo stack and its place. */
  readonly hidden: boolean;
  readonly initialText: string;
  readonly document: DefinitionDocument;
  readonly selected: SelectedTask;
  readonly actions: EditorActions;
  readonly stale: Problem | undefined;
}

/** The definition as a graph and as text, side by side. */
export function DesignView(props: DesignViewProps): ReactElement {
  const { hidden, initialText, document, selected, actions, stale } = props;
  const { reading, lastValid } = document;
  return (
    <div className={classes['design']} hidden={hidden}>
      <SplitPane
        storageKey="conductor-ui.editor-split"
        label="Width of the graph"
        first={
          <DefinitionGraph
            name={lastValid.identity?.name ?? ''}
            selected={selected}
            stale={stale}
            onSelect={actions.selectNode}
            onOpen={actions.openNode}
            onShowProblem={actions.showProblem}
          />
        }
        second={
          <div className={classes['text']}>
            <DefinitionCode
              initialText={initialText}
              problems={reading.problems}
              highlight={selected.highlight}
              onText={document.onText}
              onCursor={actions.followCursor}
              onReady={actions.onReady}
            />
            <ProblemsPanel
              problems={reading.problems}
              isChecked={reading.isChecked}
              onShow={actions.showProblem}
              onFix={actions.fixProblem}
            />
          </div>
        }
      />
    </div>
  );
}
