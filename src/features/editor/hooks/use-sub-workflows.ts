import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Expansions, GraphNode, SubWorkflow } from '#graph/index.ts';
import { errorMessage } from '#lib/api-error.ts';
import { answersOf } from '#lib/query-client.ts';
import { workflowDefinitionQuery } from '#lib/workflow-definitions.ts';

export interface SubWorkflows {
  /** The definitions to draw in place, by node id. */
  readonly expansions: Expansions;
  /** By node id: that a definition is being fetched, or why it cannot be drawn. */
  readonly notes: ReadonlyMap<string, string>;
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
    const expansions = new Map<string, unknown>();
    const notes = new Map<string, string>();
    for (const [at, [id, { inline }]] of [...open].entries()) {
      const answer = answers[at];
      const definition = inline ?? answer?.data;
      if (definition !== undefined) expansions.set(id, definition);
      else if (answer?.error) notes.set(id, `Cannot be shown: ${errorMessage(answer.error)}`);
      else notes.set(id, 'Fetching its definition …');
    }
    return { expansions, notes, toggle };
  }, [open, answers, toggle]);
}
