import {
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import classes from './split-pane.module.css';

export interface SplitPaneProps {
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** Where the reader's choice is kept in the browser. */
  readonly storageKey: string;
  /** What the line between them moves, for those who cannot see it. */
  readonly label: string;
  /** Share of the first, in per cent, until the reader chooses. */
  readonly initial?: number;
}

interface SplitStyle extends CSSProperties {
  '--split': string;
}

const least = 20;
const most = 80;

/** Two things side by side, with a line between them that can be moved: by hand, or with the arrow keys. */
export function SplitPane({ first, second, storageKey, label, initial = 52 }: SplitPaneProps): ReactElement {
  const [share, setShare] = useState(() => storedShare(storageKey) ?? initial);
  const root = useRef<HTMLDivElement>(null);
  const style: SplitStyle = { '--split': `${share}%` };

  function move(next: number): void {
    const bounded = Math.round(Math.min(most, Math.max(least, next)) * 10) / 10;
    setShare(bounded);
    store(storageKey, bounded);
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const frame = root.current?.getBoundingClientRect();
    if (frame === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(((event.clientX - frame.left) / frame.width) * 100);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = stepOf(event.key, share);
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  }

  return (
    <div ref={root} className={classes['split']} style={style}>
      <div className={classes['part']}>{first}</div>
      {/* A separator that has the focus is a control: arrows move it. */}
      <div
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation="vertical"
        aria-valuenow={Math.round(share)}
        aria-valuemin={least}
        aria-valuemax={most}
        className={classes['line']}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onDoubleClick={() => move(initial)}
        onKeyDown={onKeyDown}
      />
      <div className={classes['part']}>{second}</div>
    </div>
  );
}

function stepOf(key: string, share: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return share - 2;
    case 'ArrowRight':
      return share + 2;
    case 'Home':
      return least;
    case 'End':
      return most;
    default:
      return undefined;
  }
}

function storedShare(key: string): number | undefined {
  try {
    const share = Number(localStorage.getItem(key) ?? Number.NaN);
    return share >= least && share <= most ? share : undefined;
  } catch {
    return undefined;
  }
}

function store(key: string, share: number): void {
  try {
    localStorage.setItem(key, String(share));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
