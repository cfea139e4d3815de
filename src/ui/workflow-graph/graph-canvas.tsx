import '@xyflow/react/dist/base.css';
import { Background, ReactFlow, useStoreApi } from '@xyflow/react';
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { createPortal } from 'react-dom';
import {
  branchLabels,
  branchPlace,
  foldedRuns,
  isMatrix,
  layoutGraph,
  navigator,
  nodeOfTask,
  type GraphNode,
  type WorkflowGraph as Graph,
} from '#graph/index.ts';
import { usePreference } from '#lib/preference.ts';
import { EdgeLayer } from './edge-layer.tsx';
import { FarLayer } from './far-layer.tsx';
import { flowNodeMaker, nodeTypes } from './flow-nodes.ts';
import { GraphCrumbs } from './graph-crumbs.tsx';
import { handleGraphKey } from './graph-keys.ts';
import { GraphContext } from './graph-store.ts';
import { GraphOutline } from './graph-outline.tsx';
import { GraphTools } from './graph-tools.tsx';
import { lineageLines } from './lineage-lines.ts';
import { nodeUnder } from './node-under.ts';
import { graphDirection } from './graph-direction.ts';
import { sceneOf } from './scene.ts';
import { OverviewMap } from './overview-map.tsx';
import { aboutGraph, spokenName } from './spoken-name.ts';
import { useAnchor } from './use-anchor.ts';
import { copyTaskLink } from '../task-link.ts';
import spoken from '../spoken.module.css';
import { useFinder } from './use-finder.ts';
import { useFolding } from './use-folding.ts';
import { useFilledStore, useGraphContextValue } from './use-graph-context-value.ts';
import { useGraphTasks } from './use-graph-tasks.tsx';
import { useKeysAround } from './use-keys-around.ts';
import { useMapShown } from './use-map-shown.ts';
import type { OutlineState } from './use-outline.ts';
import { useReveal } from './use-reveal.ts';
import { useViewportMoves } from './use-viewport.ts';
import { useGraphWindow } from './use-window.ts';
import { fitView, maxZoom, openingView, type Size } from './view.ts';
import type { WorkflowGraphProps } from './workflow-graph.tsx';
import classes from './workflow-graph.module.css';

interface GraphCanvasProps extends WorkflowGraphProps {
  readonly openingSize: Size;
  readonly outline: OutlineState;
  /** Where the outline stands while it is open. */
  readonly aside: HTMLElement | null;
}

const noRuns = new Map<string, never>();

export function GraphCanvas(props: GraphCanvasProps): ReactElement {
  const {
    graph,
    overlay,
    selected,
    onSelect,
    direction: given,
    focus,
    link,
    ariaLabel,
    openingSize,
    outline,
    aside,
  } = props;
  const prefix = useId();
  const chosen = usePreference(graphDirection);
  const direction = given ?? chosen;
  const turn = () => graphDirection.set(direction === 'down' ? 'right' : 'down');
  const flow = useStoreApi();
  const moves = useViewportMoves();
  const rootRef = useRef<HTMLDivElement>(null);
  const focusGraph = useCallback(() => rootRef.current?.focus({ preventScroll: true }), []);

  const selectedNode = useMemo(() => nodeNamed(graph, selected), [graph, selected]);
  const [openingNode] = useState(() => nodeNamed(graph, focus) ?? selectedNode);
  const folding = useFolding(graph.name, openingNode);
  const { folded } = folding;
  const layout = useMemo(() => layoutGraph(graph, direction, folded), [graph, direction, folded]);
  const scene = useMemo(() => sceneOf(layout), [layout]);
  const steps = useMemo(() => navigator(layout), [layout]);
  const [opening] = useState(() =>
    openingView(layout, openingSize, openingNode === null ? undefined : layout.byId.get(openingNode.id)),
  );
  const minZoom = useMemo(
    () => Math.min(0.1, fitView(layout, openingSize).zoom * 0.8),
    [layout, openingSize],
  );
  const { level, visible, area, follow } = useGraphWindow(scene, opening, openingSize);

  const runs = useMemo(() => foldedRuns(layout, overlay?.nodes ?? noRuns), [layout, overlay]);
  const selectedId = selectedNode?.id ?? null;
  const store = useFilledStore(runs, selectedId, selected);
  const context = useGraphContextValue(props, store, layout, folding, selectedNode, focusGraph);
  const { blocks } = context;
  const isRun = overlay !== undefined;

  useEffect(
    () =>
      flow.subscribe((now, before) => {
        if (now.transform === before.transform && now.width === before.width && now.height === before.height)
          return;
        const [x, y, zoom] = now.transform;
        follow({ x, y, zoom }, { width: now.width, height: now.height });
      }),
    [flow, follow],
  );
  useAnchor(layout, selectedId, moves);
  useReveal(layout, selectedId, moves);

  const domIds = useMemo(
    () => new Map(graph.nodes.map((node, at) => [node.id, `${prefix}-${at}`])),
    [graph, prefix],
  );
  const makeNode = useMemo(() => flowNodeMaker((node) => domIds.get(node.id) ?? ''), [domIds]);
  const nodes = useMemo(() => visible.nodes.map(makeNode), [visible, makeNode]);
  const lineage = useMemo(() => lineageLines(layout, selectedNode), [layout, selectedNode]);
  const isSelectedShown = selectedId !== null && visible.nodes.some(({ node }) => node.id === selectedId);
  const caseOf = useMemo(() => branchLabels(graph), [graph]);
  const about = useMemo(() => aboutGraph(graph), [graph]);
  const taken = overlay?.taken;
  const fit = () => moves.fit(layout);
  const select = (node: GraphNode | null) => onSelect?.(node);
  const enterMatrix = (node: GraphNode): void => {
    const placed = layout.byId.get(node.id);
    if (level !== 'card' && placed !== undefined) moves.centre(placed);
    store.enter(node.id);
  };
  const finder = useFinder(() => {
    focusGraph();
    // The search leads to a cell, and so do the keys behind it.
    if (selectedNode !== null && branchPlace(selectedNode, selected ?? null) !== -1)
      enterMatrix(selectedNode);
  });
  const closeOutline = (): void => {
    outline.toggle();
    focusGraph();
  };
  const isMapShown = useMapShown(layout);
  const copyLink = link === undefined || selectedNode === null ? null : () => void copyTaskLink(link);
  useGraphTasks({ graph, runs: overlay?.nodes, onSelect, copyLink });
  const onKey = (event: KeyboardEvent): void =>
    handleGraphKey(event, {
      navigator: steps,
      direction,
      selected: selectedNode,
      taken,
      moves,
      select,
      open: (node) => (isMatrix(node) ? enterMatrix(node) : context.open(node)),
      fit,
      blocks,
      search: finder.search,
      turn,
      zoomTo: (node) => {
        const box = layout.placeOf(node);
        if (box !== undefined) moves.centre(box);
      },
      toggleOutline: outline.toggle,
      copyLink,
    });
  useKeysAround(rootRef, onKey);

  const clickPane = (event: MouseEvent): void => {
    const node = level === 'far' ? nodeUnder(event, scene, moves) : null;
    // The keys work wherever one has clicked.
    focusGraph();
    if (node === null) onSelect?.(null);
    else context.select(node);
  };
  return (
    <GraphContext value={context}>
      <ReactFlow
        ref={rootRef}
        className={classes['flow'] ?? ''}
        data-graph-level={level}
        data-graph-direction={direction}
        aria-label={ariaLabel}
        aria-describedby={`${prefix}-about`}
        aria-activedescendant={isSelectedShown ? domIds.get(selectedId) : undefined}
        tabIndex={0}
        onKeyDown={(event) => onKey(event.nativeEvent)}
        nodes={nodes}
        nodeTypes={nodeTypes}
        defaultViewport={opening}
        minZoom={minZoom}
        maxZoom={maxZoom}
        width={openingSize.width}
        height={openingSize.height}
        panOnScroll
        zoomOnDoubleClick={false}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        disableKeyboardA11y
        onMoveStart={moves.onMove}
        onMove={moves.onMove}
        onPaneClick={clickPane}
      >
        {level === 'card' && <Background gap={20} size={1.5} color="var(--line)" />}
        <FarLayer scene={scene} taken={taken} lineage={lineage} />
        <EdgeLayer visible={visible} lineage={lineage} area={area} taken={taken} />
        {isMapShown && <OverviewMap scene={scene} taken={taken} moves={moves} />}
        <GraphTools
          layout={layout}
          overlay={overlay}
          runs={runs}
          selected={selectedNode}
          selectedKey={selected ?? null}
          title={ariaLabel}
          runId={props.runId}
          caption={props.caption}
          level={level}
          direction={direction}
          moves={moves}
          finder={finder}
          outline={outline}
          hasLinks={link !== undefined}
          onCopyLink={copyLink}
          onTurn={turn}
          onFit={fit}
          onSelect={(node, branch) => onSelect?.(node, branch)}
        />
      </ReactFlow>
      {aside !== null &&
        createPortal(
          <GraphOutline
            layout={layout}
            selected={selectedNode}
            caseOf={caseOf}
            takesFocus={outline.isNew}
            onSelect={select}
            onLeave={focusGraph}
            onSearch={finder.search}
            onClose={closeOutline}
          />,
          aside,
        )}
      {selectedNode !== null && (
        <GraphCrumbs
          workflow={graph.name}
          selected={selectedNode}
          caseOf={caseOf}
          onSelect={(node) => {
            focusGraph();
            select(node);
          }}
        />
      )}
      <div id={`${prefix}-about`} className={spoken['only']}>
        {about}
      </div>
      <div className={spoken['only']} aria-live="polite">
        {selectedNode !== null &&
          !isSelectedShown &&
          spokenName(selectedNode, runs.get(selectedNode.id), isRun)}
      </div>
    </GraphContext>
  );
}

function nodeNamed(graph: Graph, name: string | null | undefined): GraphNode | null {
  if (name === null || name === undefined) return null;
  return graph.byId.get(name) ?? nodeOfTask(graph, name) ?? null;
}
