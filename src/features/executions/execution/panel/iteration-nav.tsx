import type { ReactElement } from 'react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { formatCount, formatQuantity } from '#lib/formats.ts';
import { ToolButton } from '#ui/tool-button.tsx';
import type { LoopRun } from '#graph/index.ts';
import type { Iteration, Step } from '../model/attempts.ts';
import classes from './panel.module.css';

export interface IterationNavProps {
  /** The latest first. */
  readonly iterations: readonly Iteration[];
  readonly step: Step;
  /** Of the loop: the step may have run in some of its iterations only. */
  readonly loop: LoopRun | undefined;
  readonly onSelect: (key: string) => void;
}

/** Steps through the iterations of a loop. */
export function IterationNav({ iterations, step, loop, onSelect }: IterationNavProps): ReactElement {
  const at = iterations.findIndex((each) => each.step.ref === step.ref);
  const earlier = iterations[at + 1];
  const later = iterations[at - 1];
  const latest = Math.max(loop?.latest ?? 0, iterations[0]?.iteration ?? 0);
  const known = loop === undefined ? 0 : loop.latest - loop.first + 1;
  return (
    <div className={classes['iterations']} role="group" aria-label="Iterations">
      <ToolButton
        label="Earlier iteration"
        icon={<ChevronLeft size={14} aria-hidden />}
        disabled={earlier === undefined}
        onClick={() => earlier !== undefined && onSelect(earlier.step.ref)}
      />
      <span>
        Iteration {formatCount(iterations[at]?.iteration ?? 0)} of {formatCount(latest)}
        {iterations.length < known &&
          ` · ran in ${formatCount(iterations.length)} of ${formatQuantity(known, 'iteration')}`}
      </span>
      <ToolButton
        label="Later iteration"
        icon={<ChevronRight size={14} aria-hidden />}
        disabled={later === undefined}
        onClick={() => later !== undefined && onSelect(later.step.ref)}
      />
    </div>
  );
}
