import { lazy, type ComponentType, type LazyExoticComponent, type ReactElement } from 'react';
import { Button } from '@mantine/core';

/**
 * A part of a page whose code is fetched when it is first shown. Where that fails (the server is away, or has a newer
 * page) a word about it stands in the part's place, and the page around it lives on.
 */
export function lazyPart<P>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => load().catch(() => ({ default: MissingPart })));
}

function MissingPart(): ReactElement {
  return (
    <div role="alert" style={{ display: 'flex', alignItems: 'center', gap: 12, padding: 12 }}>
      <span>This part of the page could not be loaded: the server does not answer, or has a newer page.</span>
      <Button onClick={() => location.reload()}>Reload the page</Button>
    </div>
  );
}
