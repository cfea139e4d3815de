import { useQuery } from '@tanstack/react-query';
import type { Workflow } from '#contract/index.ts';
import { executionHeadQuery } from '../api.ts';

/** An execution that one is, in the end, a sub-workflow of. */
export interface Ancestor {
  readonly id: string;
  /** The task in it that has started the next one; undefined where that is not known. */
  readonly taskId: string | undefined;
  /** What the server says of it; undefined until it has, and where it does not. */
  readonly head: Workflow | undefined;
}

/** The executions around one, the outermost first: five are asked for, what is around them is known by its id alone. */
export function useAncestors(workflow: Workflow): readonly Ancestor[] {
  const first = useParent(workflow);
  const second = useParent(first?.head);
  const third = useParent(second?.head);
  const fourth = useParent(third?.head);
  const fifth = useParent(fourth?.head);
  const further = parentOf(fifth?.head);
  return [further, fifth, fourth, third, second, first].filter((each) => each !== undefined);
}

function useParent(of: Workflow | undefined): Ancestor | undefined {
  const parent = parentOf(of);
  const { data } = useQuery({
    ...executionHeadQuery(parent?.id ?? ''),
    enabled: parent !== undefined,
    // Its name and where it came from do not change.
    staleTime: Infinity,
    refetchInterval: false,
  });
  return parent === undefined ? undefined : { ...parent, head: data };
}

function parentOf(workflow: Workflow | undefined): Ancestor | undefined {
  const { parentWorkflowId: id = '', parentWorkflowTaskId: taskId } = workflow ?? {};
  return id === '' ? undefined : { id, taskId, head: undefined };
}
