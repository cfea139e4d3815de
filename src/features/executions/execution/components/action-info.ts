import {
  CircleStop,
  Pause,
  Play,
  RefreshCw,
  RotateCcw,
  SquarePlay,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { ActionId } from '../model/actions.ts';

interface ActionInfo {
  /** A verb; with an ellipsis where a dialog follows. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** What it does, for the menu. */
  readonly about: string;
  /** Said when it is done. */
  readonly done: string;
  readonly danger: boolean;
}

export const actionInfo: Readonly<Record<ActionId, ActionInfo>> = {
  pause: {
    label: 'Pause',
    icon: Pause,
    about: 'Schedules nothing new until it is resumed',
    done: 'Paused',
    danger: false,
  },
  resume: {
    label: 'Resume',
    icon: Play,
    about: 'Goes on where it was paused',
    done: 'Resumed',
    danger: false,
  },
  retry: {
    label: 'Retry',
    icon: RotateCcw,
    about: 'Tries again what failed, and goes on from there',
    done: 'Retrying',
    danger: false,
  },
  terminate: {
    label: 'Terminate…',
    icon: CircleStop,
    about: 'Ends it and cancels its open tasks',
    done: 'Terminated',
    danger: true,
  },
  restart: {
    label: 'Restart…',
    icon: RefreshCw,
    about: 'Runs it from the beginning, under the same id',
    done: 'Restarted',
    danger: false,
  },
  runAgain: {
    label: 'Run again…',
    icon: SquarePlay,
    about: 'Starts a new execution with the same input',
    done: 'Started',
    danger: false,
  },
  remove: {
    label: 'Remove…',
    icon: Trash2,
    about: 'Deletes it and all its tasks from the server',
    done: 'Removed',
    danger: true,
  },
};
