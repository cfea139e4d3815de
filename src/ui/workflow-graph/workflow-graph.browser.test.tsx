import { useState, type ReactElement } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { taskSchema, type Task } from '#contract/index.ts';
import { buildGraph } from '#graph/index.ts';
import { Room } from '../testing/room.tsx';
import { useRunGraph } from './use-run-graph.ts';
import { WorkflowGraph, type WorkflowGraphProps } from './workflow-graph.tsx';

const simple = (ref: string) => ({ name: `${ref}_task`, taskReferenceName: ref, type: 'SIMPLE' });

const conditional = {
  name: 'conditional_workflow',
  tasks: [
    simple('check'),
    {
      name: 'decide_task',
      taskReferenceName: 'decide',
      type: 'DECISION',
      inputParameters: { case: '${check.output.status}' },
      decisionCases: { approved: [simple('approve')], rejected: [simple('reject')] },
    },
    simple('archive'),
  ],
};

function runOf(statuses: Readonly<Record<string, string>>): readonly Task[] {
  return Object.entries(statuses).map(([referenceTaskName, status], seq) =>
    taskSchema.parse({
      taskId: referenceTaskName,
      referenceTaskName,
      status,
      seq,
      startTime: 1_000,
      endTime: 3_500,
    }),
  );
}

type Extra = Partial<WorkflowGraphProps>;

/** A graph that keeps its own selection, as a page would. */
function Definition({ definition, ...rest }: Extra & { readonly definition: unknown }): ReactElement {
  const [graph] = useState(() => buildGraph(definition));
  const [selected, select] = useState<string | null>(null);
  const onSelect = (node: { readonly id: string } | null) => select(node?.id ?? null);
  return (
    <Room>
      <WorkflowGraph
        graph={graph}
        selected={selected}
        onSelect={onSelect}
        ariaLabel="The workflow"
        {...rest}
      />
    </Room>
  );
}

function Run({ tasks, ...rest }: Extra & { readonly tasks: readonly Task[] }): ReactElement {
  const { graph, overlay } = useRunGraph(conditional, tasks);
  return (
    <Room>
      <WorkflowGraph graph={graph} overlay={overlay} ariaLabel="The run" {...rest} />
    </Room>
  );
}

const card = (name: string | RegExp) => page.getByRole('button', { name });
const canvas = () => page.getByRole('application');
const cards = () => document.querySelectorAll('.react-flow__node');
/** Where a card is on the screen, for comparing. */
const placeOf = (name: RegExp) => JSON.stringify(card(name).element().getBoundingClientRect());

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await userEvent.keyboard(`{${key}}`);
}

function focusCanvas(): void {
  const element = canvas().element();
  if (element instanceof HTMLElement) element.focus();
}

describe('the graph of a definition', () => {
  test('shows each task with its type and its one detail, and the names of the cases', async () => {
    await render(<Definition definition={conditional} />);
    await expect.element(card(/^check Worker task/)).toBeVisible();
    await expect.element(card(/^decide Decision/)).toMatchTextContent(/on \$\{check\.output\.status\}/);
    await expect.element(page.getByText('rejected', { exact: true })).toBeVisible();
    await expect.element(page.getByText('default', { exact: true })).toBeVisible();
    await expect.element(page.getByText('100 %')).toBeVisible();
  });

  test('selects by a click, and lets go by a click beside', async () => {
    await render(<Definition definition={conditional} />);
    await card(/^approve/).click();
    await expect.element(card(/^approve/)).toHaveAttribute('aria-pressed', 'true');
    await expect.element(card(/^reject/)).toHaveAttribute('aria-pressed', 'false');
    await canvas().click({ position: { x: 12, y: 300 } });
    await expect.element(card(/^approve/)).toHaveAttribute('aria-pressed', 'false');
  });

  test('is walked with the arrow keys, along the flow and between branches, and opened with Enter', async () => {
    const onOpen = vi.fn<(node: { readonly id: string }) => void>();
    await render(<Definition definition={conditional} onOpen={onOpen} />);
    await expect.element(card(/^check/)).toBeVisible();
    focusCanvas();
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await expect.element(card(/^reject/)).toHaveAttribute('aria-pressed', 'true');
    await press('ArrowLeft');
    await expect.element(card(/^approve/)).toHaveAttribute('aria-pressed', 'true');
    await expect.element(canvas()).toHaveAttribute('aria-activedescendant', card(/^approve/).element().id);
    await press('Enter');
    expect(onOpen.mock.lastCall?.[0].id).toBe('approve');
    await press('Escape');
    await expect.element(canvas()).not.toHaveAttribute('aria-activedescendant');
  });

  test('zooms with keys and buttons', async () => {
    await render(<Definition definition={conditional} />);
    await expect.element(card(/^check/)).toBeVisible();
    focusCanvas();
    await press('-');
    await expect.element(page.getByText('80 %')).toBeVisible();
    await press('0');
    await expect.element(page.getByText('100 %')).toBeVisible();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.element(page.getByText('125 %')).toBeVisible();
    await page.getByRole('button', { name: 'Fit the whole graph' }).click();
    await expect.element(page.getByText('100 %')).toBeVisible();
  });

  test('zooms on from where a zoom before was to end, however late its frames come', async () => {
    await render(<Definition definition={conditional} />);
    await expect.element(card(/^check/)).toBeVisible();
    const zoomOut = () =>
      canvas()
        .element()
        .dispatchEvent(new KeyboardEvent('keydown', { key: '-', bubbles: true }));
    const real = performance.now.bind(performance);
    zoomOut();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => real() + 1_000);
    zoomOut();
    clock.mockRestore();
    await expect.element(page.getByText('64 %')).toBeVisible();
  });

  test('says on the task itself what is wrong with it', async () => {
    await render(<Definition definition={{ tasks: [simple('a'), simple('a'), 7] }} />);
    await expect.element(card(/used twice/)).toMatchTextContent(/Reference name used twice/);
    await expect.element(card(/This is not a task/)).toBeVisible();
  });

  test('stays when the definition changes: what one looks at does not move', async () => {
    const graphs = [conditional, { ...conditional, tasks: [simple('new'), ...conditional.tasks] }].map(
      (each) => buildGraph(each),
    );
    const [before, after] = graphs;
    if (before === undefined || after === undefined) throw new Error('two graphs');
    const view = await render(<Definition definition={conditional} graph={before} selected="decide" />);
    await expect.element(card(/^decide/)).toBeVisible();
    const place = placeOf(/^decide/);
    await view.rerender(<Definition definition={conditional} graph={after} selected="decide" />);
    await expect.element(card(/^new/)).toBeVisible();
    expect(placeOf(/^decide/)).toBe(place);
  });
});

describe('the graph of a run', () => {
  const failed = runOf({ check: 'COMPLETED', decide: 'COMPLETED', reject: 'FAILED' });

  test('gives each task its status in words and shape, and tells what was not reached', async () => {
    await render(<Run tasks={failed} />);
    await expect.element(card(/^check Worker task, Completed/)).toMatchTextContent(/2\.5 s/);
    await expect.element(card(/^reject Worker task, Failed/)).toBeVisible();
    await expect.element(card(/^archive Worker task/)).toMatchTextContent(/not reached/);
    expect(
      card(/^reject/)
        .element()
        .querySelector('[data-shape="cross"]'),
    ).not.toBeNull();
  });

  test('changes one card when one status changes, and moves nothing', async () => {
    const view = await render(
      <Run tasks={runOf({ check: 'COMPLETED', decide: 'COMPLETED', reject: 'SCHEDULED' })} />,
    );
    await expect.element(card(/^reject.*Scheduled/)).toBeVisible();
    const place = placeOf(/^reject/);
    const changed = new Set<string>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        changed.add(element?.closest('[data-id]')?.getAttribute('data-id') ?? 'outside');
      }
    });
    observer.observe(canvas().element(), {
      attributes: true,
      childList: true,
      characterData: true,
      subtree: true,
    });
    await view.rerender(<Run tasks={failed} />);
    await expect.element(card(/^reject.*Failed/)).toBeVisible();
    observer.disconnect();
    expect([...changed]).toEqual(['reject']);
    expect(placeOf(/^reject/)).toBe(place);
  });

  test('opens at the task it is told to look at', async () => {
    await render(<Run tasks={failed} focus="archive" />);
    await expect.element(card(/^archive/)).toBeInViewport();
  });

  test('shows a status nobody has heard of', async () => {
    await render(<Run tasks={runOf({ check: 'DAY_DREAMING' })} />);
    await expect.element(card(/^check Worker task, Day dreaming/)).toBeVisible();
  });
});

describe('a graph of 2,000 tasks', () => {
  const long = { name: 'long', tasks: Array.from({ length: 2_000 }, (_, at) => simple(`t${at}`)) };

  test('has in the document only what is near the window', async () => {
    await render(<Definition definition={long} />);
    await expect.element(card(/^t0 Worker task/)).toBeVisible();
    expect(cards().length).toBeLessThan(30);
    await page.getByRole('button', { name: 'Fit the whole graph' }).click();
    await expect.element(canvas()).toHaveAttribute('data-graph-level', 'far');
    expect(cards()).toHaveLength(0);
  });

  test('brings a task into view when it is selected from outside', async () => {
    const view = await render(<Definition definition={long} selected={null} />);
    await expect.element(card(/^t0 Worker task/)).toBeVisible();
    await view.rerender(<Definition definition={long} selected="t1234" />);
    await expect.element(card(/^t1234 Worker task/)).toBeInViewport();
    expect(cards().length).toBeLessThan(40);
  });

  test('opens at a task far down', async () => {
    await render(<Definition definition={long} focus="t1500" />);
    await expect.element(card(/^t1500 Worker task/)).toBeInViewport();
  });
});
