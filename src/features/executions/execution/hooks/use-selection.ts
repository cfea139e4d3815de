import { useCallback, useState } from 'react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

const pageTabs = ['graph', 'timeline', 'tasks', 'data', 'variables', 'definition', 'json'] as const;
export type PageTab = (typeof pageTabs)[number];

const panelTabs = ['overview', 'input', 'output', 'logs', 'attempts', 'json'] as const;
export type PanelTab = (typeof panelTabs)[number];

const parsers = {
  tab: parseAsStringLiteral(pageTabs).withDefault('graph'),
  task: parseAsString,
  attempt: parseAsString,
  panel: parseAsStringLiteral(panelTabs).withDefault('overview'),
};

/** What the page shows, kept in its address. */
export interface PageState {
  readonly tab: PageTab;
  /** The selected step, if any. */
  readonly selected: string | undefined;
  /** The same where the address or the reader named it, and not the page by itself. */
  readonly asked: string | undefined;
  readonly attempt: string | null;
  readonly panel: PanelTab;
  readonly showTab: (tab: PageTab) => void;
  readonly select: (key: string | null, attempt?: string) => void;
  /** Stays at the step, and goes from the attempt that was chosen to the newest. */
  readonly showNewest: () => void;
  readonly showPanel: (panel: PanelTab) => void;
}

/** `opening` is what is selected until the reader chooses: it does not change as the run moves on. */
export function useSelection(opening: string | undefined, openingAttempt: string | undefined): PageState {
  const [{ tab, task, attempt, panel }, setState] = useQueryStates(parsers);
  const [first, setFirst] = useState({ key: opening, attempt: openingAttempt });
  const select = useCallback(
    (key: string | null, nextAttempt?: string) => {
      setFirst({ key: undefined, attempt: undefined });
      void setState({ task: key, attempt: nextAttempt ?? null });
    },
    [setState],
  );
  const showNewest = useCallback(() => {
    setFirst(({ key }) => ({ key, attempt: undefined }));
    void setState({ attempt: null });
  }, [setState]);
  const showTab = useCallback((next: PageTab) => void setState({ tab: next }), [setState]);
  const showPanel = useCallback((next: PanelTab) => void setState({ panel: next }), [setState]);
  return {
    tab,
    selected: task ?? first.key,
    asked: task ?? (first.attempt === undefined ? undefined : first.key),
    attempt: task === null ? (first.attempt ?? null) : attempt,
    panel,
    showTab,
    select,
    showNewest,
    showPanel,
  };
}
