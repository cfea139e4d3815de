import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

export interface ThemeSwitch {
  readonly dark: boolean;
  readonly toggle: () => void;
  /** Follows the system again. */
  readonly follow: () => void;
}

/** Light or dark: the system's choice until the reader makes one, which is remembered. */
export function useThemeSwitch(): ThemeSwitch {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  return {
    dark,
    toggle: () => setColorScheme(dark ? 'light' : 'dark'),
    follow: () => setColorScheme('auto'),
  };
}
