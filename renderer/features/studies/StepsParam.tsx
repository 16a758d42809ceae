import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAnswer } from '../../data/queries.ts'
import { useLocal } from '../../i18n/i18n.ts'
import type { ControlProps, FieldOf } from './control-props.ts'
import { addStep, isSameStep, moveStep, removeStep, type Step } from './param-moves.ts'
import type { StepEvent } from './params/study-form.ts'
import classes from './params.module.css'

export const Steps = z.array(z.object({ event: z.string(), stage: z.string().optional() }))

/** Every step the workspace can have, in the usual order, with what it is called. */
export function useOffered(events: readonly StepEvent[]): { readonly step: Step; readonly name: string }[] {
  const local = useLocal()
  const stages = useAnswer('data', ['settings.stages'], (api, options) => api.settings.stages({}, options)).data?.stages ?? []
  const names = [...new Set(stages.map(({ name }) => name))]
  return events.flatMap(({ event, label, isStage }) =>
    isStage ? names.map((stage) => ({ step: { event, stage }, name: stage })) : [{ step: { event }, name: local(label) }],
  )
}

/** What was done last, to be spoken in the language of the moment. */
interface Said {
  readonly key: 'didMoveStep' | 'didRemoveStep' | 'didAddStep' | 'leastSteps'
  readonly step: Step
  readonly place: number
}

/** The steps of a funnel. Alt and the arrow keys move the one with the focus, Delete removes it; the pointer drags it. */
export function StepsParam({ field, params, onChange }: ControlProps<FieldOf<'steps'>>) {
  const { t } = useTranslation('studies')
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const hint = useId()
  const offered = useOffered(field.events)
  const steps = (Steps.safeParse(params[field.id]).data ?? []) as readonly Step[]
  const before = (step: Step | undefined) => field.events.some(({ event, isBefore }) => isBefore === true && event === step?.event)
  const hasBefore = before(steps[0])
  const first = hasBefore ? 1 : 0
  const nameOf = (step: Step) => offered.find((one) => isSameStep(one.step, step))?.name ?? step.stage ?? step.event
  // The focus goes along once the new steps are drawn: until then its place belongs to another step, or is gone.
  const wanted = useRef<{ readonly place: number; readonly steps: string } | null>(null)
  const drawn = JSON.stringify(steps)
  useEffect(() => {
    if (wanted.current?.steps !== drawn) return
    list.current?.querySelectorAll<HTMLElement>('[data-step]')[wanted.current.place]?.focus()
    wanted.current = null
  }, [drawn])
  const change = (next: readonly Step[], place: number) => {
    wanted.current = { place, steps: JSON.stringify(next) }
    onChange(next)
  }
  const move = (from: number, to: number) => {
    const next = from < first || to < first ? steps : moveStep(steps, from, to)
    const step = steps[from]
    if (next === steps || step === undefined) return
    change(next, to)
    setSaid({ key: 'didMoveStep', step, place: to + 1 - first })
  }
  const remove = (place: number) => {
    const step = steps[place]
    const next = removeStep(steps, place, field.least + (before(step) ? 0 : first))
    if (step === undefined) return
    if (next === steps) return setSaid({ key: 'leastSteps', step, place: field.least })
    change(next, Math.min(place, next.length - 1))
    setSaid({ key: 'didRemoveStep', step, place: place + 1 })
  }
  const add = (step: Step) => {
    const next = addStep(
      steps,
      step,
      offered.map((one) => one.step),
      field.most,
    )
    onChange(next)
    setSaid({ key: 'didAddStep', step, place: next.findIndex((one) => isSameStep(one, step)) + 1 })
  }
  const rest = offered.filter(({ step }) => !steps.some((one) => isSameStep(one, step)))
  return (
    <>
      <ol ref={list} className={classes.steps} aria-label={t('steps')}>
        {steps.map((step, place) => (
          <StepLine
            key={`${step.event} ${step.stage ?? ''} ${steps.slice(0, place).filter((one) => isSameStep(one, step)).length}`}
            name={nameOf(step)}
            place={place}
            number={place + 1 - first}
            count={steps.length}
            hint={hint}
            first={first}
            isFixed={steps.length - first <= field.least && !before(step)}
            isOver={dragged !== null && dragged !== place}
            onMove={(to) => move(place, to)}
            onRemove={() => remove(place)}
            onDrag={setDragged}
            onDropHere={() => dragged !== null && move(dragged, place)}
          />
        ))}
      </ol>
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <button type="button" className={classes.adder}>
            <IconPlus size={14} stroke={1.5} aria-hidden />
            {t('addStep')}
          </button>
        </Menu.Target>
        <Menu.Dropdown className={classes.stepMenu ?? ''}>
          {rest.map(({ step, name }) => (
            <Menu.Item key={`${step.event} ${step.stage ?? ''}`} onClick={() => add(step)}>
              {name}
            </Menu.Item>
          ))}
          {rest.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => onChange(undefined)}>{t('usualSteps')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <div id={hint} hidden>
        {t('stepHint')}
      </div>
      <div className="spoken" role="status">
        {said !== null && t(said.key, { name: nameOf(said.step), place: said.place })}
      </div>
    </>
  )
}

interface LineProps {
  readonly name: string
  readonly place: number
  /** As it is counted; 0 = what stands before the steps. */
  readonly number: number
  readonly count: number
  /** No step stands before this place. */
  readonly first: number
  readonly hint: string
  readonly isFixed: boolean
  readonly isOver: boolean
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
  readonly onDrag: (place: number | null) => void
  readonly onDropHere: () => void
}

function StepLine({ name, place, number, first, count, hint, isFixed, isOver, onMove, onRemove, onDrag, onDropHere }: LineProps) {
  const { t } = useTranslation('studies')
  const [over, setOver] = useState(false)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
    else if (event.altKey && event.key === 'ArrowUp') onMove(place - 1)
    else if (event.altKey && event.key === 'ArrowDown') onMove(place + 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onDragOver = (event: DragEvent) => {
    if (!isOver) return
    event.preventDefault()
    setOver(true)
  }
  return (
    <li
      draggable
      data-over={(over && isOver) || undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        onDrag(place)
      }}
      onDragEnd={() => onDrag(null)}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDropHere()
      }}
    >
      <button type="button" data-step className={classes.step} title={name} aria-describedby={hint} onKeyDown={onKeyDown}>
        <IconGripVertical size={13} stroke={1.5} aria-hidden />
        <span className={classes.place}>{number === 0 ? '' : number}</span> <span className="clip">{name}</span>
      </button>
      <span className={classes.stepTools}>
        <ActionIcon size={20} disabled={place <= first} aria-label={t('stepUp', { name })} onClick={() => onMove(place - 1)}>
          <IconArrowUp size={13} stroke={1.5} />
        </ActionIcon>
        <ActionIcon
          size={20}
          disabled={place < first || place === count - 1}
          aria-label={t('stepDown', { name })}
          onClick={() => onMove(place + 1)}
        >
          <IconArrowDown size={13} stroke={1.5} />
        </ActionIcon>
        <ActionIcon size={20} disabled={isFixed} aria-label={t('stepRemove', { name })} onClick={onRemove}>
          <IconX size={13} stroke={1.5} />
        </ActionIcon>
      </span>
    </li>
  )
}
