import { isApiError, type ApiError } from '#lib/api-error.ts';

export interface Explanation {
  readonly title: string;
  /** Whose fault it is, and what to do next. */
  readonly next: string;
}

/** What happened, in words for someone who did not write this page. */
export function explainError(error: unknown): Explanation {
  if (!isApiError(error)) {
    return {
      title: 'This page has run into a problem of its own',
      next: 'It is a mistake in this page, not in your workflow. Reloading may help; the details below help whoever repairs it.',
    };
  }
  switch (error.kind) {
    case 'network':
      return {
        title: 'No server answers',
        next: 'The request reached nothing. Check that the server is running and that you are online, then try again.',
      };
    case 'away':
      return {
        title: 'The workflow server is away',
        next: 'This page is served, but no workflow server answers behind it. It may be starting, or its address may be wrong.',
      };
    case 'timeout':
      return {
        title: 'The server takes too long',
        next: 'No answer came in the time this page waits. The server may be busy; trying again is safe for reading.',
      };
    case 'unreadable':
      return {
        title: 'The answer is not what was expected',
        next: 'The server may be of a version this page does not know. The details below say where they differ.',
      };
    case 'refused':
      return explainRefusal(error);
    default:
      return error.kind satisfies never;
  }
}

function explainRefusal(error: ApiError): Explanation {
  const status = error.status ?? 0;
  if (status === 404) {
    return {
      title: 'Not found',
      next: 'The server does not have it: it may have been removed, or the address may be mistyped.',
    };
  }
  if (status === 401 || status === 403) {
    return {
      title: 'Not allowed',
      next: 'The server does not let you do this. Ask whoever runs it for access.',
    };
  }
  if (status === 409) {
    return {
      title: 'Not possible right now',
      next: 'It is in a state that does not allow this. The server says why:',
    };
  }
  if (status === 413) {
    return { title: 'Too large', next: 'The server refuses a request of this size.' };
  }
  if (status === 429) {
    return { title: 'Too many requests', next: 'The server asks for patience. Try again in a moment.' };
  }
  if (status < 500) {
    return {
      title: 'The server did not accept the request',
      next: 'Something in it has to change. The server says:',
    };
  }
  return {
    title: 'The server failed to answer',
    next: 'The fault is on the server. Its log says more; trying again may help.',
  };
}
