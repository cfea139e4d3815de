import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import { enterDemo, useDemo } from './demo.ts';

/** Offered wherever no server answers: the engine inside this browser needs none. */
export function DemoOffer(): ReactElement | null {
  const demo = useDemo();
  if (demo) return null;
  return (
    <Button variant="filled" onClick={enterDemo}>
      Try the offline demo
    </Button>
  );
}
