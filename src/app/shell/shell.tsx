import {
  Suspense,
  useEffect,
  useRef,
  useState,
  type MouseEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import { lazyPart } from '#ui/lazy-part.tsx';
import { Outlet, useLocation, useNavigation } from 'react-router';
import { Notices } from '#ui/notify.tsx';
import { SearchParamsAdapter } from '#ui/search-params-adapter.tsx';
import { useShortcut } from '#ui/shortcuts.ts';
import { Nav } from './nav.tsx';
import classes from './shell.module.css';
import { TypedAhead } from './typed-ahead.ts';

const Palette = lazyPart(async () => import('./palette.tsx'));
const RunWorkflow = lazyPart(async () => {
  const { RunWorkflowDialog } = await import('#ui/run-workflow/run-workflow-dialog.tsx');
  return { default: RunWorkflowDialog };
});
const KeysDialog = lazyPart(async () => import('./keys-dialog.tsx'));

type Overlay = 'none' | 'palette' | 'keys' | 'run';

/** The frame around every page: navigation at the left, the page at the right. */
export function Shell(): ReactElement {
  const [overlay, setOverlay] = useState<Overlay>('none');
  const [query, setQuery] = useState('');
  const main = useMainFocus();
  const navigation = useNavigation();

  useShortcut('mod+k', 'Find anything', find);
  useShortcut('?', 'Show this list of keys', () => setOverlay('keys'));

  function find(): void {
    if (overlay !== 'palette') setQuery('');
    setOverlay('palette');
  }

  function close(): void {
    setOverlay('none');
  }

  // Not left to the link: in the demo the fragment of the address is the page itself.
  function skip(event: MouseEvent): void {
    event.preventDefault();
    main.current?.focus();
  }

  return (
    <SearchParamsAdapter>
      <a className={classes['skip']} href="#main" onClick={skip}>
        Skip to content
      </a>
      <div className={classes['shell']}>
        <Nav onFind={find} onKeys={() => setOverlay('keys')} />
        <main
          ref={main}
          id="main"
          tabIndex={-1}
          className={classes['main']}
          aria-busy={navigation.state === 'loading'}
        >
          <Outlet />
        </main>
      </div>
      <Suspense fallback={overlay === 'palette' && <TypedAhead onType={setQuery} onCancel={close} />}>
        {overlay === 'palette' && (
          <Palette
            query={query}
            onQuery={setQuery}
            onClose={() => setOverlay((shown) => (shown === 'palette' ? 'none' : shown))}
            onRun={() => setOverlay('run')}
            onKeys={() => setOverlay('keys')}
          />
        )}
        {overlay === 'run' && <RunWorkflow onClose={close} />}
        {overlay === 'keys' && <KeysDialog onClose={close} />}
      </Suspense>
      <Notices />
    </SearchParamsAdapter>
  );
}

// A screen reader's place is the new page, not the link that led to it.
function useMainFocus(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
