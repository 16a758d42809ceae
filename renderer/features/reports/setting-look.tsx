import { IconChevronDown } from '@tabler/icons-react'
import classes from './reports.module.css'

interface SettingProps {
  readonly label: string
  readonly on: boolean
}

/** The button of a setting: quiet while it is off, tinted while it does something. */
export function settingLook({ label, on }: SettingProps) {
  return {
    size: 'compact-sm',
    variant: 'subtle',
    color: 'gray',
    className: classes.setting ?? '',
    'data-on': on || undefined,
    rightSection: <IconChevronDown size={12} stroke={1.5} aria-hidden />,
    children: label,
  } as const
}
