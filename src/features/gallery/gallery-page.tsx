import type { ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Direction } from '#graph/index.ts';
import { ToolButton, ToolGroup } from '#ui/tool-button.tsx';
import { useDocumentTitle } from '#ui/use-document-title.ts';
import { ShapeGraph } from './shape-graph.tsx';
import { shapeGroups } from './shapes/index.ts';
import classes from './gallery-page.module.css';

const shapes = shapeGroups.flatMap((group) => group.shapes);

/** Every shape that a graph may have to draw, for those who work on it. */
export function Component(): ReactElement {
  const [params] = useSearchParams();
  const direction: Direction = params.get('direction') === 'right' ? 'right' : 'down';
  const shape = shapes.find(({ id }) => id === params.get('shape')) ?? shapes[0];
  useDocumentTitle(shape?.title ?? 'Gallery');
  if (shape === undefined) return <p>There are no shapes.</p>;
  const address = (id: string, way: Direction) => `?${new URLSearchParams({ shape: id, direction: way })}`;
  return (
    <div className={classes['page']}>
      <nav className={classes['list']} aria-label="Shapes">
        {shapeGroups.map((group) => (
          <section key={group.title}>
            <h2>{group.title}</h2>
            <ul>
              {group.shapes.map(({ id, title }) => (
                <li key={id}>
                  <Link to={address(id, direction)} aria-current={id === shape.id ? 'page' : undefined}>
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main className={classes['main']}>
        <header className={classes['head']}>
          <h1>{shape.title}</h1>
          <p>{shape.note}</p>
          <DirectionSwitch id={shape.id} direction={direction} />
        </header>
        <ShapeGraph key={`${shape.id} ${direction}`} shape={shape} direction={direction} />
      </main>
    </div>
  );
}

interface DirectionSwitchProps {
  readonly id: string;
  readonly direction: Direction;
}

function DirectionSwitch({ id, direction }: DirectionSwitchProps): ReactElement {
  const [, setParams] = useSearchParams();
  const turn = (way: Direction) => setParams({ shape: id, direction: way });
  return (
    <ToolGroup label="Direction">
      <ToolButton label="Top down" pressed={direction === 'down'} onClick={() => turn('down')}>
        Top down
      </ToolButton>
      <ToolButton label="Left to right" pressed={direction === 'right'} onClick={() => turn('right')}>
        Left to right
      </ToolButton>
    </ToolGroup>
  );
}
