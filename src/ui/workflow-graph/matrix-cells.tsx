import {
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import { cellPitch, matrixSize, type BranchRun, type GraphNode } from '#graph/index.ts';
import { BranchLine } from './branch-line.tsx';
import { cellBox, CellMark } from './cell-mark.tsx';
import { useGraphContext } from './graph-store.ts';
import { cellAfter } from './matrix-keys.ts';
import { spokenBranch } from './matrix-words.ts';
import { useCellsCanvas } from './use-cells-canvas.ts';
import { useMatrixEntry } from './use-matrix-entry.ts';
import classes from './matrix.module.css';

export interface MatrixCellsProps {
  readonly cellsRef: RefObject<HTMLDivElement | null>;
  readonly domId: string;
  readonly node: GraphNode;
  readonly branches: readonly BranchRun[];
  /** Which branch is in which cell. */
  readonly order: readonly number[];
  /** The place of the selected branch in the fork; -1 for none. */
  readonly selected: number;
}

/**
 * The cells of a matrix: painted, because there may be thousands. To those who cannot see them they are a list in
 * which the arrow keys walk, and of which only the current cell is in the document.
 */
export function MatrixCells(props: MatrixCellsProps): ReactElement {
  const { cellsRef, domId, node, branches, order, selected } = props;
  const { selectBranch, open, leave } = useGraphContext();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const [hovered, setHovered] = useState(-1);
  const [walked, setWalked] = useState(-1);
  const [topRow, setTopRow] = useState(0);
  const [hasFocus, setHasFocus] = useState(false);
  const size = useMemo(() => matrixSize(node.members.length), [node]);
  const { columns, gridHeight } = size;
  useCellsCanvas(canvasRef, cellsRef, branches, order, size);
  useMatrixEntry(node.id, cellsRef);

  const selectedCell = order.indexOf(selected);
  const currentCell = Math.max(0, order.indexOf(walked === -1 ? selected : walked));
  const current = order[currentCell] ?? -1;
  const currentBranch = branches[current];
  const optionId = `${domId}-cell`;

  const showCell = (cell: number): void => {
    const cells = cellsRef.current;
    if (cells === null || cell < 0) return;
    const top = Math.floor(cell / columns) * cellPitch;
    cells.scrollTop = Math.min(top, Math.max(top + cellPitch - gridHeight, cells.scrollTop));
  };
  // A selection from outside scrolls to its cell, once: that the cell has another place later on does not.
  const shown = useRef(-1);
  useLayoutEffect(() => {
    if (shown.current !== selected) showCell(selectedCell);
    shown.current = selected;
  });

  const choose = (place: number): void => {
    const branch = branches[place];
    if (branch === undefined) return;
    setWalked(place);
    selectBranch(node, branch.ref);
  };
  /** The branch at a point of the screen: the drawing is zoomed, and the cells with it. */
  const branchUnder = ({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>): number => {
    const frame = currentTarget.getBoundingClientRect();
    const zoom = frame.width / currentTarget.offsetWidth;
    const column = Math.floor((clientX - frame.left) / zoom / cellPitch);
    const row = Math.floor(((clientY - frame.top) / zoom + currentTarget.scrollTop) / cellPitch);
    return column < 0 || column >= columns ? -1 : (order[row * columns + column] ?? -1);
  };

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = order.length === 0 ? null : cellAfter(event.key, currentCell, order.length, columns);
    if (next !== null) {
      setWalked(order[next] ?? -1);
      showCell(next);
    } else if (event.key === 'Escape' || event.key === '[') leave();
    else if ((event.key === 'Enter' || event.key === ' ') && current !== -1) {
      if (current === selected) open(node);
      else choose(current);
    } else return;
    event.preventDefault();
    // Or else the graph would walk, too.
    event.stopPropagation();
  }

  return (
    <>
      <div
        ref={cellsRef}
        className={`${classes['cells']} nodrag nopan nowheel`}
        style={{ height: gridHeight }}
        role="listbox"
        aria-label={`${node.name} of ${node.parent?.ref ?? 'a fork'}`}
        aria-activedescendant={hasFocus && current !== -1 ? optionId : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={({ currentTarget }) => {
          setHasFocus(true);
          // A click brings the focus, too, and must find the cells where they are.
          if (currentTarget.matches(':focus-visible')) showCell(currentCell);
        }}
        onBlur={() => setHasFocus(false)}
        onScroll={({ currentTarget }) => setTopRow(Math.round(currentTarget.scrollTop / cellPitch))}
        onPointerMove={(event) => setHovered(branchUnder(event))}
        onPointerLeave={() => setHovered(-1)}
        onClick={(event) => choose(branchUnder(event))}
        onDoubleClick={() => open(node)}
      >
        <div className={classes['sheet']} style={{ height: Math.ceil(order.length / columns) * cellPitch }}>
          <canvas
            ref={canvasRef}
            className={classes['canvas']}
            style={{ width: columns * cellPitch, height: gridHeight }}
            aria-hidden="true"
          />
          <CellMark className={classes['hovered']} cell={order.indexOf(hovered)} columns={columns} />
          <CellMark className={classes['selected']} cell={selectedCell} columns={columns} />
          {currentBranch !== undefined && (
            <div
              id={optionId}
              className={classes['current']}
              style={cellBox(currentCell, columns)}
              data-visible={hasFocus}
              role="option"
              aria-selected={current === selected}
              aria-posinset={currentCell + 1}
              aria-setsize={order.length}
            >
              {spokenBranch(currentBranch, current, branches.length)}
            </div>
          )}
        </div>
        {order.length === 0 && <p className={classes['none']}>No branch matches</p>}
      </div>
      {order.length > 0 && (
        <BranchLine
          branch={branches[hovered] ?? branches[hasFocus ? current : (order[selectedCell] ?? -1)]}
          below={order.length - (topRow + gridHeight / cellPitch) * columns}
        />
      )}
    </>
  );
}
