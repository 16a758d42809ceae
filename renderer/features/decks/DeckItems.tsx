import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { itemKey, type DeckDocument, type DeckItem } from '../../../src/contract/decks.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { ErrorState, ProgressState } from '../../ui/states.tsx'
import { moveItem, removeItem } from './deck-moves.ts'
import type { Change } from './DeckRoom.tsx'
import { SlideCard } from './SlideCard.tsx'
import type { Preview } from './use-preview.ts'
import { useKnown } from './use-known.ts'
import classes from './decks.module.css'

interface ItemsProps {
  readonly deck: DeckDocument
  readonly preview: Preview
  readonly onChange: Change
}

/** What the deck shows, each with its slides; put in order by dragging, by buttons or by Alt and the arrows. */
export function DeckItems({ deck, preview, onChange }: ItemsProps) {
  const { t } = useTranslation('decks')
  const local = useLocal()
  const { titleOf } = useKnown()
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const move = (from: number, to: number) => {
    const item = deck.items[from]
    if (item !== undefined) onChange(moveItem(from, to), { key: 'didMove', name: titleOf(item) })
  }
  const drop = (to: number) => {
    if (dragged !== null) move(dragged, to)
    setDragged(null)
    setOver(null)
  }
  const front = preview.slides.filter(({ item }) => item === null)
  if (deck.items.length === 0) return <p className={classes.quiet}>{t('empty')}</p>
  return (
    <>
      {preview.isWaiting && (
        <ProgressState
          label={preview.progress === null ? t('drawing') : t('drawingOf', { title: preview.progress.title })}
          fraction={preview.progress === null ? null : preview.progress.done / Math.max(1, preview.progress.total)}
        />
      )}
      {preview.error !== null && <ErrorState compact error={preview.error} onRetry={preview.retry} />}
      {front.length > 0 && (
        <div className={classes.cards}>
          {front.map((slide) => (
            <SlideCard key={slide.key} slide={slide} deck={deck} onChange={onChange} />
          ))}
        </div>
      )}
      <ol className={classes.items}>
        {deck.items.map((item, place) => (
          <li
            key={`${itemKey(item)} ${place}`}
            className={classes.item}
            data-over={(over === place && dragged !== null && dragged !== place) || undefined}
            data-after={(dragged !== null && dragged < place) || undefined}
            onDragOver={(event) => {
              if (dragged === null) return
              event.preventDefault()
              setOver(place)
            }}
            onDrop={() => drop(place)}
          >
            <ItemHead
              item={item}
              place={place}
              count={deck.items.length}
              title={titleOf(item)}
              onDrag={(isOn) => {
                setDragged(isOn ? place : null)
                if (!isOn) setOver(null)
              }}
              onMove={(to) => move(place, to)}
              onRemove={() => onChange(removeItem(place), { key: 'didRemove', name: titleOf(item) })}
            />
            <div className={classes.cards}>
              {preview.slides.map((slide, index) =>
                slide.item === place ? <SlideCard key={`${slide.key} ${index}`} slide={slide} deck={deck} onChange={onChange} /> : null,
              )}
            </div>
          </li>
        ))}
      </ol>
      {preview.left.length > 0 && (
        <div>
          <p className={classes.quiet}>{t('left')}</p>
          <ul className={classes.left}>
            {preview.left.map((one) => (
              <li key={one.title}>
                <strong>{one.title}</strong> {local(one.text)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

interface HeadProps {
  readonly item: DeckItem
  readonly place: number
  readonly count: number
  readonly title: string
  readonly onDrag: (isOn: boolean) => void
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
}

function ItemHead({ item, place, count, title, onDrag, onMove, onRemove }: HeadProps) {
  const { t } = useTranslation('decks')
  const kind = item.kind === 'study' ? t('study', { count: item.charts }) : item.kind === 'cockpit' ? t('cockpit') : t('report')
  return (
    <div
      className={classes.itemHead}
      draggable
      onDragStart={(event) => {
        // Some browsers drag nothing that carries nothing.
        event.dataTransfer.setData('text/plain', title)
        event.dataTransfer.effectAllowed = 'move'
        onDrag(true)
      }}
      onDragEnd={() => onDrag(false)}
    >
      <button
        type="button"
        className={classes.grip}
        aria-label={t('grip', { name: title })}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
          if (step === 0) return
          event.preventDefault()
          onMove(place + step)
        }}
      >
        <IconGripVertical size={15} stroke={1.5} aria-hidden />
      </button>
      <span className={classes.place}>{place + 1}</span>
      <h2 className="clip" title={title}>
        {title}
      </h2>
      <span className={classes.kind}>{kind}</span>
      <ActionIcon aria-label={t('up', { name: title })} disabled={place === 0} onClick={() => onMove(place - 1)}>
        <IconArrowUp size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon aria-label={t('down', { name: title })} disabled={place === count - 1} onClick={() => onMove(place + 1)}>
        <IconArrowDown size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon aria-label={t('remove', { name: title })} onClick={onRemove}>
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </div>
  )
}
