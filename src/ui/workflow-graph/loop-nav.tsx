import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, CircleX } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import type { GraphNode, LoopRun } from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import classes from './card.module.css';

export interface LoopNavProps {
  readonly loop: GraphNode;
  readonly run: LoopRun;
  readonly onShow: (loop: GraphNode, iteration: number) => void;
}

/** Below the card of a loop in a run: which iteration shows, and the ways to others. */
export function LoopNav({ loop, run, onShow }: LoopNavProps): ReactElement {
  const { first, latest, failed, shown } = run;
  const show = (iteration: number) => onShow(loop, Math.min(latest, Math.max(first, iteration)));
  // After the last failed one comes the first again.
  const nextFailed = failed.find((iteration) => iteration > shown) ?? failed[0];
  return (
    <div className={classes['loop']} role="group" aria-label={`Iterations of ${loop.ref}`} data-graph-toolbar>
      <Step label="First iteration" disabled={shown <= first} onClick={() => show(first)}>
        <ChevronFirst size={13} aria-hidden />
      </Step>
      <Step label="Earlier iteration" disabled={shown <= first} onClick={() => show(shown - 1)}>
        <ChevronLeft size={13} aria-hidden />
      </Step>
      <IterationField key={shown} shown={shown} onShow={show} />
      <span className={classes['of']}>of {formatCount(latest)}</span>
      <Step label="Later iteration" disabled={shown >= latest} onClick={() => show(shown + 1)}>
        <ChevronRight size={13} aria-hidden />
      </Step>
      <Step label="Latest iteration" disabled={shown >= latest} onClick={() => show(latest)}>
        <ChevronLast size={13} aria-hidden />
      </Step>
      {nextFailed !== undefined && (
        <Step
          label={`Next failed iteration, ${formatCount(failed.length)} in all`}
          disabled={failed.length === 1 && nextFailed === shown}
          onClick={() => show(nextFailed)}
        >
          <CircleX size={13} className={classes['failedMark']} aria-hidden />
        </Step>
      )}
    </div>
  );
}

interface IterationFieldProps {
  readonly shown: number;
  readonly onShow: (iteration: number) => void;
}

function IterationField({ shown, onShow }: IterationFieldProps): ReactElement {
  const [text, setText] = useState(String(shown));
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape') setText(String(shown));
    if (event.key !== 'Enter') return;
    const wanted = Number(text);
    if (Number.isInteger(wanted) && wanted > 0) onShow(wanted);
    setText(String(shown));
  }
  return (
    <input
      className={classes['iteration']}
      aria-label="Iteration"
      inputMode="numeric"
      value={text}
      size={Math.max(2, text.length)}
      maxLength={9}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => setText(String(shown))}
    />
  );
}

interface StepProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactElement;
}

function Step({ label, disabled, onClick, children }: StepProps): ReactElement {
  return (
    <button type="button" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}
