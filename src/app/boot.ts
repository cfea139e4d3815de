// The first code there is. Everything else is asked for from here, at once: the frame, the page at this address and
// the answer it will want, none of which waits until another has run.
import '#ui/styles.css';
import { paths, routeAt } from '#lib/paths.ts';
import { isDemo } from './demo.ts';
import { firstAnswer } from './first-answer.ts';
import { pageCode } from './page-code.ts';

void import('./main.tsx');

// In the demo build the path is behind a #, and everything comes from one folder.
const pathname = location.pathname === '/' ? paths.executions() : location.pathname;
const route = import.meta.env.MODE === 'demo' ? undefined : routeAt(pathname);
if (route !== undefined) {
  // Before the code, which is many files: a browser asks a server for few things at once.
  const answer = isDemo() ? undefined : firstAnswer(route, { pathname, search: location.search });
  if (answer !== undefined) preloadAnswer(answer);
  // The router asks again, and says so where it fails.
  pageCode[route]().catch(() => undefined);
}

function preloadAnswer(address: string): void {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'fetch';
  link.crossOrigin = 'anonymous';
  link.href = address;
  document.head.append(link);
}
