import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { GraphNode, SubWorkflow } from '#graph/index.ts';
import { answersOf } from '#lib/query-client.ts';
import { workflowDefinitionQuery } from '#lib/workflow-definitions.ts';
import { knownExpansions, type KnownExpansions } from '#ui/workflow-graph/expansions.ts';

export interface SubWorkflows extends KnownExpansions {
  readonly toggle: (node: GraphNode) => void;
}

/** The sub-workflows that the reader wants to see in place; their definitions are fetched when first wanted. */
export function useSubWorkflows(): SubWorkflows {
  const [open, setOpen] = useState<ReadonlyMap<string, SubWorkflow>>(new Map());
  const answers = useQueries({
    queries: [...open.values()].map(({ name, version, inline }) => ({
      ...workflowDefinitionQuery(name, version),
      enabled: inline === null,
    })),
    combine: answersOf,
  });
  const toggle = useCallback(
    ({ id, subWorkflow }: GraphNode) =>
      setOpen((before) => {
        const after = new Map(before);
        if (!after.delete(id) && subWorkflow !== null) after.set(id, subWorkflow);
        return after;
      }),
    [],
  );
  return useMemo(() => {
    const wanted = [...open].map(([id, { inline }], at) => ({
      id,
      definition: inline ?? answers[at]?.data,
      error: answers[at]?.error,
    }));
    return { ...knownExpansions(wanted), toggle };
  }, [open, answers, toggle]);
}
