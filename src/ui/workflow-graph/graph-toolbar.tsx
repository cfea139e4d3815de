import { useStore } from '@xyflow/react';
import { Minus, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { ToolButton, ToolGroup } from '../tool-button.tsx';
import classes from './workflow-graph.module.css';

export interface GraphToolbarProps {
  readonly onZoom: (factor: number) => void;
  readonly onLifeSize: () => void;
  readonly onFit: () => void;
}

/** Zoom in the corner of a graph. */
export function GraphToolbar({ onZoom, onLifeSize, onFit }: GraphToolbarProps): ReactElement {
  const percent = useStore((flow) => zoomText(flow.transform[2]));
  return (
    <div className={classes['toolbar']} data-graph-toolbar>
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
      </ToolGroup>
    </div>
  );
}

function zoomText(zoom: number): string {
  const percent = zoom * 100;
  return `${percent < 1 ? percent.toFixed(1) : Math.round(percent)} %`;
}
