import { Popover } from '@mantine/core';
import { CircleHelp } from 'lucide-react';
import { Suspense, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { lazyPart } from '../lazy-part.tsx';
import { ToolButton } from '../tool-button.tsx';

// Fetched when it is first asked for: most visits need no explanation.
const Legend = lazyPart(async () => import('./graph-legend.tsx'));

export interface LegendButtonProps {
  readonly isRun: boolean;
}

/** Explains the colours and lines of a graph, beside the graph itself. */
export function LegendButton({ isRun }: LegendButtonProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  // Within the graph, and not over what is beside it. Asked for anew each time: what the first render gave would stay.
  const [shift] = useState(() => ({
    padding: 8,
    get boundary() {
      return buttonRef.current?.closest('[data-graph-level]') ?? 'clippingAncestors';
    },
  }));

  // The page behind has its own use for the key.
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
  }

  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom"
      width={348}
      middlewares={{ shift }}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ToolButton
          ref={buttonRef}
          label="What do the colours and lines mean?"
          icon={<CircleHelp size={14} />}
          onClick={() => setOpen(!isOpen)}
        />
      </Popover.Target>
      <Popover.Dropdown
        p={0}
        data-graph-toolbar
        aria-label="What the colours and lines mean"
        onKeyDown={onKeyDown}
      >
        <Suspense>
          <Legend isRun={isRun} onClose={() => setOpen(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
