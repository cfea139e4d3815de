import { useMemo, useState } from 'react';
import type { WorkflowSummary } from '#contract/index.ts';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The selected executions as last seen: they stay selected when a refresh or a filter takes them off the list. */
  readonly rows: readonly WorkflowSummary[];
  readonly change: (ids: ReadonlySet<string>) => void;
  readonly clear: () => void;
}

const nothing: ReadonlyMap<string, WorkflowSummary> = new Map();

export function useSelection(shown: readonly WorkflowSummary[]): Selection {
  const [chosen, setChosen] = useState(nothing);
  return useMemo(() => {
    if (chosen.size === 0) {
      return { ids: new Set(), rows: [], change, clear };
    }
    const fresh = new Map(shown.map((row) => [row.workflowId, row]));
    return {
      ids: new Set(chosen.keys()),
      rows: [...chosen].map(([id, row]) => fresh.get(id) ?? row),
      change,
      clear,
    };

    function clear(): void {
      setChosen(nothing);
    }

    function change(ids: ReadonlySet<string>): void {
      const known = new Map([
        ...chosen,
        ...shown.map((row): [string, WorkflowSummary] => [row.workflowId, row]),
      ]);
      setChosen(
        new Map(
          [...ids].flatMap((id): [string, WorkflowSummary][] => {
            const row = known.get(id);
            return row === undefined ? [] : [[id, row]];
          }),
        ),
      );
    }
  }, [chosen, shown]);
}
