import { useMemo, useState, type ReactElement } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Braces, ChevronDown, ChevronUp, Search, Text } from 'lucide-react';
import { formatBytes, formatCount } from '#lib/formats.ts';
import { formatJson } from '#lib/json.ts';
import { CopyButton } from '../copy-button.tsx';
import { ToolButton } from '../tool-button.tsx';
import { findInJson } from './json-rows.ts';
import { JsonTree } from './json-tree.tsx';
import classes from './json-view.module.css';

export interface JsonViewProps {
  readonly value: unknown;
  /** What it is: `Input of charge_card`. */
  readonly label: string;
  /** What a copied path begins with: `charge_card.input` makes `${charge_card.input.amount}`. */
  readonly root?: string;
  /** How many levels are open at first. */
  readonly openDepth?: number;
}

const largeBytes = 1_000_000;

/** A payload: a tree with search, or its raw text. It takes the height it needs, up to its parent's. */
export function JsonView(props: JsonViewProps): ReactElement {
  const text = useMemo(() => formatJson(props.value), [props.value]);
  const [allowed, setAllowed] = useState(false);
  if (text.length <= largeBytes || allowed) return <Payload {...props} text={text} />;
  return (
    <div className={classes['guard']}>
      <p>
        {props.label} has {formatBytes(text.length)}. Showing that much may slow this page down.
      </p>
      <div className={classes['guardButtons']}>
        <Button onClick={() => setAllowed(true)}>Show it</Button>
        <CopyButton value={text} label="Copy it" withText />
      </div>
    </div>
  );
}

interface PayloadProps extends JsonViewProps {
  readonly text: string;
}

function Payload({ value, label, root, openDepth = 2, text }: PayloadProps): ReactElement {
  const [raw, setRaw] = useState(false);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const matches = useMemo(() => findInJson(value, query.trim()), [value, query]);
  const current = matches.length === 0 ? undefined : matches[at % matches.length];

  function search(next: string): void {
    setQuery(next);
    setAt(0);
  }

  function step(by: number): void {
    if (matches.length > 0) setAt((before) => (before + by + matches.length) % matches.length);
  }

  return (
    <div className={classes['view']}>
      <div className={classes['tools']}>
        {!raw && (
          <TextInput
            className={classes['search'] ?? ''}
            aria-label={`Search in ${label}`}
            placeholder="Search"
            leftSection={<Search size={12} aria-hidden />}
            value={query}
            onChange={(event) => search(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
              if (event.key === 'Escape' && query !== '') {
                event.stopPropagation();
                search('');
              }
            }}
          />
        )}
        {!raw && query.trim() !== '' && (
          <>
            <span className={classes['count']} role="status">
              {matches.length === 0
                ? 'none'
                : `${formatCount((at % matches.length) + 1)} of ${formatCount(matches.length)}`}
            </span>
            <ToolButton
              label="Previous match"
              icon={<ChevronUp size={14} aria-hidden />}
              onClick={() => step(-1)}
            />
            <ToolButton
              label="Next match"
              icon={<ChevronDown size={14} aria-hidden />}
              onClick={() => step(1)}
            />
          </>
        )}
        <span className={classes['grow']} />
        <ToolButton
          label={raw ? 'Show as a tree' : 'Show the raw text'}
          icon={raw ? <Braces size={14} aria-hidden /> : <Text size={14} aria-hidden />}
          onClick={() => setRaw(!raw)}
        />
        <CopyButton value={text} label="Copy as JSON" />
      </div>
      {raw ? (
        <textarea
          className={classes['raw']}
          aria-label={label}
          readOnly
          spellCheck={false}
          rows={Math.min(24, text.split('\n', 25).length)}
          value={text}
        />
      ) : (
        <JsonTree
          value={value}
          label={label}
          root={root}
          openDepth={openDepth}
          query={query.trim()}
          current={current}
        />
      )}
    </div>
  );
}
