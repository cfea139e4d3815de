import { useMemo, useRef, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { isWorkflowTerminal, type Task } from '#contract/index.ts';
import { isNodeOnlyAfter, nodeOfTask, type GraphNode } from '#graph/index.ts';
import { formatCount, shortId } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';
import { PageHeader, type Crumb } from '#ui/page-header.tsx';
import { useShortcut } from '#ui/shortcuts.ts';
import { statusInfo } from '#ui/status-info.ts';
import { Status } from '#ui/status.tsx';
import { useTaskLink } from '#ui/task-link.ts';
import { TabPanel, Tabs, type Tab } from '#ui/tabs.tsx';
import { useAncestors, type Ancestor } from '../hooks/use-ancestors.ts';
import { useExecutionActions } from '../hooks/use-execution-actions.tsx';
import { useExecutionRequest } from '../hooks/use-execution-request.ts';
import { useRunView } from '../hooks/use-run-view.ts';
import { useSelection, type PageTab, type PanelTab } from '../hooks/use-selection.ts';
import { stepsOf } from '../model/attempts.ts';
import type { Execution } from '../model/execution.ts';
import { drawnKey, followedKey, keyBeside, keyInIteration, linkKeyOf, taskKey } from '../model/keys.ts';
import { outcomeOf } from '../model/outcome.ts';
import { openingKey, selectionOf } from '../model/selection.ts';
import { RerunDialog } from '../panel/rerun-dialog.tsx';
import { TaskPanel } from '../panel/task-panel.tsx';
import { DataTab, DefinitionTab, JsonTab, VariablesTab } from './data-tabs.tsx';
import classes from './execution.module.css';
import { ExecutionActions } from './execution-actions.tsx';
import { Facts } from './facts.tsx';
import { GraphTab } from './graph-tab.tsx';
import { OutcomeBanner } from './outcome-banner.tsx';
import { RefreshNote } from './refresh-note.tsx';
import { SidePanel } from './side-panel.tsx';
import { TasksTab } from './tasks-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';

export interface ExecutionViewProps {
  readonly execution: Execution;
  /** The task that the address names. */
  readonly taskId: string | undefined;
  /** Why the last look failed; what is shown is older then. */
  readonly refreshError: Error | null;
  readonly readAt: number;
  readonly onRefresh: () => void;
}

/** An execution: what it is, why it is where it is, and everything it did. */
export function ExecutionView(props: ExecutionViewProps): ReactElement {
  const { execution, taskId } = props;
  const { workflow } = execution;
  const steps = useMemo(() => stepsOf(workflow.tasks), [workflow.tasks]);
  const stepByRef = useMemo(() => new Map(steps.map((step) => [step.ref, step])), [steps]);
  const [opening] = useState(() => ({
    key: openingKey(workflow, steps, taskId, Date.now()),
    isLive: !isWorkflowTerminal(workflow.status),
  }));
  const page = useSelection(opening.key, taskId);
  const ancestors = useAncestors(workflow);
  const outcome = useMemo(() => outcomeOf(workflow, steps), [workflow, steps]);
  // What the page selects by itself goes with the loops of a run that goes on, and in another they show its iteration.
  const asked = page.asked ?? (opening.isLive ? undefined : page.selected);
  const view = useRunView(execution, steps, asked, outcome?.stopped);
  const { graph, overlay } = view;
  const stopped = outcome?.stopped;
  const actions = useExecutionActions(workflow, steps, page.showNewest);
  const [rerun, setRerun] = useState<Task>();
  const content = useRef<HTMLDivElement>(null);
  const { tab, attempt, select } = page;
  const isFollowing = opening.isLive && page.asked === undefined && page.selected !== undefined;
  const selected = isFollowing ? followedKey(graph, page.selected) : page.selected;
  const selection = useMemo(
    () =>
      selected === undefined
        ? undefined
        : selectionOf({ graph, overlay, steps: stepByRef }, selected, attempt),
    [graph, overlay, stepByRef, selected, attempt],
  );
  const link = useTaskLink(selection === undefined ? '' : linkKeyOf(selection, { graph, overlay }), attempt);
  // What is asked for a task of a sub-workflow drawn in place is asked of that one.
  const own = view.executionOf(selection?.node);
  const mutation = useExecutionRequest(own.workflow.workflowId, page.showNewest);
  useShortcut(
    'Escape',
    'Leave the task panel for the graph, then close it',
    ({ target }) => {
      if (isInMenu(target)) return;
      if (tab === 'graph' && isInPanel(target)) enterContent();
      else close();
    },
    selection !== undefined,
  );

  // The focus was in the panel, or nowhere: what is left is the tab's content, and in the graph its keys.
  function close(): void {
    select(null);
    enterContent();
  }

  function enterContent(): void {
    const graphElement =
      tab === 'graph' ? content.current?.querySelector<HTMLElement>('[role=application]') : null;
    (graphElement ?? content.current)?.focus({ preventScroll: true });
  }

  function choose(key: string | null, nextAttempt?: string): void {
    if (key === null) return close();
    return select(key, nextAttempt);
  }

  function showIteration(loop: GraphNode, iteration: number): void {
    view.showIteration(loop, iteration);
    const same = selection === undefined ? undefined : keyInIteration(selection, overlay, loop, iteration);
    if (same !== undefined) select(same);
  }

  function show(task: Task): void {
    select(taskKey(task), task.taskId);
  }

  return (
    <div className={classes['page']}>
      <PageHeader
        title={workflow.workflowName || workflow.workflowId}
        documentTitle={`${statusInfo(workflow.status).word} · ${workflow.workflowName}`}
        crumbs={[{ label: 'Executions', to: paths.executions() }, ...ancestors.map(crumbOf)]}
        meta={
          <>
            <Link
              className={classes['version']}
              to={paths.definition(workflow.workflowName, workflow.workflowVersion)}
            >
              v{workflow.workflowVersion}
            </Link>
            <span role="status">
              <Status status={workflow.status} pill />
            </span>
            <Facts workflow={workflow} />
          </>
        }
        actions={
          <ExecutionActions
            status={workflow.status}
            obstacles={actions.obstacles}
            pending={actions.pending}
            onAction={actions.take}
          />
        }
      />
      <RefreshNote
        error={props.refreshError}
        oddities={execution.oddities}
        readAt={props.readAt}
        onRefresh={props.onRefresh}
      />
      <OutcomeBanner
        workflow={workflow}
        outcome={outcome}
        isTask={(ref) => execution.definition === undefined || nodeOfTask(graph, ref) !== undefined}
        isLater={(ref, join) => {
          const [node, other] = [ref, join].map((name) => nodeOfTask(graph, name));
          return node !== undefined && other !== undefined && isNodeOnlyAfter(node, other);
        }}
        onShow={show}
        onShowStopped={
          stopped === undefined || nodeOfTask(graph, stopped.ref) === undefined
            ? undefined
            : () => select(stopped.ref)
        }
        onShowInput={(task) => {
          show(task);
          page.showPanel('input');
        }}
        onRerun={(task) => {
          mutation.reset();
          setRerun(task);
        }}
      />
      <Tabs name="execution" label="Execution" tabs={tabsOf(execution)} value={tab} onChange={page.showTab} />
      <SidePanel
        label="Task"
        panel={
          selection === undefined ? undefined : (
            <TaskPanel
              execution={own}
              graph={graph}
              selection={selection}
              tab={page.panel}
              note={selection.node === undefined ? view.noteOn(selection.key) : undefined}
              stopReason={
                own === execution && selection.node?.ref === stopped?.ref ? stopped?.reason : undefined
              }
              isInside={own !== execution}
              mutation={mutation}
              link={link}
              onTab={page.showPanel}
              onSelect={(key, nextAttempt) =>
                choose(key === null ? null : keyBeside(selection, key), nextAttempt)
              }
            />
          )
        }
      >
        <TabPanel name="execution" value={tab} className={classes['tabPanel']}>
          <div ref={content} tabIndex={-1} className={classes['tabPanel']}>
            <GraphTab
              workflow={workflow}
              graph={graph}
              overlay={overlay}
              hasDefinition={execution.definition !== undefined}
              selected={selection?.node === undefined ? null : drawnKey(selection)}
              hidden={tab !== 'graph'}
              link={link}
              onSelect={choose}
              onOpen={() => enterPanel(page.panel)}
              onExpand={view.expand}
              expansionNotes={view.expansionNotes}
              onIteration={showIteration}
            />
            {tab === 'timeline' && (
              <TimelineTab
                workflow={workflow}
                steps={steps}
                current={selection?.step?.ref}
                onSelect={choose}
              />
            )}
            {tab === 'tasks' && <TasksTab steps={steps} current={selection?.task} onSelect={choose} />}
            {tab === 'data' && <DataTab workflow={workflow} />}
            {tab === 'variables' && <VariablesTab workflow={workflow} />}
            {tab === 'definition' && <DefinitionTab execution={execution} />}
            {tab === 'json' && <JsonTab execution={execution} />}
          </div>
        </TabPanel>
      </SidePanel>
      {actions.dialog}
      {rerun !== undefined && (
        <RerunDialog
          workflow={own.workflow}
          task={rerun}
          mutation={mutation}
          withInput
          onClose={() => setRerun(undefined)}
        />
      )}
    </div>
  );
}

function crumbOf({ id, taskId, head }: Ancestor): Crumb {
  return { label: head?.workflowName || shortId(id), to: paths.executionTask(id, taskId) };
}

/** Takes the focus from the graph into the panel of what is selected there. */
function enterPanel(tab: PanelTab): void {
  document.querySelector<HTMLElement>(`#task-tab-${tab}`)?.focus();
}

function isInPanel(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('aside') !== null;
}

// There the key closes the menu.
function isInMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=menu], [aria-expanded=true]') !== null;
}

function tabsOf({ workflow }: Execution): readonly Tab<PageTab>[] {
  const variables = Object.keys(workflow.variables).length;
  return [
    { id: 'graph', label: 'Graph' },
    { id: 'timeline', label: 'Timeline' },
    { id: 'tasks', label: 'Tasks', count: formatCount(workflow.tasks.length) },
    { id: 'data', label: 'Input and output' },
    { id: 'variables', label: 'Variables', count: variables === 0 ? undefined : formatCount(variables) },
    { id: 'definition', label: 'Definition' },
    { id: 'json', label: 'JSON' },
  ];
}
