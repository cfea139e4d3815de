import { useHref, useLocation } from 'react-router';
import { notifyDone, notifyFailed } from './notify.tsx';

/** The address of this page with a task selected, as it can be given to a colleague. */
export function useTaskLink(task: string, attempt: string | null = null): () => string {
  const { pathname, search } = useLocation();
  const params = new URLSearchParams(search);
  params.set('task', task);
  if (attempt === null) params.delete('attempt');
  else params.set('attempt', attempt);
  const href = useHref({ pathname, search: `?${params.toString()}` });
  return () => new URL(href, window.location.href).href;
}

/** Puts it on the clipboard and says so. */
export async function copyTaskLink(link: () => string): Promise<void> {
  try {
    await navigator.clipboard.writeText(link());
    notifyDone('Copied the link to this task');
  } catch (error) {
    notifyFailed('The link could not be copied', error);
  }
}
