import { useEffect, type ReactElement } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { isServerAway } from '#lib/api-error.ts';
import { callApi, textAnswer } from '#lib/http-client.ts';
import { canLeaveDemo, enterDemo, leaveDemo, useDemo } from '../demo.ts';
import classes from './shell.module.css';

interface ServerCardProps {
  readonly collapsed: boolean;
}

type ServerState = 'connecting' | 'connected' | 'away' | 'demo';

const words: Readonly<Record<ServerState, string>> = {
  connecting: 'Connecting',
  connected: 'Connected',
  away: 'Server away',
  demo: 'Offline demo',
};

/** Who answers this page. */
export function ServerCard({ collapsed }: ServerCardProps): ReactElement {
  const demo = useDemo();
  const version = useQuery({
    queryKey: ['version'],
    queryFn: ({ signal }) => callApi({ path: '/version', schema: textAnswer, signal, timeoutMs: 10_000 }),
    refetchInterval: (query) => (query.state.status === 'error' ? 5_000 : 30_000),
    staleTime: 30_000,
  });
  useRecheckOnTrouble(version.refetch);
  const state = demo ? 'demo' : stateOf(version.status, version.error);
  const detail = demo ? 'An engine in this browser' : hostAndVersion(version.data);

  return (
    <section
      className={classes['server']}
      aria-label="Server"
      title={collapsed ? `${words[state]} · ${detail}` : undefined}
    >
      <div className={classes['serverName']} role="status">
        <span className={classes['dot']} data-state={state} aria-hidden="true" />
        <span className={classes['word']}>{words[state]}</span>
      </div>
      <span className={`${classes['host']} ${classes['word']} faint mono`} title={detail}>
        {detail}
      </span>
      {/* Where the server is away, each page offers it. */}
      {canLeaveDemo && state !== 'away' && (
        <button
          type="button"
          className={`${classes['leave']} ${classes['word']}`}
          onClick={demo ? leaveDemo : enterDemo}
        >
          {demo ? 'Leave the demo' : 'Try the offline demo'}
        </button>
      )}
    </section>
  );
}

/** Any other request that finds no server is a reason to ask at once. */
function useRecheckOnTrouble(recheck: () => Promise<unknown>): void {
  const client = useQueryClient();
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.query.queryKey[0] === 'version') return;
        const { action } = event;
        if ((action.type === 'failed' || action.type === 'error') && isServerAway(action.error))
          void recheck();
      }),
    [client, recheck],
  );
}

function stateOf(status: 'pending' | 'error' | 'success', error: unknown): ServerState {
  if (status === 'pending') return 'connecting';
  // A server that refuses to tell its version still answers.
  return status === 'error' && isServerAway(error) ? 'away' : 'connected';
}

function hostAndVersion(version: string | undefined): string {
  return version === undefined || version === '' ? location.host : `${location.host} · ${version}`;
}
