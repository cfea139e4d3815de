import { useState, type ReactElement } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { Keyboard, Moon, PanelLeftClose, PanelLeftOpen, Play, Search, Sun, Workflow } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { createPreference, usePreference } from '#lib/preference.ts';
import { paths } from '#lib/paths.ts';
import { keyLabel } from '#ui/shortcuts.ts';
import { timeZonePreference, useTimeZone } from '#ui/time-zone.ts';
import { ToolButton } from '#ui/tool-button.tsx';
import { BrandMark } from './brand-mark.tsx';
import { ServerCard } from './server-card.tsx';
import classes from './shell.module.css';
import { useThemeSwitch } from './use-theme-switch.ts';

interface Entry {
  readonly label: string;
  readonly to: string;
  readonly icon: ReactElement;
  /** Addresses that belong to this entry. */
  readonly covers: readonly string[];
}

interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

const sections: readonly Section[] = [
  {
    title: 'Run',
    entries: [
      {
        label: 'Executions',
        to: paths.executions(),
        icon: <Play size={14} aria-hidden />,
        covers: ['/executions', '/execution'],
      },
    ],
  },
  {
    title: 'Define',
    entries: [
      {
        label: 'Workflows',
        to: paths.definitions(),
        icon: <Workflow size={14} aria-hidden />,
        covers: ['/workflowDef', '/newWorkflowDef'],
      },
    ],
  },
];

const widthPreference = createPreference<'auto' | 'open' | 'collapsed'>('conductor-ui.nav', [
  'auto',
  'open',
  'collapsed',
]);

export interface NavProps {
  readonly onFind: () => void;
  readonly onKeys: () => void;
}

/** The way to every page, and what holds on all of them: theme, times, server. */
export function Nav({ onFind, onKeys }: NavProps): ReactElement {
  const width = usePreference(widthPreference);
  const narrow = useMediaQuery('(max-width: 900px)', window.matchMedia('(max-width: 900px)').matches);
  const [openForNow, setOpenForNow] = useState(false);
  const collapsed = narrow ? !openForNow : width === 'collapsed';

  function toggle(): void {
    if (narrow) setOpenForNow(collapsed);
    else widthPreference.set(collapsed ? 'open' : 'collapsed');
  }

  return (
    <nav className={classes['nav']} aria-label="Main" data-collapsed={collapsed}>
      <Link to={paths.executions()} className={classes['brand']} aria-label="Conductor, to the executions">
        <BrandMark />
        <span className={classes['word']}>Conductor</span>
      </Link>
      <button
        type="button"
        className={classes['item']}
        onClick={onFind}
        title={collapsed ? 'Find anything' : undefined}
      >
        <Search size={14} aria-hidden />
        <span className={classes['word']}>Find anything</span>
        <kbd className={classes['word']}>{keyLabel('mod+k')}</kbd>
      </button>
      {sections.map((section) => (
        <NavSection key={section.title} section={section} collapsed={collapsed} />
      ))}
      <div className={classes['foot']}>
        <div className={classes['switches']}>
          <ThemeButton />
          <ZoneButton />
          <ToolButton label="Keys" shortcut="?" icon={<Keyboard size={15} aria-hidden />} onClick={onKeys} />
          <ToolButton
            label={collapsed ? 'Widen the navigation' : 'Narrow the navigation'}
            icon={
              collapsed ? <PanelLeftOpen size={15} aria-hidden /> : <PanelLeftClose size={15} aria-hidden />
            }
            onClick={toggle}
          />
        </div>
        <ServerCard collapsed={collapsed} />
      </div>
    </nav>
  );
}

interface NavSectionProps {
  readonly section: Section;
  readonly collapsed: boolean;
}

function NavSection({ section, collapsed }: NavSectionProps): ReactElement {
  const { pathname } = useLocation();
  return (
    <>
      <div className={classes['section']}>
        <span className={classes['word']}>{section.title}</span>
      </div>
      {section.entries.map((entry) => (
        <Link
          key={entry.to}
          to={entry.to}
          className={classes['item']}
          aria-current={covers(entry, pathname) ? 'page' : undefined}
          aria-label={entry.label}
          title={collapsed ? entry.label : undefined}
        >
          {entry.icon}
          <span className={classes['word']}>{entry.label}</span>
        </Link>
      ))}
    </>
  );
}

function covers(entry: Entry, pathname: string): boolean {
  return entry.covers.some((start) => pathname === start || pathname.startsWith(`${start}/`));
}

function ThemeButton(): ReactElement {
  const { dark, toggle } = useThemeSwitch();
  return (
    <ToolButton
      label={dark ? 'Switch to the light theme' : 'Switch to the dark theme'}
      icon={dark ? <Sun size={15} aria-hidden /> : <Moon size={15} aria-hidden />}
      onClick={toggle}
    />
  );
}

function ZoneButton(): ReactElement {
  const zone = useTimeZone();
  return (
    <ToolButton
      label={zone === 'utc' ? 'Show times in your own zone' : 'Show times in UTC'}
      pressed={zone === 'utc'}
      onClick={() => timeZonePreference.set(zone === 'utc' ? 'local' : 'utc')}
    >
      UTC
    </ToolButton>
  );
}
