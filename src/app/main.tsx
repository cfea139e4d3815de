import '#lib/no-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { prepareDemo } from './demo.ts';
import { DemoFailure } from './demo-failure.tsx';
import { Providers } from './providers.tsx';
import { createRouter } from './router.tsx';

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
const root = createRoot(container);
// Begins to fetch the first page's code at once; what that code asks the API for waits until it is drawn.
const router = createRouter();

// In the demo no request may leave before the engine in this browser stands behind /api.
prepareDemo().then(
  () =>
    root.render(
      <StrictMode>
        <Providers>
          <RouterProvider router={router} />
        </Providers>
      </StrictMode>,
    ),
  (error: unknown) =>
    root.render(
      <StrictMode>
        <Providers>
          <DemoFailure error={error} />
        </Providers>
      </StrictMode>,
    ),
);
