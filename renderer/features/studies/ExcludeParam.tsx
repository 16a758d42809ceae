import { ActionIcon, Menu, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { ControlProps, FieldOf } from './control-props.ts'
import { excludedBetween, type Excluded } from './exclusions.ts'
import { isSameStep } from './param-moves.ts'
import { Steps, useOffered } from './StepsParam.tsx'
import classes from './params.module.css'

const Exclusions = z.array(z.object({ event: z.string(), stage: z.string().optional(), after: z.number(), before: z.number() }))

/** Steps that nobody may make between two others: each with the two it must not lie between. */
export function ExcludeParam({ field, params, onChange }: ControlProps<FieldOf<'exclude'>>) {
  const { t } = useTranslation('studies')
  const offered = useOffered(field.events)
  const asked = (Steps.safeParse(params[field.steps]).data ?? []).filter(({ event }) => field.events.some((one) => one.event === event))
  const steps = asked.map(
    ({ event, stage }) => offered.find(({ step }) => step.event === event && step.stage === stage)?.name ?? stage ?? event,
  )
  const excluded = (Exclusions.safeParse(params[field.id]).data ?? []) as readonly Excluded[]
  const nameOf = (one: Excluded) => offered.find(({ step }) => isSameStep(step, one))?.name ?? one.stage ?? one.event
  const change = (place: number, next: Excluded) => onChange(excluded.with(place, next))
  return (
    <>
      {excluded.map((one, place) => (
        <div
          key={`${place} ${one.event} ${one.stage ?? ''}`}
          className={classes.excluded}
          role="group"
          aria-label={t('excluded', { name: nameOf(one) })}
        >
          <span className={classes.excludedName} title={nameOf(one)}>
            <span className="clip">{nameOf(one)}</span>
          </span>
          <ActionIcon
            size={20}
            aria-label={t('excludeRemove', { name: nameOf(one) })}
            onClick={() => onChange(excluded.length === 1 ? undefined : excluded.toSpliced(place, 1))}
          >
            <IconX size={13} stroke={1.5} />
          </ActionIcon>
          <PlaceChoice
            word={t('after')}
            label={t('excludeAfter', { name: nameOf(one) })}
            steps={steps}
            from={1}
            to={steps.length - 1}
            value={one.after}
            onChange={(after) => change(place, excludedBetween(one, { after }, steps.length))}
          />
          <PlaceChoice
            word={t('before')}
            label={t('excludeBefore', { name: nameOf(one) })}
            steps={steps}
            from={2}
            to={steps.length}
            value={one.before}
            onChange={(before) => change(place, excludedBetween(one, { before }, steps.length))}
          />
        </div>
      ))}
      {excluded.length < field.most && steps.length > 1 && (
        <Menu position="bottom-start" width={240}>
          <Menu.Target>
            <button type="button" className={classes.adder}>
              <IconPlus size={14} stroke={1.5} aria-hidden />
              {t('addExclude')}
            </button>
          </Menu.Target>
          <Menu.Dropdown className={classes.stepMenu ?? ''}>
            {offered.map(({ step, name }) => (
              <Menu.Item
                key={`${step.event} ${step.stage ?? ''}`}
                onClick={() => onChange([...excluded, { ...step, after: 1, before: steps.length }])}
              >
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

interface PlaceProps {
  readonly word: string
  readonly label: string
  readonly steps: readonly string[]
  readonly from: number
  readonly to: number
  readonly value: number
  readonly onChange: (place: number) => void
}

/** One of the steps by its place; a place that the funnel does not have any more is shown as it is. */
function PlaceChoice({ word, label, steps, from, to, value, onChange }: PlaceProps) {
  const places = steps.map((name, at) => ({ value: String(at + 1), label: `${at + 1} ${name}` })).slice(from - 1, to)
  const isKnown = places.some((place) => place.value === String(value))
  return (
    <Select
      size="xs"
      allowDeselect={false}
      aria-label={label}
      leftSection={<span className={classes.hint}>{word}</span>}
      leftSectionWidth={48}
      data={isKnown ? places : [...places, { value: String(value), label: String(value) }]}
      value={String(value)}
      error={!isKnown}
      onChange={(next) => next !== null && onChange(Number(next))}
    />
  )
}
