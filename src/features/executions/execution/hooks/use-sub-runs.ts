import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Task } from '#contract/index.ts';
import type { GraphNode, RunOverlay, SubWorkflow } from '#graph/index.ts';
import { answersOf } from '#lib/query-client.ts';
import { workflowDefinitionQuery } from '#lib/workflow-definitions.ts';
import { knownExpansions, type KnownExpansions } from '#ui/workflow-graph/expansions.ts';
import { executionQuery } from '../api.ts';
import type { Execution } from '../model/execution.ts';
import { subWorkflowIdOf } from '../model/relations.ts';

export interface SubRuns extends KnownExpansions {
  /** The tasks of their executions, likewise; none for one that has not begun. */
  readonly inside: ReadonlyMap<string, readonly Task[]>;
  /** The executions themselves, likewise. */
  readonly executions: ReadonlyMap<string, Execution>;
  readonly open: (node: GraphNode, overlay: RunOverlay) => void;
  readonly toggle: (node: GraphNode, overlay: RunOverlay) => void;
  /** A retry, or another iteration of a loop, runs another execution. */
  readonly follow: (overlay: RunOverlay) => void;
}

interface OpenRun {
  readonly link: SubWorkflow;
  /** Undefined before it has begun: then its definition is all there is to see. */
  readonly executionId: string | undefined;
}

/** The executions of sub-workflows that the reader wants to see in place, each looked at as the page's own is. */
export function useSubRuns(): SubRuns {
  const [open, setOpen] = useState<ReadonlyMap<string, OpenRun>>(new Map());
  const executions = useQueries({
    queries: [...open.values()].map(({ executionId }) => ({
      ...executionQuery(executionId ?? ''),
      enabled: executionId !== undefined,
    })),
    combine: answersOf,
  });
  const definitions = useQueries({
    queries: [...open.values()].map(({ executionId, link }) => ({
      ...workflowDefinitionQuery(link.name, link.version),
      enabled: executionId === undefined && link.inline === null,
    })),
    combine: answersOf,
  });
  const openRun = useCallback(
    (node: GraphNode, overlay: RunOverlay) =>
      setOpen((before) => (before.has(node.id) ? before : withOpen(before, node, overlay))),
    [],
  );
  const toggle = useCallback(
    (node: GraphNode, overlay: RunOverlay) =>
      setOpen((before) => {
        const after = new Map(before);
        return after.delete(node.id) ? after : withOpen(before, node, overlay);
      }),
    [],
  );
  const follow = useCallback(
    (overlay: RunOverlay) =>
      setOpen((before) => {
        const after = new Map(
          [...before].map(([id, run]) => [id, { ...run, executionId: executionOf(id, overlay) }] as const),
        );
        const isSame = [...after].every(([id, run]) => before.get(id)?.executionId === run.executionId);
        return isSame ? before : after;
      }),
    [],
  );
  return useMemo(() => {
    const found = new Map<string, Execution>();
    const wanted = [...open].map(([id, { link, executionId }], at) => {
      const execution = executionId === undefined ? undefined : executions[at]?.data;
      if (execution !== undefined) found.set(id, execution);
      return {
        id,
        definition:
          execution === undefined ? (link.inline ?? definitions[at]?.data) : (execution.definition ?? {}),
        error: (executionId === undefined ? definitions[at] : executions[at])?.error,
      };
    });
    const inside = new Map([...found].map(([id, { workflow }]) => [id, workflow.tasks]));
    return { executions: found, inside, ...knownExpansions(wanted), open: openRun, toggle, follow };
  }, [open, executions, definitions, openRun, toggle, follow]);
}

function withOpen(
  before: ReadonlyMap<string, OpenRun>,
  { id, subWorkflow }: GraphNode,
  overlay: RunOverlay,
): ReadonlyMap<string, OpenRun> {
  if (subWorkflow === null) return before;
  return new Map(before).set(id, { link: subWorkflow, executionId: executionOf(id, overlay) });
}

/** The execution that the latest attempt of what is shown has begun. */
function executionOf(id: string, overlay: RunOverlay): string | undefined {
  const latest = overlay.shown.get(id);
  return latest === undefined ? undefined : subWorkflowIdOf(latest);
}
