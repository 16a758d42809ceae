import { ActionIcon, SegmentedControl, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RfmSegment } from '../../../src/contract/study-rfm.ts'
import { useLocal } from '../../i18n/i18n.ts'
import type { ControlProps, FieldOf } from './control-props.ts'
import { mostSegments, ownSegments, scales, scores, withScore } from './own-segments.ts'
import { moveStep } from './param-moves.ts'
import classes from './params.module.css'

/** A scheme of segments, or one's own: names with the scores that belong to them, of which the first that fits counts. */
export function RfmSegmentsParam({ field, params, labelId, onChange }: ControlProps<FieldOf<'rfm-segments'>>) {
  const { t } = useTranslation('studies')
  const local = useLocal()
  const value = params[field.id]
  const own = ownSegments(value)
  const hint = field.choices.find((choice) => choice.value === value)?.hint
  const fresh = (count: number): RfmSegment => ({ name: t('ownSegmentName', { number: count + 1 }), r: [4, 5] })
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-labelledby={labelId}
        data={[
          ...field.choices.map((choice) => ({ value: choice.value, label: local(choice.label) })),
          { value: 'own', label: t('ownSegments') },
        ]}
        value={own === null ? String(value) : 'own'}
        onChange={(next) => onChange(next === 'own' ? [fresh(0)] : next)}
      />
      <div className={classes.hint}>{own === null ? hint && local(hint) : t('ownSegmentsHint')}</div>
      {own !== null && (
        <ol className={classes.ownSegments} aria-label={t('ownSegments')}>
          {own.map((segment, place) => (
            <Own
              key={place}
              segment={segment}
              place={place}
              count={own.length}
              onChange={(next) => onChange(own.with(place, next))}
              onMove={(to) => onChange(moveStep(own, place, to))}
              onRemove={() => onChange(own.toSpliced(place, 1))}
            />
          ))}
        </ol>
      )}
      {own !== null && own.length < mostSegments && (
        <button type="button" className={classes.adder} onClick={() => onChange([...own, fresh(own.length)])}>
          <IconPlus size={14} stroke={1.5} aria-hidden />
          {t('addOwnSegment')}
        </button>
      )}
    </>
  )
}

interface OwnProps {
  readonly segment: RfmSegment
  readonly place: number
  readonly count: number
  readonly onChange: (segment: RfmSegment) => void
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
}

function Own({ segment, place, count, onChange, onMove, onRemove }: OwnProps) {
  const { t } = useTranslation('studies')
  const { name } = segment
  const [draft, setDraft] = useState({ of: name, typed: name })
  const typed = draft.of === name ? draft.typed : name
  const take = () => {
    const next = typed.trim()
    if (next === '') setDraft({ of: name, typed: name })
    else if (next !== name) onChange({ ...segment, name: next })
  }
  return (
    <li className={classes.ownSegment}>
      <div className={classes.ownHead}>
        <TextInput
          size="xs"
          aria-label={t('ownSegmentNameOf', { name })}
          maxLength={120}
          value={typed}
          onChange={(event) => setDraft({ of: name, typed: event.currentTarget.value })}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take()
          }}
        />
        <ActionIcon size={20} disabled={place === 0} aria-label={t('stepUp', { name })} onClick={() => onMove(place - 1)}>
          <IconArrowUp size={13} stroke={1.5} />
        </ActionIcon>
        <ActionIcon size={20} disabled={place === count - 1} aria-label={t('stepDown', { name })} onClick={() => onMove(place + 1)}>
          <IconArrowDown size={13} stroke={1.5} />
        </ActionIcon>
        <ActionIcon size={20} disabled={count === 1} aria-label={t('stepRemove', { name })} onClick={onRemove}>
          <IconX size={13} stroke={1.5} />
        </ActionIcon>
      </div>
      {scales.map((scale) => (
        <div key={scale} className={classes.scale} role="group" aria-label={t('scoresOf', { name, scale: t(`scale-${scale}`) })}>
          <span>{t(`scale-${scale}`)}</span>
          {scores.map((score) => (
            <button
              key={score}
              type="button"
              aria-pressed={segment[scale]?.includes(score) ?? true}
              onClick={() => onChange(withScore(segment, scale, score))}
            >
              {score}
            </button>
          ))}
        </div>
      ))}
    </li>
  )
}
