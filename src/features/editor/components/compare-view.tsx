import type { ReactElement } from 'react';
import { Button, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { Link } from 'react-router';
import type { WorkflowDefVersion } from '#contract/index.ts';
import { paths } from '#lib/paths.ts';
import { DiffEditor } from '#ui/code-editor/code-editor.tsx';
import { ErrorState } from '#ui/error-state.tsx';
import { SkeletonRows } from '#ui/skeleton.tsx';
import { definitionQuery } from '../api.ts';
import type { SavedDefinition } from '../model/save.ts';
import classes from './editor.module.css';

export interface CompareViewProps {
  readonly saved: SavedDefinition;
  /** Newest first. */
  readonly versions: readonly WorkflowDefVersion[];
  /** The text in the editor, saved or not. */
  readonly editorText: string;
}

const editorSide = 'editor';

/** Two versions of a definition, or a version and the text in the editor, side by side. */
export function CompareView({ saved, versions, editorText }: CompareViewProps): ReactElement {
  const [from, setFrom] = useQueryState(
    'from',
    parseAsString.withDefault(String(startingPoint(saved, versions))),
  );
  const [to, setTo] = useQueryState('to', parseAsString.withDefault(editorSide));
  const narrow = useMediaQuery('(max-width: 1100px)');
  const before = useSide(saved, from, editorText);
  const after = useSide(saved, to, editorText);
  const error = before.error ?? after.error;
  const sides = [
    ...versions.map((each) => ({ value: String(each.version), label: `Version ${each.version}` })),
    { value: editorSide, label: 'Text in the editor' },
  ];

  return (
    <div className={classes['compare']}>
      <div className={classes['compareBar']}>
        <Select
          aria-label="Compare from"
          data={sides}
          value={from}
          allowDeselect={false}
          onChange={(value) => void setFrom(value)}
        />
        <ArrowRight size={14} aria-label="to" />
        <Select
          aria-label="Compare to"
          data={sides}
          value={to}
          allowDeselect={false}
          onChange={(value) => void setTo(value)}
        />
        {before.text !== undefined && before.text === after.text && (
          <span className="muted">No difference</span>
        )}
        {from !== editorSide && from !== String(saved.version) && (
          <Button component={Link} to={paths.definition(saved.name, Number(from))} variant="subtle">
            Open version {from}
          </Button>
        )}
      </div>
      {error !== null ? (
        <ErrorState error={error} what="A version could not be loaded" />
      ) : before.text === undefined || after.text === undefined ? (
        <SkeletonRows label="Loading the versions" />
      ) : (
        <div className={classes['compareDiff']}>
          <DiffEditor
            language="json"
            label={`${nameOf(from)} compared with ${nameOf(to)}`}
            before={before.text}
            after={after.text}
            inline={narrow}
          />
        </div>
      )}
    </div>
  );
}

interface Side {
  readonly text: string | undefined;
  readonly error: Error | null;
}

function useSide(saved: SavedDefinition, side: string, editorText: string): Side {
  const isVersion = /^\d+$/.test(side);
  const query = useQuery({ ...definitionQuery(saved.name, Number(side)), enabled: isVersion });
  return isVersion ? { text: query.data?.text, error: query.error } : { text: editorText, error: null };
}

// What one most likely wants to see: what this version changed, or what the edits do.
function startingPoint(saved: SavedDefinition, versions: readonly WorkflowDefVersion[]): number {
  const earlier = versions.find((each) => each.version < saved.version);
  return earlier?.version ?? saved.version;
}

function nameOf(side: string): string {
  return side === editorSide ? 'the text in the editor' : `version ${side}`;
}
