import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

// Mantine derives shades from tuples; here every shade is the one role, and tokens.css knows both themes.
function role(token: string): MantineColorsTuple {
  const value = `var(--${token})`;
  return [value, value, value, value, value, value, value, value, value, value];
}

// Buttons in the page's three tones: accent (the main thing), danger, and gray (quiet).
const variantColorResolver: VariantColorsResolver = (input) => {
  const token = input.color === 'danger' ? 'failed' : 'accent';
  const quiet = input.color === 'gray';
  switch (input.variant) {
    case 'filled':
      return {
        background: `var(--${token})`,
        hover: `var(--${token}-hover)`,
        color: `var(--on-${token})`,
        border: '1px solid transparent',
      };
    case 'default':
      return {
        background: 'var(--surface)',
        hover: 'var(--sunken)',
        color: input.color === 'danger' ? 'var(--failed)' : 'var(--text)',
        border: '1px solid var(--line-strong)',
      };
    case 'light':
      return {
        background: quiet ? 'var(--sunken)' : `var(--${token}-soft)`,
        hover: quiet ? 'var(--line)' : `var(--${token}-soft)`,
        color: quiet ? 'var(--muted)' : `var(--${token})`,
        border: '1px solid transparent',
      };
    case 'subtle':
      return {
        background: 'transparent',
        hover: quiet ? 'color-mix(in srgb, var(--muted) 12%, transparent)' : `var(--${token}-soft)`,
        color: quiet ? 'var(--muted)' : `var(--${token})`,
        border: '1px solid transparent',
      };
    default:
      return defaultVariantColorsResolver(input);
  }
};

const transition = { duration: 100, transition: 'fade' } as const;

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  variantColorResolver,
  colors: { accent: role('accent'), danger: role('failed') },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '18px' },
  lineHeights: { xs: '18px', sm: '20px', md: '20px', lg: '20px', xl: '24px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  components: {
    Button: {
      defaultProps: { variant: 'default', size: 'xs' },
      vars: () => ({ root: { '--button-fz': '13px', '--button-padding-x': '10px' } }),
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    CloseButton: { defaultProps: { size: 28, 'aria-label': 'Close' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', comboboxProps: { transitionProps: transition } } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Radio: {
      defaultProps: { size: 'xs' },
      // Its description is a paragraph, which the page's base has freed of all padding.
      styles: { description: { paddingInlineStart: 12, marginTop: 1 } },
    },
    SegmentedControl: {
      defaultProps: { size: 'xs' },
      styles: { root: { background: 'var(--sunken)' }, indicator: { background: 'var(--surface)' } },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 10,
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: transition,
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        transitionProps: transition,
        // A menu may hold nothing but its items.
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: transition } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: transition, withArrow: false } },
  },
});

const roles = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--failed)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-gray-light': 'var(--sunken)',
  '--mantine-color-gray-light-hover': 'var(--line)',
  '--mantine-color-gray-light-color': 'var(--muted)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-shadow-md': 'var(--shadow)',
};

// Mantine's own dark surfaces, wherever a component has no role of its own to take.
const darkSurfaces = {
  '--mantine-color-dark-4': 'var(--line-strong)',
  '--mantine-color-dark-5': 'var(--sunken)',
  '--mantine-color-dark-6': 'var(--surface)',
};

/** Points Mantine's colours at the tokens, in both themes alike. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--mantine-font-weight-medium': '500' },
  light: roles,
  dark: { ...roles, ...darkSurfaces },
});
