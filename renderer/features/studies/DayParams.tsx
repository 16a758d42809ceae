import { Button, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconChevronDown } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Day, Period, RelativePeriod } from '../../../src/contract/report-spec.ts'
import { useWorkspace } from '../../data/queries.ts'
import { useCalendarLook } from '../../i18n/calendar-look.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { periodLabel } from '../../report/period-label.ts'
import { PeriodDays } from '../reports/PeriodChooser.tsx'
import reportClasses from '../reports/reports.module.css'
import type { ControlProps, FieldOf } from './control-props.ts'
import classes from './params.module.css'

const AnyPeriod = z.union([Period, RelativePeriod])

/** The days of a study: the usual run of them, one counted from the workspace clock, or any two. */
export function PeriodParam({ field, params, onChange }: ControlProps<FieldOf<'period'>>) {
  const { t } = useTranslation('report')
  const local = useLocal()
  const format = useFormat()
  const period = AnyPeriod.safeParse(params[field.id]).data
  const label = periodLabel(period, t, format) ?? local(field.usual)
  return (
    <DayButton label={label} name={local(field.label)} className={reportClasses.period ?? ''}>
      {(close) => (
        <PeriodDays
          period={period}
          none={local(field.usual)}
          onTake={(taken) => {
            onChange(taken ?? undefined)
            close()
          }}
        />
      )}
    </DayButton>
  )
}

export function DayParam({ field, params, onChange }: ControlProps<FieldOf<'day'>>) {
  const local = useLocal()
  const format = useFormat()
  const look = useCalendarLook()
  const clock = useWorkspace().data?.clock
  const day = Day.safeParse(params[field.id]).data
  const start = day ?? clock
  return (
    <DayButton
      label={day === undefined ? local(field.none) : format.day(day)}

      name={local(field.label)}
      className={classes.day ?? ''}
    >
      {(close) => {
        const take = (taken: string | undefined) => {
          onChange(taken)
          close()
        }
        return (
          <>
            <Button variant="subtle" color="gray" size="compact-sm" justify="flex-start" onClick={() => take(undefined)}>
              {local(field.none)}
            </Button>
            <DatePicker
              size="xs"
              value={day ?? null}
              onChange={(taken) => take(taken ?? undefined)}
              {...(start === undefined ? {} : { defaultDate: start })}
              {...look}
            />
          </>
        )
      }}
    </DayButton>
  )
}

/** Two days, both included. */
export function SpanParam({ field, params, onChange }: ControlProps<FieldOf<'span'>>) {
  const local = useLocal()
  const format = useFormat()
  const look = useCalendarLook()
  const clock = useWorkspace().data?.clock
  const [half, setHalf] = useState<string | null>(null)
  const [from, to] = field.keys.map(
    (key) => Day.safeParse((params[field.id] as Record<string, unknown> | null | undefined)?.[key]).data ?? null,
  ) as [string | null, string | null]
  const start = from ?? to ?? clock
  const label =
    from === null && to === null ? local(field.none) : `${from === null ? '…' : format.day(from)} – ${to === null ? '…' : format.day(to)}`
  return (
    <DayButton label={label} name={local(field.label)} className={classes.day ?? ''}>
      {(close) => {
        const take = (value: unknown) => {
          setHalf(null)
          onChange(value)
          close()
        }
        return (
          <>
            <Button variant="subtle" color="gray" size="compact-sm" justify="flex-start" onClick={() => take(undefined)}>
              {local(field.none)}
            </Button>
            <DatePicker
              type="range"
              size="xs"
              allowSingleDateInRange
              value={half === null ? [from, to] : [half, null]}
              onChange={([first, last]) =>
                first !== null && last !== null ? take({ [field.keys[0]]: first, [field.keys[1]]: last }) : setHalf(first)
              }
              {...(start === undefined ? {} : { defaultDate: start })}
              {...look}
            />
          </>
        )
      }}
    </DayButton>
  )
}

interface ButtonProps {
  readonly label: string
  readonly name: string
  readonly className: string
  readonly children: (close: () => void) => ReactNode
}

function DayButton({ label, name, className, children }: ButtonProps) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.select} aria-label={`${name}: ${label}`} title={label} onClick={() => setOpened(!opened)}>
          <span className="clip">{label}</span>
          <IconChevronDown size={14} stroke={1.5} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={className} aria-label={name}>
        {children(() => setOpened(false))}
      </Popover.Dropdown>
    </Popover>
  )
}
