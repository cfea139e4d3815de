import { useState, type ReactElement } from 'react';
import { Button } from '@mantine/core';
import { enterDemo, useDemo } from './demo.ts';
import { isPageServed } from './load-page.ts';

/** Offered wherever no server answers: the engine inside this browser needs none. */
export function DemoOffer(): ReactElement | null {
  const demo = useDemo();
  const [unserved, setUnserved] = useState(false);
  if (demo) return null;

  async function start(): Promise<void> {
    const served = await isPageServed();
    setUnserved(!served);
    if (served) enterDemo();
  }

  return (
    <>
      <Button variant="default" onClick={() => void start()}>
        Try the offline demo
      </Button>
      <span role="status">
        {unserved &&
          'The demo’s own files come from the server that does not answer: it can start once that does.'}
      </span>
    </>
  );
}
