import type { ReactElement } from 'react';
import type { Task } from '#contract/index.ts';
import { visibleName } from '#lib/formats.ts';
import classes from './panel.module.css';
import { PayloadView } from './payload-view.tsx';

export interface AskedProps {
  readonly task: Task;
}

const mostTexts = 6;

/** What a person is to give an answer to: texts are there to be read, so they stand whole. */
export function Asked({ task }: AskedProps): ReactElement {
  const { inputData, referenceTaskName } = task;
  const entries = Object.entries(inputData);
  const texts = entries.filter(([, value]) => typeof value === 'string').slice(0, mostTexts);
  const rest = entries.filter((entry) => !texts.includes(entry));
  return (
    <section className={classes['asked']} aria-label="What it asks">
      <h3 className="muted">Input</h3>
      {texts.length > 0 && (
        <dl>
          {texts.map(([name, value]) => (
            <div key={name}>
              <dt>{visibleName(name)}</dt>
              <dd>{String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {(texts.length === 0 || rest.length > 0) && (
        <PayloadView
          value={Object.fromEntries(rest)}
          label={`Input of ${referenceTaskName}`}
          root={`${referenceTaskName}.input`}
          stored={task.externalInputPayloadStoragePath}
          empty="This task was given no input."
        />
      )}
    </section>
  );
}
