import {
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import classes from './side-panel.module.css';

export interface SidePanelProps {
  readonly children: ReactNode;
  /** Undefined while it is closed. What stands beside it keeps its state. */
  readonly panel: ReactNode | undefined;
  /** Names the panel for those who cannot see it. */
  readonly label: string;
}

interface FrameStyle extends CSSProperties {
  '--panel-width': string;
}

const storageKey = 'conductor-ui.execution-panel-width';
const least = 300;
const most = 900;
const usual = 400;

/** A panel at the right that can be made wider by hand or with the arrow keys; where there is little room it stands below. */
export function SidePanel({ children, panel, label }: SidePanelProps): ReactElement {
  const [width, setWidth] = useState(storedWidth);
  const frame = useRef<HTMLDivElement>(null);
  const style: FrameStyle = { '--panel-width': `${width}px` };

  function resize(next: number): void {
    const bounded = Math.round(Math.min(most, Math.max(least, next)));
    setWidth(bounded);
    storeWidth(bounded);
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const right = frame.current?.getBoundingClientRect().right;
    if (right === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    resize(right - event.clientX);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: 24, ArrowRight: -24 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    resize(width + step);
  }

  return (
    <div className={classes['room']}>
      <div ref={frame} className={classes['frame']} style={style}>
        <div className={classes['main']}>{children}</div>
        {panel !== undefined && (
          <>
            {/* A separator that has the focus is a control: arrows move it. */}
            <div
              role="separator"
              tabIndex={0}
              aria-label={`Width of the ${label.toLowerCase()} panel`}
              aria-orientation="vertical"
              aria-valuenow={width}
              aria-valuemin={least}
              aria-valuemax={most}
              className={classes['line']}
              onPointerDown={onPointerDown}
              onPointerMove={onPointerMove}
              onDoubleClick={() => resize(usual)}
              onKeyDown={onKeyDown}
            />
            <aside className={classes['panel']} aria-label={label}>
              {panel}
            </aside>
          </>
        )}
      </div>
    </div>
  );
}

function storedWidth(): number {
  try {
    const width = Number(localStorage.getItem(storageKey));
    return width >= least && width <= most ? width : usual;
  } catch {
    return usual;
  }
}

function storeWidth(width: number): void {
  try {
    localStorage.setItem(storageKey, String(width));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
