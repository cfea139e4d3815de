import { useCallback, useLayoutEffect, useRef, type ReactElement, type ReactNode } from 'react';
import {
  renderQueryString,
  unstable_createAdapterProvider as createAdapterProvider,
  type unstable_AdapterInterface as AdapterInterface,
  type unstable_AdapterOptions as AdapterOptions,
} from 'nuqs/adapters/custom';
import { useNavigate, useSearchParams } from 'react-router';

/**
 * Query parameters through the router alone. The adapter that comes with nuqs reads and writes
 * window.location, which in the demo's addresses (behind a #) holds no query.
 */
function useRouterAdapter(): AdapterInterface {
  const [searchParams] = useSearchParams();
  const navigate = useNavigate();
  const latest = useRef(searchParams);
  useLayoutEffect(() => {
    latest.current = searchParams;
  });
  const updateUrl = useCallback(
    (search: URLSearchParams, options: Required<AdapterOptions>) => {
      void navigate(
        { search: renderQueryString(search) },
        { replace: options.history !== 'push', preventScrollReset: true },
      );
    },
    [navigate],
  );
  const getSearchParamsSnapshot = useCallback(() => latest.current, []);
  return { searchParams, updateUrl, getSearchParamsSnapshot };
}

const Provider = createAdapterProvider(useRouterAdapter);

interface SearchParamsAdapterProps {
  readonly children: ReactNode;
}

/** Lets useQueryState and its kin work on any page below. */
export function SearchParamsAdapter({ children }: SearchParamsAdapterProps): ReactElement {
  return <Provider>{children}</Provider>;
}
