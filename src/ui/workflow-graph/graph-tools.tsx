import type { ReactElement } from 'react';
import {
  hitKey,
  type Direction,
  type GraphLayout,
  type GraphNode,
  type NodeRun,
  type RunOverlay,
  type WorkflowGraph,
} from '#graph/index.ts';
import { ExportMenu } from './export-menu.tsx';
import { GraphFinder } from './graph-finder.tsx';
import { GraphToolbar } from './graph-toolbar.tsx';
import type { FinderState } from './use-finder.ts';
import type { OutlineState } from './use-outline.ts';
import type { ViewportMoves } from './use-viewport.ts';
import type { Level } from './view.ts';

export interface GraphToolsProps {
  readonly layout: GraphLayout;
  readonly overlay: RunOverlay | undefined;
  /** By node id, a folded block's as bad as the worst inside it. */
  readonly runs: ReadonlyMap<string, NodeRun>;
  readonly selected: GraphNode | null;
  readonly selectedKey: string | null;
  readonly title: string;
  readonly runId: string | undefined;
  readonly caption: readonly string[] | undefined;
  readonly level: Level;
  readonly direction: Direction;
  readonly moves: ViewportMoves;
  readonly finder: FinderState;
  readonly outline: OutlineState;
  readonly hasLinks: boolean;
  /** Null while there is no task to link to. */
  readonly onCopyLink: (() => void) | null;
  readonly onTurn: () => void;
  readonly onFit: () => void;
  readonly onSelect: (node: GraphNode, branch?: string) => void;
}

/** Everything that stands over a graph to find one's way, to look closer and to take it along. */
export function GraphTools(props: GraphToolsProps): ReactElement {
  const { layout, overlay, runs, selected, level, moves, finder, outline, onSelect } = props;
  const { isSearching, fieldRef, search, stopSearch } = finder;
  return (
    <GraphToolbar
      onZoom={moves.zoomBy}
      onLifeSize={() => moves.zoomTo(1)}
      onFit={props.onFit}
      direction={props.direction}
      onTurn={props.onTurn}
      isSearching={isSearching}
      onSearch={isSearching ? stopSearch : search}
      hasOutline={outline.isOpen}
      onOutline={outline.toggle}
      isRun={overlay !== undefined}
      more={
        <ExportMenu
          link={props.hasLinks ? { copy: props.onCopyLink } : undefined}
          layout={layout}
          runs={overlay === undefined ? undefined : runs}
          taken={overlay?.taken}
          runId={props.runId}
          selected={selected}
          title={props.title}
          caption={props.caption ?? definitionCaption(layout.graph)}
        />
      }
    >
      {isSearching && (
        <GraphFinder
          layout={layout}
          run={overlay}
          selected={selected}
          selectedKey={props.selectedKey}
          fieldRef={fieldRef}
          onReveal={moves.reveal}
          // The cells of a matrix show only from near.
          onVisit={(box, { branch }) =>
            level === 'far' || (level === 'block' && branch !== -1) ? moves.centre(box) : moves.reveal(box)
          }
          onSelect={(hit) => onSelect(hit.node, hitKey(hit, overlay?.nodes))}
          onClose={stopSearch}
        />
      )}
    </GraphToolbar>
  );
}

function definitionCaption({ name, version }: WorkflowGraph): readonly string[] {
  return [version === null ? name : `${name} v${version}`];
}
