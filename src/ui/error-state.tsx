import { createContext, use, type ReactElement, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { errorMessage, isApiError, isServerAway } from '#lib/api-error.ts';
import { toCurl } from '#lib/curl.ts';
import { CopyButton } from './copy-button.tsx';
import { explainError } from './error-explanation.ts';
import classes from './state.module.css';

/** What the application offers when no server answers, beside trying again. */
export const ServerAwayOffer = createContext<ReactNode>(null);

export interface ErrorStateProps {
  readonly error: unknown;
  /** What the page was about to do: `The executions could not be loaded`. */
  readonly what?: string;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
  /** h1 where nothing else heads the page. */
  readonly heading?: 'h1' | 'h2';
}

/** Something failed: what happened, whose fault it is, what to do next, in the server's own words. */
export function ErrorState({
  error,
  what,
  onRetry,
  actions,
  heading: Heading = 'h2',
}: ErrorStateProps): ReactElement {
  const offer = use(ServerAwayOffer);
  const { title, next } = explainError(error);
  return (
    <section className={classes['state']} role="alert">
      <div className={classes['headline']}>
        <TriangleAlert size={16} aria-hidden />
        <Heading>{title}</Heading>
      </div>
      <div className={classes['text']}>
        {what !== undefined && <p>{what}.</p>}
        <p>{next}</p>
      </div>
      <ErrorDetails error={error} />
      <div className={classes['actions']}>
        {actions}
        {isServerAway(error) && offer}
        {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
        {isApiError(error) && (
          <CopyButton value={() => toCurl(error.request)} label="Copy request as curl" withText />
        )}
      </div>
    </section>
  );
}

export interface ErrorDetailsProps {
  readonly error: unknown;
}

/** The server's message, what it says of single fields, and the request; for dialogs and notices, too. */
export function ErrorDetails({ error }: ErrorDetailsProps): ReactElement {
  const fields = isApiError(error) ? error.validationErrors : [];
  return (
    <>
      <div className={classes['said']}>
        <p>{errorMessage(error)}</p>
        {fields.length > 0 && (
          <ul>
            {fields.map((field) => (
              <li key={`${field.path} ${field.message}`}>
                {field.message} <span className="muted mono">{field.path}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {isApiError(error) && (
        <p className={classes['request']}>
          {error.request.method} {error.request.url}
          {error.status !== undefined && ` · ${error.status}`}
        </p>
      )}
    </>
  );
}
