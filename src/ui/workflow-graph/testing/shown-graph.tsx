import { useState, type ReactElement } from 'react';
import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { buildGraph, type GraphNode } from '#graph/index.ts';
import { Room } from '../../testing/room.tsx';
import { WorkflowGraph, type WorkflowGraphProps } from '../workflow-graph.tsx';

export const simple = (ref: string, fields: object = {}) => ({
  name: `${ref}_task`,
  taskReferenceName: ref,
  type: 'SIMPLE',
  ...fields,
});

export const loop = (ref: string, ...loopOver: readonly object[]) => ({
  ...simple(ref),
  type: 'DO_WHILE',
  loopOver,
});

export const shop = {
  name: 'shop',
  tasks: [
    simple('check', { inputParameters: { note: 'fragile' } }),
    {
      ...simple('route'),
      type: 'SWITCH',
      decisionCases: { express: [simple('fly')], sea: [loop('each_port', simple('sail'))] },
      defaultCase: [simple('drive')],
    },
    simple('bill', { inputParameters: { note: 'fragile' } }),
  ],
};

interface ShownProps extends Partial<WorkflowGraphProps> {
  readonly definition: unknown;
  readonly width?: number;
}

/** A graph that keeps its own selection, as a page would. */
export function Shown({ definition, width = 900, ...rest }: ShownProps): ReactElement {
  const [graph] = useState(() => buildGraph(definition));
  const [selected, select] = useState<string | null>(rest.selected ?? null);
  const onSelect = (node: GraphNode | null) => select(node?.id ?? null);
  return (
    <Room width={width}>
      <WorkflowGraph
        graph={graph}
        ariaLabel="The workflow"
        {...rest}
        selected={selected}
        onSelect={onSelect}
      />
    </Room>
  );
}

export const canvas = page.getByRole('application');
export const card = (name: string | RegExp) => canvas.getByRole('button', { name });

export async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await userEvent.keyboard(key.length === 1 ? key : `{${key}}`);
}

export async function focusCanvas(): Promise<void> {
  await expect.element(canvas).toBeVisible();
  const element = canvas.element();
  if (element instanceof HTMLElement) element.focus();
}
