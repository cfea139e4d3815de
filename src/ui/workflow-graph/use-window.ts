import type { Viewport } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import { contains, type Box } from '#graph/index.ts';
import { visibleIn, type Scene, type Visible } from './scene.ts';
import { levelOf, visibleArea, type Level, type Size } from './view.ts';

/** How far beyond the window things are drawn already, in pixels on the screen. */
const ahead = 240;

interface WindowState {
  readonly level: Level;
  readonly area: Box;
}

export interface GraphWindow {
  readonly level: Level;
  readonly visible: Visible;
  /** The part of the drawing that is drawn, somewhat more than the window. */
  readonly area: Box;
  /** Looks whether the window has left what is drawn; only then is anything drawn anew. */
  readonly follow: (view: Viewport, size: Size) => void;
}

const nothing: Visible = { nodes: [], edges: [], crossEdges: [], frames: [] };

/** What is near the window, and so worth being in the document. */
export function useGraphWindow(scene: Scene, opening: Viewport, size: Size): GraphWindow {
  const [state, setState] = useState<WindowState>(() => windowAt(opening, size));
  const follow = useCallback((view: Viewport, now: Size) => {
    setState((before) => {
      const isCovered = before.level === levelOf(view.zoom) && contains(before.area, visibleArea(view, now));
      return isCovered ? before : windowAt(view, now);
    });
  }, []);
  const { level, area } = state;
  const visible = useMemo(() => (level === 'far' ? nothing : visibleIn(scene, area)), [scene, level, area]);
  return { level, visible, area, follow };
}

function windowAt(view: Viewport, size: Size): WindowState {
  return { level: levelOf(view.zoom), area: visibleArea(view, size, ahead) };
}
