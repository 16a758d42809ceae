import { SegmentedControl, Select } from '@mantine/core'
import { textWidth } from '../../../src/charts/chart-frame.ts'
import { useLocal } from '../../i18n/i18n.ts'
import type { ControlProps, FieldOf } from './control-props.ts'
import classes from './params.module.css'

/** Pixels for the words of segments side by side in the pane. */
const room = 232
const around = 16
/** More variants than these are picked from a list. */
const mostSegments = 6

/** Variants of a study side by side, or under each other where their names are long; many of them in a list. */
export function ChoiceParam({ field, params, labelId, onChange }: ControlProps<FieldOf<'choice'>>) {
  const local = useLocal()
  const given = params[field.id]
  const value = typeof given === 'string' ? given : ''
  const labels = field.choices.map(({ label }) => local(label))
  const widest = textWidth(labels, room) + around
  const hint = field.choices.find((choice) => choice.value === value)?.hint
  if (field.choices.length > mostSegments)
    return (
      <>
        <Select
          size="xs"
          allowDeselect={false}
          aria-labelledby={labelId}
          data={field.choices.map((choice) => ({ value: choice.value, label: local(choice.label) }))}
          value={value}
          onChange={(next) => next !== null && onChange(next)}
        />
        {hint && <div className={classes.hint}>{local(hint)}</div>}
      </>
    )
  return (
    <>
      <SegmentedControl
        fullWidth
        className={classes.segments ?? ''}
        aria-labelledby={labelId}
        orientation={widest * labels.length > room ? 'vertical' : 'horizontal'}
        data={field.choices.map((choice) => ({ value: choice.value, label: local(choice.label) }))}
        value={value}
        onChange={onChange}
      />
      {hint && <div className={classes.hint}>{local(hint)}</div>}
    </>
  )
}
