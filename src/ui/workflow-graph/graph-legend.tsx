import { TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { StatusGlyph } from '../status-icon.tsx';
import { statusInfo } from '../status-info.ts';
import { ToolButton } from '../tool-button.tsx';
import card from './card.module.css';
import parts from './card-parts.module.css';
import edges from './edge-layer.module.css';
import classes from './graph-legend.module.css';

export interface GraphLegendProps {
  /** Statuses and ways that were taken are there in a run alone. */
  readonly isRun: boolean;
  readonly onClose: () => void;
}

/** In the order in which a task has them. Both failures look alike. */
const statuses = [
  'SCHEDULED',
  'IN_PROGRESS',
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'FAILED',
  'TIMED_OUT',
  'CANCELED',
  'SKIPPED',
] as const;

/** What the signs of a graph mean: each is drawn as the graph draws it. */
export default function GraphLegend({ isRun, onClose }: GraphLegendProps): ReactElement {
  const close = useRef<HTMLButtonElement>(null);
  // Its code may come after the focus was to go into it.
  useEffect(() => close.current?.focus({ preventScroll: true }), []);
  return (
    <div className={classes['legend']}>
      <div className={classes['head']}>
        <h2>What the colours and lines mean</h2>
        <ToolButton
          ref={close}
          label="Close"
          shortcut="Escape"
          icon={<X size={14} aria-hidden />}
          onClick={onClose}
        />
      </div>
      {isRun && (
        <>
          <h3>How a task went</h3>
          <ul className={classes['statuses']}>
            {statuses.map((status) => {
              const { word, tone, shape } = statusInfo(status);
              return (
                <li key={status}>
                  <Block look={tone}>
                    <StatusGlyph shape={shape} tone={tone} size={12} />
                  </Block>
                  {word}
                </li>
              );
            })}
            <li>
              <Block look="unreached" />
              Not reached
            </li>
            <li>
              <Block look="completed" isSelected>
                <StatusGlyph shape="check" tone="completed" size={12} />
              </Block>
              Selected
            </li>
          </ul>
        </>
      )}
      <h3>Lines</h3>
      <ul>
        {isRun ? (
          <>
            <Line sign={<path className={edges['edge']} data-taken="true" d={straight} />}>
              The way that the run has taken
            </Line>
            <Line sign={<path className={edges['edge']} data-taken="false" d={straight} />}>
              A way not taken, or not yet
            </Line>
          </>
        ) : (
          <Line sign={<path className={edges['edge']} d={straight} />}>What comes next</Line>
        )}
        <Line sign={<path className={edges['edge']} data-awaited="false" d={straight} />}>
          The end of a branch that its join does not wait for
        </Line>
        <Line sign={<Arrow line={edges['cross']} head={edges['crossArrow']} />}>
          A join waits for that task as well; or what runs when the workflow fails
        </Line>
        <Line sign={<Arrow line={edges['lineage']} head={edges['lineageArrow']} />}>
          The selected task uses a value of that one
        </Line>
        <Line sign={<Arrow line={edges['lineage']} head={edges['lineageArrow']} way="downstream" />}>
          That task uses a value of the selected one
        </Line>
      </ul>
      <h3>Cards and frames</h3>
      <ul>
        <Line sign={<Frame />}>A loop or a sub-workflow with what is inside it</Line>
        <li>
          <Block look="plain" kind="placeholder" />
          Many branches of a fork as one, known once it has run
        </li>
        <li>
          <Block look="plain" isHit />
          Found by the search
        </li>
        <li>
          <span className={classes['sign']}>
            <TriangleAlert className={card['problem']} aria-hidden="true" />
          </span>
          A problem of the definition: the card says which
        </li>
      </ul>
    </div>
  );
}

const straight = 'M1 9H43';

interface LineProps {
  readonly sign: ReactElement;
  readonly children: ReactNode;
}

function Line({ sign, children }: LineProps): ReactElement {
  return (
    <li>
      <svg className={classes['sign']} width="44" height="18" aria-hidden="true">
        {sign}
      </svg>
      <span>{children}</span>
    </li>
  );
}

interface ArrowProps {
  readonly line: string | undefined;
  readonly head: string | undefined;
  readonly way?: 'downstream';
}

function Arrow({ line, head, way }: ArrowProps): ReactElement {
  return (
    <>
      <path className={line} data-way={way} d="M1 9H36" />
      <path className={head} d="M36 5L44 9L36 13Z" />
    </>
  );
}

function Frame(): ReactElement {
  return (
    <g className={edges['frame']}>
      <rect x="1.5" y="1.5" width="41" height="15" rx="4" />
      <line x1="5.5" y1="1.5" x2="38.5" y2="1.5" />
      <line x1="5.5" y1="16.5" x2="38.5" y2="16.5" />
      <line x1="1.5" y1="5.5" x2="1.5" y2="12.5" />
      <line x1="42.5" y1="5.5" x2="42.5" y2="12.5" />
      <path d="M1.5 5.5A4 4 0 0 1 5.5 1.5M38.5 1.5A4 4 0 0 1 42.5 5.5M42.5 12.5A4 4 0 0 1 38.5 16.5M5.5 16.5A4 4 0 0 1 1.5 12.5" />
    </g>
  );
}

interface BlockProps {
  readonly look: string;
  readonly kind?: 'placeholder';
  readonly isSelected?: boolean;
  readonly isHit?: boolean;
  readonly children?: ReactNode;
}

/** A card too small to say anything. */
function Block({ look, kind, isSelected = false, isHit = false, children }: BlockProps): ReactElement {
  return (
    <span className={classes['sign']} aria-hidden="true">
      <span
        className={`${parts['card']} ${card['card']} ${classes['block']}`}
        data-look={look}
        data-kind={kind}
        data-selected={isSelected}
        data-hit={isHit}
      >
        {children}
      </span>
    </span>
  );
}
