import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import {
  branchPlace,
  graphSearch,
  type Box,
  type GraphLayout,
  type GraphNode,
  type NodeRun,
  type SearchHit,
} from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { ToolButton } from '../tool-button.tsx';
import classes from './graph-finder.module.css';
import { useGraphContext } from './graph-store.ts';
import { spokenBranch, unreachedBranches } from './matrix-words.ts';
import { spokenName } from './spoken-name.ts';

export interface GraphFinderProps {
  readonly layout: GraphLayout;
  readonly runs: ReadonlyMap<string, NodeRun> | undefined;
  readonly selected: GraphNode | null;
  /** How the selection is named: it may be a branch of the node. */
  readonly selectedKey: string | null;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly onReveal: (box: Box) => void;
  /** Brings into view what is gone to, large enough to be read. */
  readonly onVisit: (box: Box, hit: SearchHit) => void;
  readonly onSelect: (hit: SearchHit) => void;
  readonly onClose: () => void;
}

const noHits: ReadonlySet<string> = new Set();

/** Marks the tasks that match as one types, and goes from one to the next. */
export function GraphFinder(props: GraphFinderProps): ReactElement {
  const { layout, runs, selected, selectedKey, fieldRef, onReveal, onVisit, onSelect, onClose } = props;
  const { store, isRun } = useGraphContext();
  const search = useMemo(() => graphSearch(layout.graph), [layout.graph]);
  const [query, setQuery] = useState('');
  const hits = useMemo(() => search.find(query, runs), [search, query, runs]);
  const at = useMemo(() => {
    const branch = selected === null ? -1 : branchPlace(selected, selectedKey);
    return hits.findIndex((hit) => hit.node === selected && hit.branch === branch);
  }, [hits, selected, selectedKey]);

  useEffect(() => fieldRef.current?.focus({ preventScroll: true }), [fieldRef]);
  useLayoutEffect(() => {
    const shown = new Set<string>();
    for (const { node } of hits) {
      const place = layout.placeOf(node);
      if (place !== undefined) shown.add(place.node.id);
    }
    store.setHits(shown);
  }, [store, layout, hits]);
  useLayoutEffect(() => () => store.setHits(noHits), [store]);

  // What was found is seen while one types, and selected only when asked for: that may open a panel.
  const showFirst = useEffectEvent(() => {
    const [first] = hits;
    const place = first === undefined || at !== -1 ? undefined : layout.placeOf(first.node);
    if (place !== undefined) onReveal(place);
  });
  useEffect(() => {
    if (query !== '') showFirst();
  }, [query]);

  function step(by: 1 | -1): void {
    const from = at === -1 && by === -1 ? 0 : at;
    const next = hits.at((from + by) % Math.max(1, hits.length));
    if (next === undefined) return;
    const place = layout.placeOf(next.node);
    if (place !== undefined) onVisit(place, next);
    onSelect(next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.target === fieldRef.current) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div role="search" className={classes['finder']}>
      <Search className={classes['icon']} size={13} aria-hidden />
      <input
        ref={fieldRef}
        type="text"
        aria-label="Search in the graph"
        placeholder="Name, type, status, input"
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className={classes['count']} role="status">
        {query.trim() !== '' && countText(at, hits.length)}
        {at !== -1 && <span className={classes['spoken']}>{`, ${spokenHit(hits[at], runs, isRun)}`}</span>}
      </span>
      <ToolButton
        label="Previous match"
        shortcut="Shift Enter"
        icon={<ChevronUp size={14} aria-hidden />}
        disabled={hits.length === 0}
        onClick={() => step(-1)}
        onKeyDown={onKeyDown}
      />
      <ToolButton
        label="Next match"
        shortcut="Enter"
        icon={<ChevronDown size={14} aria-hidden />}
        disabled={hits.length === 0}
        onClick={() => step(1)}
        onKeyDown={onKeyDown}
      />
      <ToolButton
        label="Close the search"
        shortcut="Escape"
        icon={<X size={14} aria-hidden />}
        onClick={onClose}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function spokenHit(
  hit: SearchHit | undefined,
  runs: ReadonlyMap<string, NodeRun> | undefined,
  isRun: boolean,
): string {
  if (hit === undefined) return '';
  const { node, branch } = hit;
  const run = runs?.get(node.id);
  const { each } = run?.branches ?? unreachedBranches(node);
  const found = each[branch];
  return found === undefined ? spokenName(node, run, isRun) : spokenBranch(found, branch, each.length);
}

function countText(at: number, count: number): string {
  if (count === 0) return 'none';
  return at === -1 ? `${formatCount(count)} found` : `${formatCount(at + 1)} of ${formatCount(count)}`;
}
