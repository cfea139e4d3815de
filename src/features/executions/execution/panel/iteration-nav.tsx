import type { ReactElement } from 'react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { formatCount } from '#lib/formats.ts';
import { ToolButton } from '#ui/tool-button.tsx';
import type { Iteration, Step } from '../model/attempts.ts';
import classes from './panel.module.css';

export interface IterationNavProps {
  /** The latest first. */
  readonly iterations: readonly Iteration[];
  readonly step: Step;
  readonly onSelect: (key: string) => void;
}

/** Steps through the iterations of a loop. */
export function IterationNav({ iterations, step, onSelect }: IterationNavProps): ReactElement {
  const at = iterations.findIndex((each) => each.step.ref === step.ref);
  const earlier = iterations[at + 1];
  const later = iterations[at - 1];
  return (
    <div className={classes['iterations']} role="group" aria-label="Iterations">
      <ToolButton
        label="Earlier iteration"
        icon={<ChevronLeft size={14} aria-hidden />}
        disabled={earlier === undefined}
        onClick={() => earlier !== undefined && onSelect(earlier.step.ref)}
      />
      <span>
        Iteration {formatCount(iterations[at]?.iteration ?? 0)} of{' '}
        {formatCount(iterations[0]?.iteration ?? 0)}
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
