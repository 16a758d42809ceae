import { ActionIcon, Button, Popover, Textarea, TextInput } from '@mantine/core'
import { IconEye, IconEyeOff, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeckDocument, SlidePreview } from '../../../src/contract/decks.ts'
import { putWords, toggleSlide } from './deck-moves.ts'
import type { Change } from './DeckRoom.tsx'
import classes from './decks.module.css'

interface CardProps {
  readonly slide: SlidePreview
  readonly deck: DeckDocument
  readonly onChange: Change
}

/** A slide as it will be: its words can be changed, it can be left out. */
export function SlideCard({ slide, deck, onChange }: CardProps) {
  const { t } = useTranslation('decks')
  const [opened, setOpened] = useState(false)
  const isOut = deck.without.includes(slide.key)
  const name = slide.title
  const source = `data:image/svg+xml;utf8,${encodeURIComponent(slide.picture)}`
  return (
    <figure className={classes.card} data-out={isOut || undefined}>
      <img src={source} alt={slide.lead === '' ? name : `${name}. ${slide.lead}`} loading="lazy" />
      <figcaption>
        <span className="clip" title={name}>
          {name}
        </span>
        {slide.key !== 'title' && slide.key !== 'agenda' && !isOut && (
          <Popover opened={opened} onChange={setOpened} position="bottom-end" width={380} trapFocus returnFocus>
            <Popover.Target>
              <ActionIcon size="sm" aria-label={t('words', { name })} onClick={() => setOpened(!opened)}>
                <IconPencil size={14} stroke={1.5} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown aria-label={t('words', { name })}>
              <Words slide={slide} deck={deck} onChange={onChange} onClose={() => setOpened(false)} />
            </Popover.Dropdown>
          </Popover>
        )}
        <ActionIcon
          size="sm"
          aria-label={isOut ? t('takeIn', { name }) : t('leaveOut', { name })}
          onClick={() => onChange(toggleSlide(slide.key), { key: isOut ? 'didTakeIn' : 'didLeaveOut', name })}
        >
          {isOut ? <IconEyeOff size={14} stroke={1.5} /> : <IconEye size={14} stroke={1.5} />}
        </ActionIcon>
      </figcaption>
    </figure>
  )
}

function Words({ slide, deck, onChange, onClose }: CardProps & { onClose: () => void }) {
  const { t } = useTranslation('decks')
  const own = deck.words[slide.key] ?? {}
  const [title, setTitle] = useState(own.title ?? '')
  const [lead, setLead] = useState(own.lead ?? slide.lead)
  const take = () => {
    const isOwnLead = own.lead !== undefined || lead !== slide.lead
    onChange(putWords(slide.key, { title, ...(isOwnLead ? { lead } : {}) }), { key: 'didWords', name: slide.title })
    onClose()
  }
  const forget = () => {
    onChange(putWords(slide.key, {}), { key: 'didWords', name: slide.title })
    onClose()
  }
  return (
    <form
      className={classes.words}
      onSubmit={(event) => {
        event.preventDefault()
        take()
      }}
    >
      <TextInput
        label={t('slideTitle')}
        placeholder={slide.title}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={t('headline')}
        description={t('headlineText')}
        autosize
        minRows={2}
        value={lead}
        maxLength={500}
        onChange={(event) => setLead(event.currentTarget.value)}
      />
      <div className={classes.row}>
        <Button size="compact-sm" type="submit">
          {t('takeWords')}
        </Button>
        {Object.keys(own).length > 0 && (
          <Button size="compact-sm" variant="default" onClick={forget}>
            {t('ownWords')}
          </Button>
        )}
      </div>
    </form>
  )
}
