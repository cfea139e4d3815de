import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import {
  branchPlace,
  type Box,
  type GraphLayout,
  type GraphNode,
  type NodeRun,
  type RunOverlay,
  type SearchHit,
} from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { ToolButton } from '../tool-button.tsx';
import spoken from '../spoken.module.css';
import { covering } from './covers.ts';
import classes from './graph-finder.module.css';
import { useGraphContext } from './graph-store.ts';
import { hitId, HitList } from './hit-list.tsx';
import { unsearchedWords } from './hit-words.ts';
import { spokenBranch, unreachedBranches } from './matrix-words.ts';
import { spokenName } from './spoken-name.ts';
import { useSearch } from './use-search.ts';

export interface GraphFinderProps {
  readonly layout: GraphLayout;
  readonly run: RunOverlay | undefined;
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

/** Marks and lists the tasks that match as one types, and goes from one to the next, or to any of them. */
export function GraphFinder(props: GraphFinderProps): ReactElement {
  const { layout, run, selected, selectedKey, fieldRef, onReveal, onVisit, onSelect, onClose } = props;
  const { store, isRun } = useGraphContext();
  const runs = run?.nodes;
  const listId = useId();
  const [query, setQuery] = useState('');
  const { hits, looked } = useSearch(layout.graph, query, run);
  const at = useMemo(() => {
    const branch = selected === null ? -1 : branchPlace(selected, selectedKey);
    return hits.findIndex((hit) => hit.node === selected && hit.branch === branch);
  }, [hits, selected, selectedKey]);
  // Where the arrows are in the list: one looks around before one goes there. Of other hits it says nothing.
  const [cursor, setCursor] = useState({ at: -1, query });
  const active = cursor.query === query && cursor.at < hits.length && cursor.at !== -1 ? cursor.at : at;

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

  // What was found is seen beside its list while one types, and selected only when asked for: that may open a panel.
  const showFirst = useEffectEvent(() => {
    const first = hits[Math.max(0, at)];
    const place = first === undefined ? undefined : layout.placeOf(first.node);
    if (place !== undefined) onReveal(place);
  });
  const unsearched = useMemo(() => unsearchedWords(layout.graph), [layout.graph]);
  const isAsked = query.trim() !== '';
  const hasHits = hits.length > 0;
  // Some are found only after a while.
  useEffect(() => {
    if (query !== '' && hasHits) showFirst();
  }, [query, hasHits]);

  function visit(next: number): void {
    const hit = hits[next];
    if (hit === undefined) return;
    setCursor({ at: -1, query });
    const place = layout.placeOf(hit.node);
    if (place !== undefined) onVisit(place, hit);
    onSelect(hit);
  }

  function step(by: 1 | -1): void {
    visit(stepFrom(active, by, hits.length));
  }

  function walk(by: 1 | -1): void {
    const next = stepFrom(active, by, hits.length);
    const hit = hits[next];
    if (hit === undefined) return;
    setCursor({ at: next, query });
    const place = layout.placeOf(hit.node);
    if (place !== undefined) onReveal(place);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // On a button, Enter presses it.
    const isOnHits = event.target instanceof Element && event.target.closest('button') === null;
    if (event.key === 'Escape') onClose();
    else if (isOnHits && event.key === 'Enter') {
      if (active === at || event.shiftKey) step(event.shiftKey ? -1 : 1);
      else visit(active);
    } else if (isOnHits && event.key === 'ArrowDown') walk(1);
    else if (isOnHits && event.key === 'ArrowUp') walk(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div role="search" className={classes['finder']} {...covering('search')}>
      <div className={classes['field']}>
        <Search className={classes['icon']} size={13} aria-hidden />
        <input
          ref={fieldRef}
          type="text"
          role="combobox"
          aria-label="Search in the graph"
          aria-autocomplete="list"
          aria-expanded={hasHits}
          aria-controls={hasHits ? listId : undefined}
          aria-activedescendant={active === -1 ? undefined : hitId(listId, active)}
          placeholder="Name, type, status, input"
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <span className={classes['count']} role="status">
          {isAsked && countText(at, hits.length, looked !== null)}
          {isAsked && !hasHits && looked === null && unsearched !== '' && (
            <span className={spoken['only']}>{`; ${unsearched}`}</span>
          )}
          {at !== -1 && <span className={spoken['only']}>{`, ${spokenHit(hits[at], runs, isRun)}`}</span>}
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
      {hasHits && (
        <div className={classes['hits']}>
          <HitList
            id={listId}
            hits={hits}
            query={query}
            runs={runs}
            at={active}
            onGo={visit}
            onKeyDown={onKeyDown}
          />
        </div>
      )}
      {looked !== null && (
        <p className={classes['looking']}>Looking through the inputs: {Math.round(looked * 100)} %</p>
      )}
      {isAsked && unsearched !== '' && <p className={classes['looking']}>{unsearched}</p>}
    </div>
  );
}

/** From one hit to the next, and round. */
function stepFrom(at: number, by: 1 | -1, count: number): number {
  if (at === -1) return by === 1 ? 0 : count - 1;
  return (at + by + count) % Math.max(1, count);
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

function countText(at: number, count: number, isLooking: boolean): string {
  if (count === 0) return isLooking ? '' : 'none';
  return at === -1 ? `${formatCount(count)} found` : `${formatCount(at + 1)} of ${formatCount(count)}`;
}
