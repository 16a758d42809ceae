import { Button } from '@mantine/core'
import { IconFilter, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CockpitDocument } from '../../../src/contract/documents.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFilterWords } from '../../report/use-filter-words.ts'
import type { Mark } from './marks.ts'
import classes from './cockpits.module.css'

interface MarkProps {
  readonly marks: readonly Mark[]
  readonly cockpit: CockpitDocument
  readonly onDrop: (tile: string) => void
  readonly onClear: () => void
}

/** What was clicked, and where: each can be taken back, Esc takes back all. */
export function MarkStrip({ marks, cockpit, onDrop, onClear }: MarkProps) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const words = useFilterWords()
  if (marks.length === 0) return null
  return (
    <div className={classes.marks} role="group" aria-label={t('marks')}>
      <IconFilter size={14} stroke={1.5} aria-hidden />
      {marks.map((mark) => {
        const tile = cockpit.tiles.find(({ id }) => id === mark.tile)
        const text = mark.filters.map(words).join(' · ')
        return (
          <button
            key={mark.tile}
            type="button"
            className={classes.mark}
            title={tile && t('markFrom', { title: local(tile.title) })}
            aria-label={t('dropMark', { filters: text })}
            onClick={() => onDrop(mark.tile)}
          >
            <span className="clip">{text}</span>
            <IconX size={12} stroke={2} aria-hidden />
          </button>
        )
      })}
      <Button size="compact-xs" variant="subtle" onClick={onClear}>
        {t('clearMarks')}
      </Button>
    </div>
  )
}
