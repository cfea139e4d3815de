import '@xyflow/react/dist/base.css';
import { Background, ReactFlow, useStoreApi } from '@xyflow/react';
import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { createPortal } from 'react-dom';
import {
  branchLabels,
  foldedRuns,
  isMatrix,
  isSelectable,
  layoutGraph,
  navigator,
  nodeOfTask,
  scopedRef,
  type GraphNode,
  type WorkflowGraph as Graph,
} from '#graph/index.ts';
import { usePreference } from '#lib/preference.ts';
import { EdgeLayer } from './edge-layer.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FarLayer } from './far-layer.tsx';
import { flowNodeMaker, nodeTypes } from './flow-nodes.ts';
import { GraphCrumbs } from './graph-crumbs.tsx';
import { GraphFinder } from './graph-finder.tsx';
import { handleGraphKey } from './graph-keys.ts';
import { createGraphStore, GraphContext, type GraphContextValue } from './graph-store.ts';
import { GraphOutline } from './graph-outline.tsx';
import { GraphToolbar } from './graph-toolbar.tsx';
import { lineageLines } from './lineage-lines.ts';
import { graphDirection } from './graph-direction.ts';
import { sceneOf } from './scene.ts';
import { OverviewMap } from './overview-map.tsx';
import { spokenName } from './spoken-name.ts';
import { useAnchor } from './use-anchor.ts';
import { useBlocks } from './use-blocks.ts';
import { useFinder } from './use-finder.ts';
import { useFolding } from './use-folding.ts';
import { useMapShown } from './use-map-shown.ts';
import type { OutlineState } from './use-outline.ts';
import { useSameLoops } from './use-same-loops.ts';
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
const noNotes = new Map<string, never>();
const noLoops = new Map<string, never>();

export function GraphCanvas(props: GraphCanvasProps): ReactElement {
  const {
    graph,
    overlay,
    selected,
    onSelect,
    onOpen,
    onExpand,
    onIteration,
    expansionNotes = noNotes,
    direction: given,
    focus,
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
  const [store] = useState(() => {
    const made = createGraphStore();
    made.setRuns(runs);
    made.select(selectedId, selected);
    return made;
  });
  useLayoutEffect(() => store.setRuns(runs), [store, runs]);
  useLayoutEffect(() => store.select(selectedId, selected), [store, selectedId, selected]);

  // Cards keep the same callbacks for good, so that a new one from outside draws none of them again.
  const callbacks = useRef({ onSelect, onOpen, onExpand, onIteration });
  useLayoutEffect(() => {
    callbacks.current = { onSelect, onOpen, onExpand, onIteration };
  }, [onSelect, onOpen, onExpand, onIteration]);
  const isRun = overlay !== undefined;
  const loops = useSameLoops(overlay?.loops ?? noLoops);
  const blocks = useBlocks(layout, folding, selectedNode, callbacks, onExpand !== undefined);
  const context = useMemo<GraphContextValue>(
    () => ({
      store,
      isRun,
      select: (node) => {
        focusGraph();
        callbacks.current.onSelect?.(node);
      },
      selectBranch: (matrix, ref) => callbacks.current.onSelect?.(matrix, scopedRef(matrix.scope, ref)),
      open: (node) => callbacks.current.onOpen?.(node),
      blocks,
      noteOf: (node) => expansionNotes.get(node.id) ?? '',
      loops,
      showIteration: (loop, iteration) => callbacks.current.onIteration?.(loop, iteration),
      leave: focusGraph,
    }),
    [store, isRun, focusGraph, blocks, expansionNotes, loops],
  );

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
  const taken = overlay?.taken;
  const fit = () => moves.fit(layout);
  const select = (node: GraphNode | null) => onSelect?.(node);
  const { isSearching, fieldRef, search, stopSearch } = useFinder(focusGraph);
  const closeOutline = (): void => {
    outline.toggle();
    focusGraph();
  };
  const isMapShown = useMapShown(layout);

  const enterMatrix = (node: GraphNode): void => {
    const placed = layout.byId.get(node.id);
    if (level !== 'card' && placed !== undefined) moves.centre(placed);
    store.enter(node.id);
  };
  const clickPane = (event: MouseEvent): void => {
    const node = level === 'far' ? nodeUnder(event) : null;
    // The keys work wherever one has clicked.
    focusGraph();
    if (node === null) onSelect?.(null);
    else context.select(node);
  };
  const nodeUnder = (event: MouseEvent): GraphNode | null => {
    const frame = event.currentTarget.getBoundingClientRect();
    const { x, y, zoom } = moves.current();
    const point = { x: (event.clientX - frame.x - x) / zoom, y: (event.clientY - frame.y - y) / zoom };
    const slack = 4 / zoom;
    const around = { x: point.x - slack, y: point.y - slack, width: 2 * slack, height: 2 * slack };
    return scene.nodes.search(around).find(({ node }) => isSelectable(node))?.node ?? null;
  };

  return (
    <GraphContext value={context}>
      <ReactFlow
        ref={rootRef}
        className={classes['flow'] ?? ''}
        data-graph-level={level}
        data-graph-direction={direction}
        aria-label={ariaLabel}
        aria-activedescendant={isSelectedShown ? domIds.get(selectedId) : undefined}
        tabIndex={0}
        onKeyDown={(event) => {
          const open = (node: GraphNode) => (isMatrix(node) ? enterMatrix(node) : context.open(node));
          const targets = {
            navigator: steps,
            direction,
            selected: selectedNode,
            taken,
            moves,
            select,
            open,
            fit,
            blocks,
            search,
            turn,
            zoomTo: (node: GraphNode) => {
              const box = layout.placeOf(node);
              if (box !== undefined) moves.centre(box);
            },
            toggleOutline: outline.toggle,
          };
          handleGraphKey(event, targets);
        }}
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
        onPaneClick={clickPane}
      >
        {level === 'card' && <Background gap={20} size={1.5} color="var(--line)" />}
        <FarLayer scene={scene} taken={taken} lineage={lineage} />
        <EdgeLayer visible={visible} lineage={lineage} area={area} taken={taken} />
        {isMapShown && <OverviewMap scene={scene} taken={taken} moves={moves} />}
        <GraphToolbar
          onZoom={moves.zoomBy}
          onLifeSize={() => moves.zoomTo(1)}
          onFit={fit}
          direction={direction}
          onTurn={turn}
          isSearching={isSearching}
          onSearch={isSearching ? stopSearch : search}
          hasOutline={outline.isOpen}
          onOutline={outline.toggle}
          more={
            <ExportMenu
              layout={layout}
              runs={isRun ? runs : undefined}
              taken={taken}
              selected={selectedNode}
              title={ariaLabel}
            />
          }
        >
          {isSearching && (
            <GraphFinder
              layout={layout}
              runs={overlay?.nodes}
              selected={selectedNode}
              fieldRef={fieldRef}
              onReveal={moves.reveal}
              onVisit={level === 'far' ? moves.centre : moves.reveal}
              onSelect={select}
              onClose={stopSearch}
            />
          )}
        </GraphToolbar>
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
            onSearch={search}
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
      <div className={classes['spoken']} aria-live="polite">
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
