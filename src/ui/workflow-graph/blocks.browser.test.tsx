import { useMemo, useState, type ReactElement } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema } from '#contract/index.ts';
import { buildGraph, type GraphNode } from '#graph/index.ts';
import { Room } from '../testing/room.tsx';
import { useRunGraph } from './use-run-graph.ts';
import { WorkflowGraph } from './workflow-graph.tsx';

const simple = (ref: string) => ({ name: `${ref}_task`, taskReferenceName: ref, type: 'SIMPLE' });
const workflow = {
  name: 'blocks',
  failureWorkflow: 'clean_up',
  tasks: [
    simple('first'),
    {
      name: 'split',
      taskReferenceName: 'split',
      type: 'FORK_JOIN',
      forkTasks: [[simple('left')], [simple('right')]],
    },
    { name: 'meet', taskReferenceName: 'meet', type: 'JOIN', joinOn: ['left', 'right', 'nobody'] },
    {
      name: 'child',
      taskReferenceName: 'child',
      type: 'SUB_WORKFLOW',
      subWorkflowParam: { name: 'shipping', version: 2 },
    },
  ],
};
const shipping = { name: 'shipping', tasks: [simple('pack'), simple('first')] };

beforeEach(() => localStorage.clear());

/** A definition whose sub-workflow can be drawn in place. */
function Definition({ selected: opening = null }: { readonly selected?: string | null }): ReactElement {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [selected, select] = useState<string | null>(opening);
  const graph = useMemo(
    () => buildGraph(workflow, { expansions: new Map([...open].map((id) => [id, shipping])) }),
    [open],
  );
  return (
    <Room width={1000} height={900}>
      <WorkflowGraph
        graph={graph}
        selected={selected}
        onSelect={(node) => select(node?.id ?? null)}
        onExpand={({ id }: GraphNode) => setOpen((now) => (now.has(id) ? new Set() : new Set([id])))}
        ariaLabel="The workflow"
      />
    </Room>
  );
}

const card = (name: RegExp) => page.getByRole('button', { name });
const focusGraph = () => {
  const graph = page.getByRole('application').element();
  if (graph instanceof HTMLElement) graph.focus();
};

describe('a block of the graph', () => {
  test('is folded and unfolded by its button, and stays so when the graph comes back', async () => {
    const view = await render(<Definition />);
    await card(/^Fold split/).click();
    await expect.element(card(/^left/)).not.toBeInTheDocument();
    await expect.element(card(/^Unfold split/)).toMatchTextContent(/2/);
    await expect.element(card(/^meet/)).toBeVisible();
    await view.unmount();
    await render(<Definition />);
    await expect.element(card(/^Unfold split/)).toBeVisible();
    await card(/^Unfold split/).click();
    await expect.element(card(/^left/)).toBeVisible();
  });

  test('is unfolded for what is selected inside it, and selected itself when it hides the selection', async () => {
    localStorage.setItem('graph-folded:blocks', '["split"]');
    await render(<Definition selected="right" />);
    await expect.element(card(/^right/)).toHaveAttribute('aria-pressed', 'true');
    await card(/^Fold split/).click();
    await expect.element(card(/^split/)).toHaveAttribute('aria-pressed', 'true');
  });

  test('is entered, left and folded with keys', async () => {
    await render(<Definition selected="split" />);
    await expect.element(card(/^split/)).toBeVisible();
    focusGraph();
    await userEvent.keyboard(']]');
    await expect.element(card(/^left/)).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('[[');
    await expect.element(card(/^split/)).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('e');
    await expect.element(card(/^left/)).not.toBeInTheDocument();
    await userEvent.keyboard(']]');
    await expect.element(card(/^left/)).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('E');
    await expect.element(card(/^left/)).not.toBeInTheDocument();
    await userEvent.keyboard('E');
    await expect.element(card(/^left/)).toBeVisible();
  });

  test('that is a sub-workflow is drawn in place when asked for, under its own names', async () => {
    await render(<Definition />);
    await card(/^Unfold child/).click();
    await expect.element(card(/^pack/)).toBeVisible();
    expect(card(/^first/).elements()).toHaveLength(2);
    await card(/^pack/).click();
    await card(/^Fold child/).click();
    await expect.element(card(/^pack/)).not.toBeInTheDocument();
    await expect.element(card(/^child/)).toHaveAttribute('aria-pressed', 'true');
  });

  test('the way out on failure, and a join on nobody, are told in words', async () => {
    await render(<Definition />);
    await expect.element(page.getByText('on failure: clean_up')).toBeVisible();
    await expect.element(card(/^meet/)).toMatchTextContent(/Waits for unknown nobody/);
  });
});

describe('the window over a graph', () => {
  const graph = () => page.getByRole('application');

  test('is moved and brought to the selected task with keys, and the flow is turned', async () => {
    await render(<Definition selected="split" />);
    await expect.element(card(/^split/)).toBeVisible();
    focusGraph();
    const before = card(/^split/)
      .element()
      .getBoundingClientRect();
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await vi.waitFor(() =>
      expect(
        card(/^split/)
          .element()
          .getBoundingClientRect().top,
      ).toBe(before.top + 120),
    );
    await expect.element(card(/^split/)).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('-z');
    await expect.element(page.getByText('100 %')).toBeVisible();
    await userEvent.keyboard('d');
    await expect.element(graph()).toHaveAttribute('data-graph-direction', 'right');
    await page.getByRole('button', { name: 'Draw from top to bottom' }).click();
    await expect.element(graph()).toHaveAttribute('data-graph-direction', 'down');
  });
});

describe('a loop in a run', () => {
  const loop = {
    name: 'looping',
    tasks: [
      {
        name: 'again',
        taskReferenceName: 'again',
        type: 'DO_WHILE',
        loopCondition: 'true',
        loopOver: [simple('work')],
      },
    ],
  };
  const tasks = [1, 2, 3, 4].map((iteration) =>
    taskSchema.parse({
      taskId: `w${iteration}`,
      referenceTaskName: `work__${iteration}`,
      status: iteration === 2 ? 'FAILED' : 'COMPLETED',
      reasonForIncompletion: iteration === 2 ? 'out of paper' : undefined,
      iteration,
      seq: iteration,
    }),
  );

  function Run(): ReactElement {
    const [iterations, choose] = useState<ReadonlyMap<string, number>>(new Map());
    const { graph, overlay } = useRunGraph(loop, tasks, { iterations });
    return (
      <Room>
        <WorkflowGraph
          graph={graph}
          overlay={overlay}
          onIteration={({ id }, iteration) => choose(new Map([[id, iteration]]))}
          ariaLabel="The run"
        />
      </Room>
    );
  }

  test('shows any of its iterations: the first, the failed one, the latest, and one by its number', async () => {
    await render(<Run />);
    await expect.element(card(/^work.*Completed/)).toBeVisible();
    const field = page.getByRole('textbox', { name: 'Iteration' });
    await expect.element(field).toHaveValue('4');
    await page.getByRole('button', { name: 'First iteration' }).click();
    await expect.element(field).toHaveValue('1');
    await page.getByRole('button', { name: /^Next failed iteration/ }).click();
    await expect.element(field).toHaveValue('2');
    await expect.element(card(/^work.*Failed/)).toBeVisible();
    await field.fill('3');
    await userEvent.keyboard('{Enter}');
    await expect.element(card(/^work.*Completed/)).toBeVisible();
    await field.fill('99');
    await userEvent.keyboard('{Enter}');
    await expect.element(field).toHaveValue('4');
    await expect.element(page.getByRole('button', { name: 'Latest iteration' })).toBeDisabled();
  });

  test('has no room for the ways to others while it is folded', async () => {
    await render(<Run />);
    await expect.element(page.getByRole('group', { name: 'Iterations of again' })).toBeVisible();
    await card(/^Fold again/).click();
    await expect.element(page.getByRole('group', { name: 'Iterations of again' })).not.toBeInTheDocument();
    await card(/^Unfold again/).click();
    await expect.element(page.getByRole('group', { name: 'Iterations of again' })).toBeVisible();
  });
});
