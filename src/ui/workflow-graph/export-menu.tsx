import { Menu } from '@mantine/core';
import { Download, FileCode, Image, Link, Printer, Workflow, X, type LucideIcon } from 'lucide-react';
import { Fragment, useId, useLayoutEffect, useRef, useState, type ReactElement, type RefObject } from 'react';
import { partOfLayout, type GraphLayout, type GraphNode } from '#graph/index.ts';
import { ToolButton, ToolGroup } from '../tool-button.tsx';
import { expectedArea } from './export/drawn-area.ts';
import type { ExportKind } from './export/export.ts';
import { pictureSize, reductionWords } from './export/picture-size.ts';
import { nodeTitle } from './spoken-name.ts';
import { useExport, type ShownGraph } from './use-export.ts';
import classes from './export-menu.module.css';

export interface ExportMenuProps extends ShownGraph {
  readonly selected: GraphNode | null;
  /** Copies the link to the selected task, if any; undefined where tasks have no address. */
  readonly link?: { readonly copy: (() => void) | null } | undefined;
}

interface Choice {
  readonly kind: ExportKind;
  readonly label: string;
  readonly icon: LucideIcon;
}

const choices: readonly Choice[] = [
  { kind: 'svg', label: 'Save as SVG', icon: FileCode },
  { kind: 'png', label: 'Save as PNG', icon: Image },
  { kind: 'mermaid', label: 'Copy as Mermaid text', icon: Workflow },
  { kind: 'print', label: 'Print', icon: Printer },
];

/** Takes the graph, or what is selected of it, out of the page. */
export function ExportMenu({ selected, link, ...shown }: ExportMenuProps): ReactElement {
  const { share, start, cancel } = useExport(shown);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const items = (root: GraphNode | null) =>
    choices.map(({ kind, label, icon: Icon }) => {
      const note = kind === 'png' && isOpen ? pngNote(shown.layout, root) : '';
      const noteId = `${id}-${root === null ? 'all' : 'part'}`;
      return (
        <Fragment key={kind}>
          <Menu.Item
            aria-label={
              selected === null ? label : `${label}: ${root === null ? 'the whole graph' : nodeTitle(root)}`
            }
            aria-describedby={note === '' ? undefined : noteId}
            leftSection={<Icon size={14} aria-hidden />}
            onClick={() => start(kind, root)}
          >
            {label}
          </Menu.Item>
          {note !== '' && (
            <Menu.Label id={noteId} className={classes['note']}>
              {note}
            </Menu.Label>
          )}
        </Fragment>
      );
    });

  return (
    <ToolGroup label={link === undefined ? 'Export' : 'Link and export'}>
      {share !== null && (
        <>
          <progress className={classes['progress']} aria-label="Export" max={1} value={share} />
          <CancelButton onClick={cancel} backTo={buttonRef} />
        </>
      )}
      {link !== undefined && (
        <ToolButton
          label="Copy the link to the selected task"
          shortcut="c"
          icon={<Link size={14} />}
          disabled={link.copy === null}
          onClick={() => link.copy?.()}
        />
      )}
      <Menu width={240} opened={isOpen} onChange={setOpen}>
        <Menu.Target>
          <ToolButton ref={buttonRef} label="Export" icon={<Download size={14} />} />
        </Menu.Target>
        <Menu.Dropdown data-graph-toolbar>
          {selected !== null && <Menu.Label>The whole graph</Menu.Label>}
          {items(null)}
          {selected !== null && (
            <>
              <Menu.Divider />
              <Menu.Label className={classes['selection']}>Selection: {nodeTitle(selected)}</Menu.Label>
              {items(selected)}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </ToolGroup>
  );
}

/** What a picture will lack, told before it is made; '' where it shows all there is. */
function pngNote(layout: GraphLayout, root: GraphNode | null): string {
  const words = reductionWords(pictureSize(expectedArea(partOfLayout(layout, root).bounds)));
  return words === '' ? '' : `About ${words}`;
}

interface CancelButtonProps {
  readonly onClick: () => void;
  /** Where the focus goes when this button does. */
  readonly backTo: RefObject<HTMLButtonElement | null>;
}

function CancelButton({ onClick, backTo }: CancelButtonProps): ReactElement {
  const ref = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const [own, next] = [ref.current, backTo.current];
    return () => {
      if (document.activeElement === own) next?.focus();
    };
  }, [backTo]);
  return <ToolButton ref={ref} label="Cancel the export" icon={<X size={14} />} onClick={onClick} />;
}
