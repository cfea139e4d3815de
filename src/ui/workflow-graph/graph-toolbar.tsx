import { useStore } from '@xyflow/react';
import { ArrowDown, ArrowRight, ListTree, Minus, Plus, Search } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Direction } from '#graph/index.ts';
import { ToolButton, ToolGroup } from '../tool-button.tsx';
import { covering } from './covers.ts';
import { LegendButton } from './legend-button.tsx';
import classes from './workflow-graph.module.css';

export interface GraphToolbarProps {
  readonly onZoom: (factor: number) => void;
  readonly onLifeSize: () => void;
  readonly onFit: () => void;
  readonly direction: Direction;
  readonly onTurn: () => void;
  readonly isSearching: boolean;
  readonly onSearch: () => void;
  readonly hasOutline: boolean;
  readonly onOutline: () => void;
  /** Whether a run is shown, and not a definition. */
  readonly isRun: boolean;
  /** Further groups of buttons. */
  readonly more: ReactNode;
  /** What stands below the buttons. */
  readonly children: ReactNode;
}

/** Outline, search and zoom in the corner of a graph. */
export function GraphToolbar(props: GraphToolbarProps): ReactElement {
  const {
    onZoom,
    onLifeSize,
    onFit,
    direction,
    onTurn,
    isSearching,
    onSearch,
    hasOutline,
    onOutline,
    isRun,
    more,
  } = props;
  const percent = useStore((flow) => zoomText(flow.transform[2]));
  return (
    <div className={classes['toolbar']} data-graph-toolbar="top">
      <div className={classes['tools']} {...covering('strip')}>
        <ToolGroup label="Find">
          <ToolButton
            label="Outline"
            shortcut="o"
            pressed={hasOutline}
            icon={<ListTree size={14} />}
            onClick={onOutline}
          />
          <ToolButton
            label="Search in the graph"
            shortcut="/"
            pressed={isSearching}
            icon={<Search size={14} />}
            onClick={onSearch}
          />
          <LegendButton isRun={isRun} />
        </ToolGroup>
        {more}
        <ToolGroup label="Zoom">
          <ToolButton
            label="Zoom out"
            shortcut="−"
            icon={<Minus size={14} />}
            onClick={() => onZoom(1 / 1.25)}
          />
          <ToolButton label={`Zoom ${percent}, back to 100 %`} shortcut="0" onClick={onLifeSize}>
            <span className={classes['percent']}>{percent}</span>
          </ToolButton>
          <ToolButton label="Zoom in" shortcut="+" icon={<Plus size={14} />} onClick={() => onZoom(1.25)} />
          <ToolButton label="Fit the whole graph" shortcut="f" onClick={onFit}>
            Fit
          </ToolButton>
          <ToolButton
            label={direction === 'down' ? 'Draw from left to right' : 'Draw from top to bottom'}
            shortcut="d"
            icon={direction === 'down' ? <ArrowRight size={14} /> : <ArrowDown size={14} />}
            onClick={onTurn}
          />
        </ToolGroup>
      </div>
      {props.children}
    </div>
  );
}

function zoomText(zoom: number): string {
  const percent = zoom * 100;
  return `${percent < 1 ? percent.toPrecision(1) : Math.round(percent)} %`;
}
