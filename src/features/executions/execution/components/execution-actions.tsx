import type { ReactElement } from 'react';
import { Button, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { ToolButton } from '#ui/tool-button.tsx';
import { actionIds, mainActions, type ActionId, type Obstacles } from '../model/actions.ts';
import { actionInfo } from './action-info.ts';
import classes from './execution.module.css';

export interface ExecutionActionsProps {
  readonly status: string;
  readonly obstacles: Obstacles;
  /** The action that is on its way to the server. */
  readonly pending: ActionId | undefined;
  readonly onAction: (action: ActionId) => void;
}

/** What can be done with an execution: what its status suggests in the open, everything in the menu. */
export function ExecutionActions(props: ExecutionActionsProps): ReactElement {
  const { status, obstacles, pending, onAction } = props;
  const open = mainActions(status).filter((action) => obstacles[action] === undefined);
  return (
    <>
      {open.map((action, index) => {
        const { label, icon: Icon } = actionInfo[action];
        return (
          <Button
            key={action}
            variant={index === open.length - 1 ? 'filled' : 'default'}
            leftSection={<Icon size={14} aria-hidden />}
            loading={pending === action}
            onClick={() => onAction(action)}
          >
            {label}
          </Button>
        );
      })}
      <Menu width={340} withinPortal={false}>
        <Menu.Target>
          <ToolButton label="All actions" icon={<Ellipsis size={16} aria-hidden />} />
        </Menu.Target>
        <Menu.Dropdown>
          {actionIds.map((action) => (
            <ActionItem
              key={action}
              action={action}
              obstacle={obstacles[action]}
              onAction={() => onAction(action)}
            />
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

interface ActionItemProps {
  readonly action: ActionId;
  readonly obstacle: string | undefined;
  readonly onAction: () => void;
}

// One that cannot be taken now keeps its place and can be reached, so that it can say why.
function ActionItem({ action, obstacle, onAction }: ActionItemProps): ReactElement {
  const { label, icon: Icon, about, danger } = actionInfo[action];
  const blocked = obstacle !== undefined;
  return (
    <Menu.Item
      aria-disabled={blocked}
      {...(danger && !blocked ? { color: 'danger' } : {})}
      className={blocked ? (classes['blocked'] ?? '') : ''}
      closeMenuOnClick={!blocked}
      leftSection={<Icon size={14} aria-hidden />}
      onClick={blocked ? undefined : onAction}
    >
      {label}
      <span className={classes['why']}>{obstacle ?? about}</span>
    </Menu.Item>
  );
}
