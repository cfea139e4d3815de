import { useMemo, type ReactElement } from 'react';
import { Button } from '@mantine/core';
import { Download, ExternalLink } from 'lucide-react';
import { Link } from 'react-router';
import type { Workflow } from '#contract/index.ts';
import { formatBytes } from '#lib/formats.ts';
import { formatJson, parseJson } from '#lib/json.ts';
import { paths } from '#lib/paths.ts';
import { saveFile } from '#lib/save-file.ts';
import { CodeEditor } from '#ui/code-editor/code-editor.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { JsonView } from '#ui/json-view/json-view.tsx';
import type { Execution } from '../model/execution.ts';
import { PayloadView } from '../panel/payload-view.tsx';
import classes from './execution.module.css';

export interface WorkflowTabProps {
  readonly workflow: Workflow;
}

/** What the execution was given, and what it gave. */
export function DataTab({ workflow }: WorkflowTabProps): ReactElement {
  return (
    <div className={classes['payloads']}>
      <section className={classes['payload']} aria-label="Input">
        <h2>Input</h2>
        <PayloadView
          value={workflow.input}
          label="Workflow input"
          root="workflow.input"
          stored={workflow.externalInputPayloadStoragePath}
          empty="It was started without input."
        />
      </section>
      <section className={classes['payload']} aria-label="Output">
        <h2>Output</h2>
        <PayloadView
          value={workflow.output}
          label="Workflow output"
          root="workflow.output"
          stored={workflow.externalOutputPayloadStoragePath}
          empty={workflow.endTime > 0 ? 'It has given no output.' : 'It has given no output yet.'}
        />
      </section>
    </div>
  );
}

/** The variables as they are now, and which domains its tasks are polled from. */
export function VariablesTab({ workflow }: WorkflowTabProps): ReactElement {
  const { variables, taskToDomain } = workflow;
  const hasDomains = Object.keys(taskToDomain).length > 0;
  if (Object.keys(variables).length === 0 && !hasDomains) {
    return (
      <EmptyState title="No variables">
        <p>
          SET_VARIABLE tasks put values here for later tasks to read as{' '}
          <code>{'${workflow.variables.name}'}</code>.
        </p>
      </EmptyState>
    );
  }
  return (
    <div className={classes['payloads']}>
      <section className={classes['payload']} aria-label="Variables">
        <h2>Variables</h2>
        <PayloadView
          value={variables}
          label="Variables"
          root="workflow.variables"
          stored={undefined}
          empty="None has been set."
        />
      </section>
      {hasDomains && (
        <section className={classes['payload']} aria-label="Task to domain">
          <h2>Task to domain</h2>
          <JsonView value={taskToDomain} label="Task to domain" />
        </section>
      )}
    </div>
  );
}

export interface ExecutionTabProps {
  readonly execution: Execution;
}

/** The definition this execution runs, which may be older than the one on the server. */
export function DefinitionTab({ execution }: ExecutionTabProps): ReactElement {
  const { workflowName, workflowVersion } = execution.workflow;
  const text = useMemo(() => formatJson(execution.definition), [execution.definition]);
  const link = (
    <Button
      component={Link}
      to={paths.definition(workflowName, workflowVersion)}
      leftSection={<ExternalLink size={14} aria-hidden />}
    >
      Open version {workflowVersion} in the editor
    </Button>
  );
  if (text === '') {
    return (
      <EmptyState title="The server sent no definition with this execution" actions={link}>
        <p>The Tasks and Timeline tabs show what it did all the same.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <div className={classes['bar']}>
        <span>As it was when the execution started; the one on the server may have changed since.</span>
        {link}
        <CopyButton value={text} label="Copy definition" withText />
      </div>
      <div className={classes['code']}>
        <CodeEditor value={text} language="json" label="Definition of this execution" path="execution.json" />
      </div>
    </>
  );
}

/** Everything the server says about the execution. */
export function JsonTab({ execution }: ExecutionTabProps): ReactElement {
  const { text, workflow } = execution;
  const value = useMemo(() => parseJson(text), [text]);

  function download(): void {
    const name = `${workflow.workflowName || 'execution'}-${workflow.workflowId}.json`;
    saveFile(name, new Blob([text], { type: 'application/json' }));
  }

  return (
    <div className={classes['whole']}>
      <div className={classes['bar']}>
        <span>The server's whole answer, {formatBytes(text.length)}</span>
        <CopyButton value={text} label="Copy as it was sent" withText />
        <Button leftSection={<Download size={14} aria-hidden />} onClick={download}>
          Download
        </Button>
      </div>
      <div className={classes['wholeView']}>
        <JsonView value={value} label="Execution" openDepth={1} />
      </div>
    </div>
  );
}
