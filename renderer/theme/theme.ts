import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

// Mantine wants ten steps; the ones it shows are replaced by tokens.css in the resolver below.
const teal: MantineColorsTuple = [
  '#e2f2f1',
  '#c6e6e4',
  '#9bd3cf',
  '#6cbfb9',
  '#2fb3ab',
  '#1b948d',
  '#0b7a75',
  '#09655f',
  '#07504c',
  '#053c39',
]
// Mantine draws the dark surfaces of its controls from these, lightest first: the dark column of tokens.css.
const dark: MantineColorsTuple = [
  '#e6edf5',
  '#a3b1c2',
  '#8494a7',
  '#56677a',
  '#33455a',
  '#243140',
  '#1a2430',
  '#141c25',
  '#0e141b',
  '#0a0f14',
]
const noShadow = 'none'
const floating = { shadow: 'md', radius: 'md', withinPortal: true, transitionProps: { duration: 120 } } as const

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 4 },
  colors: { teal, dark },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-code)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  shadows: { xs: noShadow, sm: noShadow, md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      styles: { root: { fontWeight: 500 } },
      vars: controlHeight('--button-height', '--button-padding-x', 12),
    },
    Input: { defaultProps: { size: 'sm' }, vars: inputSize },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    // The placeholder for the first focus is a child that the role menu does not allow.
    Menu: { defaultProps: { ...floating, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: floating },
    // A list that is closed is not there: a mapping of fifty columns would hold thousands of hidden options.
    Combobox: { defaultProps: { ...floating, keepMounted: false } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { size: 'sm' } },
    SegmentedControl: {
      defaultProps: { size: 'xs' },
      styles: {
        root: { background: 'var(--hover)' },
        label: { color: 'var(--text)', fontWeight: 500 },
        indicator: { background: 'var(--surface)', boxShadow: '0 0 0 1px var(--line-strong)' },
      },
    },
    Checkbox: {
      defaultProps: { size: 'xs' },
      styles: { label: { fontSize: 'var(--text-body)' }, description: { fontSize: 'var(--text-caption)', color: 'var(--text-secondary)' } },
    },
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        withArrow: false,
        multiline: true,
        maw: 360,
        transitionProps: { duration: 120 },
        events: { hover: true, focus: true, touch: true },
      },
    },
    // Nothing outside the frame scrolls, and the scroll lock would write a style tag of its own.
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: false,
        overlayProps: { blur: 0, backgroundOpacity: 0.35 },
        transitionProps: { duration: 150 },
      },
    },
    Spotlight: { defaultProps: { lockScroll: false } },
  },
})

function controlHeight(height: string, padding: string, pixels: number) {
  return (_theme: unknown, { size }: { size?: unknown }) => ({
    root: size === 'sm' ? { [height]: 'var(--control)', [padding]: `${pixels}px` } : {},
  })
}

function inputSize(_theme: unknown, { size }: { size?: unknown }) {
  const [height, text] = size === 'xs' ? ['26px', 'var(--text-table)'] : ['var(--control)', 'var(--text-body)']
  return { wrapper: { '--input-height': height, '--input-fz': text } }
}

const shared = {
  '--mantine-color-body': 'var(--canvas)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-secondary)',
  '--mantine-color-placeholder': 'var(--text-faint)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--text-faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-teal-filled': 'var(--accent)',
  '--mantine-color-teal-filled-hover': 'var(--accent-hover)',
  '--mantine-color-teal-light': 'var(--accent-tint)',
  '--mantine-color-teal-light-hover': 'var(--accent-tint)',
  '--mantine-color-teal-light-color': 'var(--accent)',
  '--mantine-color-teal-text': 'var(--accent)',
  '--mantine-color-teal-outline': 'var(--accent)',
  '--mantine-color-gray-text': 'var(--text-secondary)',
  '--mantine-color-gray-light-color': 'var(--text-secondary)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-color-red-text': 'var(--bad)',
  '--mantine-color-red-light-color': 'var(--bad)',
  '--mantine-color-white': 'var(--on-accent)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
