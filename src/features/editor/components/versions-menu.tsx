import type { ReactElement } from 'react';
import { Button, Menu } from '@mantine/core';
import { Check, ChevronDown, GitCompareArrows } from 'lucide-react';
import { Link } from 'react-router';
import type { WorkflowDefVersion } from '#contract/index.ts';
import { paths } from '#lib/paths.ts';
import { toMillis } from '#lib/time.ts';
import { TimeAgo } from '#ui/time-display.tsx';
import classes from './editor-header.module.css';

export interface VersionsMenuProps {
  readonly name: string;
  readonly current: number;
  /** Newest first; undefined while they are being loaded. */
  readonly versions: readonly WorkflowDefVersion[] | undefined;
  readonly onCompare: () => void;
}

/** Every version of the definition, to open one or to compare two. */
export function VersionsMenu({ name, current, versions, onCompare }: VersionsMenuProps): ReactElement {
  return (
    <Menu width={260}>
      <Menu.Target>
        <Button rightSection={<ChevronDown size={14} aria-hidden />} disabled={versions === undefined}>
          Versions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<GitCompareArrows size={14} aria-hidden />} onClick={onCompare}>
          Compare versions
        </Menu.Item>
        <Menu.Divider />
        <div className={classes['versions']}>
          {versions?.map((each) => (
            <Menu.Item
              key={each.version}
              component={Link}
              to={paths.definition(name, each.version)}
              aria-current={each.version === current ? 'page' : undefined}
              leftSection={
                each.version === current ? (
                  <Check size={14} aria-hidden />
                ) : (
                  <span className={classes['gap']} />
                )
              }
              rightSection={
                <span className="faint">
                  <TimeAgo at={toMillis(each.updateTime) ?? toMillis(each.createTime)} />
                </span>
              }
            >
              Version {each.version}
            </Menu.Item>
          ))}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
