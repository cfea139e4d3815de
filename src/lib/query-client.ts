import { QueryClient } from '@tanstack/react-query';
import { isApiError } from './api-error.ts';

/** Only what may pass by itself is tried again: a request that reached nothing. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && isApiError(error) && (error.kind === 'network' || error.kind === 'timeout');
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Never waiting to be online: a server on this machine, or the engine in this browser, needs no network.
      queries: { networkMode: 'always', retry: shouldRetry, staleTime: 2_000, refetchOnWindowFocus: true },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

export interface PollState {
  /** Something on screen is still moving. */
  readonly running: boolean;
  /** Nothing shown can change any more. */
  readonly finished?: boolean;
  /** The last request failed. */
  readonly failing?: boolean;
}

/** Milliseconds until the next look, or false for none. A hidden page does not poll (TanStack Query's own default). */
export function pollInterval(state: PollState): number | false {
  if (state.finished === true) return false;
  if (state.failing === true) return 10_000;
  return state.running ? 1_000 : 5_000;
}

interface Answer<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
}

/** For `combine` of many queries: what has come and what has failed, and none of the rest that changes all the time. */
export function answersOf<T>(results: readonly Answer<T>[]): readonly Answer<T>[] {
  return results.map(({ data, error }) => ({ data, error }));
}
