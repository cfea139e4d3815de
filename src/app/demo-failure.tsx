import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import { canLeaveDemo, leaveDemo } from './demo.ts';

interface DemoFailureProps {
  readonly error: unknown;
}

/** Shown instead of the page when the engine inside the browser does not start. */
export function DemoFailure({ error }: DemoFailureProps): ReactElement {
  return (
    <main style={{ maxWidth: '36rem', margin: '15vh auto', padding: '0 1rem' }}>
      <h1>The offline demo could not start</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <Button onClick={() => location.reload()}>Try again</Button>{' '}
      {canLeaveDemo && (
        <Button variant="default" onClick={leaveDemo}>
          Leave the demo
        </Button>
      )}
    </main>
  );
}
