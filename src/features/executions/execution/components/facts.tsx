import type { ReactElement, ReactNode } from 'react';
import { Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { Link } from 'react-router';
import type { Workflow } from '#contract/index.ts';
import { formatQuantity, shortId } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';
import { toMillis } from '#lib/time.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { StatusIcon } from '#ui/status.tsx';
import { ClockTime, Duration, TimeAgo } from '#ui/time-display.tsx';
import { failureWorkflowOf, subWorkflowsOf, type SubWorkflowLink } from '../model/relations.ts';
import { ExecutionLink } from './execution-link.tsx';
import classes from './execution.module.css';
import { FailureWorkflow } from './failure-workflow.tsx';
import { NamedExecution } from './named-execution.tsx';

export interface FactsProps {
  readonly workflow: Workflow;
}

/** When it ran, for how long, and what it belongs to. */
export function Facts({ workflow }: FactsProps): ReactElement {
  const { correlationId, parentWorkflowId, workflowId, event, priority, reRunFromWorkflowId } = workflow;
  const start = toMillis(workflow.startTime);
  const subWorkflows = subWorkflowsOf(workflow.tasks);
  const failureWorkflow = failureWorkflowOf(workflow);
  return (
    <ul className={classes['facts']} aria-label="About this execution">
      <li className={classes['id']}>
        <span className="mono">{workflowId}</span>
        <CopyButton value={workflowId} label="Copy id" />
      </li>
      {start !== undefined && (
        <Fact label="Started">
          <ClockTime at={start} /> <span className="faint">· </span>
          <TimeAgo at={start} />
        </Fact>
      )}
      {start !== undefined && (
        <Fact label={workflow.endTime > 0 ? 'Took' : 'Running for'}>
          <Duration from={start} to={toMillis(workflow.endTime)} />
        </Fact>
      )}
      {correlationId !== undefined && correlationId !== '' && (
        <Fact label="Correlation id">
          <Link to={paths.executions({ correlation: correlationId })}>{correlationId}</Link>
        </Fact>
      )}
      {parentWorkflowId !== undefined && parentWorkflowId !== '' && (
        <Fact label="Sub-workflow of">
          <NamedExecution id={parentWorkflowId} taskId={workflow.parentWorkflowTaskId} />
        </Fact>
      )}
      {reRunFromWorkflowId !== undefined &&
        reRunFromWorkflowId !== '' &&
        reRunFromWorkflowId !== workflowId && (
          <Fact label="Rerun of">
            <ExecutionLink id={reRunFromWorkflowId} />
          </Fact>
        )}
      {failureWorkflow !== undefined && (
        <Fact label="Failure workflow">
          <FailureWorkflow failureWorkflow={failureWorkflow} />
        </Fact>
      )}
      {event !== undefined && event !== '' && <Fact label="Started by">{event}</Fact>}
      {priority > 0 && <Fact label="Priority">{priority}</Fact>}
      {subWorkflows.length > 0 && (
        <li>
          <SubWorkflows links={subWorkflows} />
        </li>
      )}
    </ul>
  );
}

interface FactProps {
  readonly label: string;
  readonly children: ReactNode;
}

function Fact({ label, children }: FactProps): ReactElement {
  return (
    <li>
      <span className="faint">{label}</span> {children}
    </li>
  );
}

const mostListed = 100;

interface SubWorkflowsProps {
  readonly links: readonly SubWorkflowLink[];
}

function SubWorkflows({ links }: SubWorkflowsProps): ReactElement {
  return (
    <Menu width={340} position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <button type="button" className={classes['linkButton']}>
          {formatQuantity(links.length, 'sub-workflow')} <ChevronDown size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes['longMenu'] ?? ''}>
        {links.slice(0, mostListed).map((link) => (
          <Menu.Item
            key={link.taskId}
            component={Link}
            to={paths.execution(link.id)}
            leftSection={<StatusIcon status={link.status} />}
          >
            {link.ref} <span className="muted mono">{shortId(link.id)}</span>
          </Menu.Item>
        ))}
        {links.length > mostListed && (
          <Menu.Label>{links.length - mostListed} more are in the Tasks tab</Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
