import { MantineProvider } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import '../styles.css';
import { cssVariablesResolver, theme } from '../theme.ts';

export interface RoomProps {
  readonly width?: number;
  readonly height?: number;
  readonly children: ReactNode;
}

/** A room of a certain size in the page's theme, for what fills whatever it is put in. */
export function Room({ width = 900, height = 600, children }: RoomProps): ReactElement {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver}>
      <div style={{ width, height }}>{children}</div>
    </MantineProvider>
  );
}
