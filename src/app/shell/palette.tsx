import { useEffect, type Dispatch, type ReactElement, type SetStateAction } from 'react';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useNavigate } from 'react-router';
import { workflowNamesQuery } from '#lib/workflow-names.ts';
import { usePageTasks } from '#ui/page-tasks.ts';
import { timeZonePreference } from '#ui/time-zone.ts';
import { paletteGroups } from './palette-commands.tsx';
import classes from './palette.module.css';
import { useTypedAhead } from './typed-ahead.ts';
import { useThemeSwitch } from './use-theme-switch.ts';

const [store, palette] = createSpotlight();

interface PaletteProps {
  readonly query: string;
  readonly onQuery: Dispatch<SetStateAction<string>>;
  readonly onClose: () => void;
  readonly onRun: () => void;
  readonly onKeys: () => void;
}

/** Find anything: pages, commands, tasks of this page, workflows by name, an execution by its id. */
export default function Palette({ query, onQuery, onClose, onRun, onKeys }: PaletteProps): ReactElement {
  const navigate = useNavigate();
  const { dark, toggle } = useThemeSwitch();
  const tasks = usePageTasks();
  const names = useQuery(workflowNamesQuery);
  // Until the field has the focus.
  useTypedAhead({ onType: onQuery, onCancel: onClose });

  useEffect(() => {
    palette.open();
    return palette.close;
  }, []);

  const groups = paletteGroups(query, {
    names: Object.keys(names.data ?? {}),
    dark,
    tasks,
    actions: {
      go: (to) => void navigate(to),
      runWorkflow: onRun,
      toggleTheme: toggle,
      toggleZone: () => timeZonePreference.set(timeZonePreference.get() === 'utc' ? 'local' : 'utc'),
      showKeys: onKeys,
    },
  });

  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={onQuery}
      onSpotlightClose={onClose}
      transitionProps={{ duration: 80, transition: 'fade' }}
      overlayProps={{ backgroundOpacity: 0.3 }}
      title="Find anything"
      centered={false}
      scrollable
      maxHeight={420}
      classNames={classes}
    >
      <Spotlight.Search
        placeholder="A page, a task on it, a workflow, an execution's id…"
        aria-label="Find anything"
        leftSection={<Search size={16} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.length === 0 && <Spotlight.Empty>Nothing is called that.</Spotlight.Empty>}
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.title} label={group.title}>
            {group.commands.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                leftSection={command.icon}
                rightSection={
                  command.detail === undefined ? null : <span className="muted">{command.detail}</span>
                }
                onClick={command.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
