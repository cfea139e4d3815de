import type { ReactElement } from 'react';
import { Clock, Keyboard, Link, Moon, PenLine, Play, Plus, Sun, Workflow } from 'lucide-react';
import { paths } from '#lib/paths.ts';
import type { PageTasks } from '#ui/page-tasks.ts';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon: ReactElement;
  readonly run: () => void;
}

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

interface PaletteActions {
  readonly go: (to: string) => void;
  readonly runWorkflow: () => void;
  readonly toggleTheme: () => void;
  readonly toggleZone: () => void;
  readonly showKeys: () => void;
}

const mostNames = 12;
const mostTasks = 8;
const usualId = /^[\da-f]{8}-[\da-f]{4}-/i;
// As the list shows ids; the list finds what begins so.
const shortId = /^[\da-f]{8}$/i;
// Whoever starts an execution may give it an id; one without a figure is far more likely a name.
const anyId = /^(?=.*\d)[\w-]{8,}$/;

function generalCommands(actions: PaletteActions, dark: boolean): Command[] {
  return [
    {
      id: 'executions',
      label: 'Go to executions',
      icon: <Play size={14} aria-hidden />,
      run: () => actions.go(paths.executions()),
    },
    {
      id: 'definitions',
      label: 'Go to workflows',
      icon: <Workflow size={14} aria-hidden />,
      run: () => actions.go(paths.definitions()),
    },
    { id: 'run', label: 'Run workflow…', icon: <Play size={14} aria-hidden />, run: actions.runWorkflow },
    {
      id: 'new',
      label: 'New workflow',
      icon: <Plus size={14} aria-hidden />,
      run: () => actions.go(paths.newDefinition()),
    },
    {
      id: 'theme',
      label: dark ? 'Switch to the light theme' : 'Switch to the dark theme',
      icon: dark ? <Sun size={14} aria-hidden /> : <Moon size={14} aria-hidden />,
      run: actions.toggleTheme,
    },
    {
      id: 'zone',
      label: 'Switch between your time zone and UTC',
      icon: <Clock size={14} aria-hidden />,
      run: actions.toggleZone,
    },
    {
      id: 'keys',
      label: 'Show the list of keys',
      icon: <Keyboard size={14} aria-hidden />,
      run: actions.showKeys,
    },
  ];
}

export interface PaletteContext {
  readonly names: readonly string[];
  readonly dark: boolean;
  /** Of the page behind the palette; undefined where it has none. */
  readonly tasks: PageTasks | undefined;
  readonly actions: PaletteActions;
}

/**
 * What the palette offers for a text: commands, tasks of the page and workflows that contain its words, and the
 * execution it may be the id of.
 */
export function paletteGroups(query: string, context: PaletteContext): CommandGroup[] {
  const { names, dark, tasks, actions } = context;
  const text = query.trim();
  const words = text.toLowerCase().split(/\s+/);
  const fits = (label: string): boolean => words.every((word) => label.toLowerCase().includes(word));
  const execution = {
    title: 'Execution',
    commands: anyId.test(text) ? [openExecution(text, actions)] : [],
  };
  const named = [
    {
      title: 'Commands',
      commands: [...linkCommands(tasks), ...generalCommands(actions, dark)].filter(({ label }) =>
        fits(label),
      ),
    },
    { title: 'Tasks on this page', commands: text === '' ? [] : taskCommands(text, tasks) },
    { title: 'Workflows', commands: text === '' ? [] : workflowCommands(names.filter(fits), actions) },
  ];
  // A workflow's name may look like an id, too: only what can hardly be a name comes first.
  const groups = usualId.test(text) ? [execution, ...named] : [...named, execution];
  return groups.filter((group) => group.commands.length > 0);
}

function linkCommands(tasks: PageTasks | undefined): readonly Command[] {
  const copy = tasks?.copyLink ?? null;
  if (copy === null) return [];
  return [
    { id: 'link', label: 'Copy link to the selected task', icon: <Link size={14} aria-hidden />, run: copy },
  ];
}

function taskCommands(text: string, tasks: PageTasks | undefined): readonly Command[] {
  const found = tasks?.find(text, mostTasks) ?? [];
  return found.map(({ id, go, ...shown }) => ({ id: `task ${id}`, run: go, ...shown }));
}

function openExecution(id: string, actions: PaletteActions): Command {
  const isShort = shortId.test(id);
  return {
    id: 'execution',
    label: isShort ? `Find execution ${id}…` : `Open execution ${id}`,
    ...(usualId.test(id) || isShort ? {} : { detail: 'If there is one with this id' }),
    icon: <Play size={14} aria-hidden />,
    run: () => actions.go(isShort ? paths.executions({ text: id }) : paths.execution(id)),
  };
}

function workflowCommands(names: readonly string[], actions: PaletteActions): Command[] {
  return names.slice(0, mostNames).flatMap((name) => [
    {
      id: `definition ${name}`,
      label: name,
      detail: 'Definition',
      icon: <PenLine size={14} aria-hidden />,
      run: () => actions.go(paths.definition(name)),
    },
    {
      id: `executions ${name}`,
      label: name,
      detail: 'Executions',
      icon: <Play size={14} aria-hidden />,
      run: () => actions.go(paths.executions({ workflow: name })),
    },
  ]);
}
