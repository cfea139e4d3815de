import { useState, type ReactElement, type ReactNode } from 'react';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createQueryClient } from '#lib/query-client.ts';
import { ServerAwayOffer } from '#ui/error-state.tsx';
import { cssVariablesResolver, theme } from '#ui/theme.ts';
import { DemoOffer } from './demo-offer.tsx';

interface ProvidersProps {
  readonly children: ReactNode;
}

const demoOffer = <DemoOffer />;

/** What every page needs around it, whatever the router shows. */
export function Providers({ children }: ProvidersProps): ReactElement {
  const [queryClient] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ServerAwayOffer value={demoOffer}>{children}</ServerAwayOffer>
      </QueryClientProvider>
    </MantineProvider>
  );
}
