import { ViewportPortal } from '@xyflow/react';
import { memo, useId, useMemo, type ReactElement } from 'react';
import { dashedData, frameWithin, pathData, type Box, type PlacedEdge } from '#graph/index.ts';
import { withoutCovered } from './shared-lines.ts';
import type { Visible } from './scene.ts';
import type { LineageLine } from './lineage-lines.ts';
import { caseLabel } from './spoken-name.ts';
import classes from './edge-layer.module.css';

export interface EdgeLayerProps {
  readonly visible: Visible;
  /** Where the values of the selected task come from and go to. */
  readonly lineage: readonly LineageLine[];
  /** Where the edges are drawn. */
  readonly area: Box;
  /** Undefined for a definition, in which every way is as good as another. */
  readonly taken: ReadonlySet<string> | undefined;
}

/** The lines between cards, the names of the cases on them, and the frames of loops. */
export function EdgeLayer({ visible, lineage, area, taken }: EdgeLayerProps): ReactElement {
  const { edges, crossEdges, frames } = visible;
  const arrows = useId();
  const lines = useMemo(() => {
    const worthDrawing = withoutCovered(edges, area, taken);
    // Where lines share their way, those gone along lie on top.
    return taken === undefined
      ? worthDrawing
      : worthDrawing.toSorted((a, b) => rank(a, taken) - rank(b, taken));
  }, [edges, area, taken]);
  const across =
    taken === undefined ? crossEdges : crossEdges.toSorted((a, b) => rank(a, taken) - rank(b, taken));
  return (
    <ViewportPortal>
      <div className={classes['layer']}>
        <svg className={classes['lines']} aria-hidden="true">
          <defs>
            <Arrow id={`${arrows}-cross`} className={classes['crossArrow']} />
            <Arrow id={`${arrows}-taken`} className={classes['takenArrow']} />
            <Arrow id={`${arrows}-lineage`} className={classes['lineageArrow']} />
          </defs>
          {frames.map((frame) => (
            <FrameLine key={frame.node.id} frame={frame} area={area} />
          ))}
          {lines.map((placed) => (
            <EdgeLine
              key={placed.edge.id}
              placed={placed}
              area={placed.edge.isAwaited ? null : area}
              isTaken={taken?.has(placed.edge.id)}
            />
          ))}
          {across.map(({ edge, points }) => (
            <path
              key={edge.id}
              className={classes['cross']}
              data-taken={taken?.has(edge.id)}
              markerEnd={`url(#${arrows}-${taken?.has(edge.id) === true ? 'taken' : 'cross'})`}
              d={dashedData(points, area)}
            />
          ))}
          {lineage.map(({ id, points }) => (
            <path key={id} className={classes['halo']} d={pathData(points)} />
          ))}
          {lineage.map(({ id, way, points }) => (
            <path
              key={id}
              className={classes['lineage']}
              data-way={way}
              markerEnd={`url(#${arrows}-lineage)`}
              d={way === 'upstream' ? pathData(points) : dashedData(points, area)}
            />
          ))}
        </svg>
        {lines.map((placed) =>
          placed.label === null ? null : (
            <EdgeName key={placed.edge.id} placed={placed} isTaken={taken?.has(placed.edge.id)} />
          ),
        )}
      </div>
    </ViewportPortal>
  );
}

function rank({ edge }: { readonly edge: { readonly id: string } }, taken: ReadonlySet<string>): number {
  return taken.has(edge.id) ? 1 : 0;
}

function FrameLine({ frame, area }: { readonly frame: Box; readonly area: Box }): ReactElement {
  const { ground, sides, corners } = frameWithin(frame, area);
  return (
    <g className={classes['frame']}>
      <rect {...ground} rx={10} />
      {sides.map((side) => (
        <line key={`${side.x1} ${side.y1}`} {...side} />
      ))}
      <path d={corners} />
    </g>
  );
}

interface ArrowProps {
  readonly id: string;
  readonly className: string | undefined;
}

function Arrow({ id, className }: ArrowProps): ReactElement {
  return (
    <marker
      id={id}
      className={className}
      viewBox="0 0 8 8"
      refX="8"
      refY="4"
      markerWidth="8"
      markerHeight="8"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d="M0 0L8 4L0 8Z" />
    </marker>
  );
}

interface EdgeProps {
  readonly placed: PlacedEdge;
  readonly isTaken: boolean | undefined;
}

interface EdgeLineProps extends EdgeProps {
  /** For a dashed line, which is drawn no further than that. */
  readonly area: Box | null;
}

const EdgeLine = memo(function EdgeLine({ placed, area, isTaken }: EdgeLineProps): ReactElement {
  return (
    <path
      className={classes['edge']}
      data-taken={isTaken}
      data-awaited={placed.edge.isAwaited}
      d={area === null ? pathData(placed.points) : dashedData(placed.points, area)}
    />
  );
});

const EdgeName = memo(function EdgeName({ placed, isTaken }: EdgeProps): ReactElement | null {
  const { edge, label } = placed;
  if (label === null) return null;
  const transform = `translate(${label.x}px, ${label.y}px) translate(-50%, -50%)`;
  return (
    <div
      className={classes['label']}
      data-taken={isTaken}
      data-default={edge.isDefault}
      title={edge.label}
      style={{ transform, maxWidth: label.maxWidth }}
    >
      {caseLabel(edge)}
    </div>
  );
});
