import {
  Braces,
  CircleStop,
  Clock,
  CodeXml,
  Diamond,
  Globe,
  Merge,
  Minus,
  Radio,
  Repeat,
  Shuffle,
  Sparkles,
  Split,
  Square,
  User,
  Variable,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import type { TaskFamily } from '#graph/index.ts';
import classes from './card.module.css';

const icons: Readonly<Record<TaskFamily, LucideIcon>> = {
  worker: Square,
  http: Globe,
  switch: Diamond,
  fork: Split,
  join: Merge,
  loop: Repeat,
  'sub-workflow': Workflow,
  wait: Clock,
  human: User,
  script: CodeXml,
  event: Radio,
  variable: Variable,
  terminate: CircleStop,
  dynamic: Shuffle,
  transform: Braces,
  ai: Sparkles,
  noop: Minus,
};

export interface TypeIconProps {
  readonly family: TaskFamily;
}

/** The picture of a task type: decoration beside its name. */
export function TypeIcon({ family }: TypeIconProps): ReactElement {
  const Icon = icons[family];
  return <Icon className={classes['type']} data-family={family} strokeWidth={1.75} aria-hidden="true" />;
}
