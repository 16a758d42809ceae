import { Button, Select, VisuallyHidden } from '@mantine/core'
import { IconTrash, IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeckDocument } from '../../../src/contract/decks.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { putTemplate } from './deck-moves.ts'
import type { Change } from './DeckRoom.tsx'
import classes from './decks.module.css'

const [usual, plain, kept] = ['usual', 'plain', 'kept:']

/** The templates that the workspace keeps: one is chosen, taken in, made the usual one, removed. */
export function TemplateChoice({ deck, onChange }: { deck: DeckDocument; onChange: Change }) {
  const { t } = useTranslation('decks')
  const api = useApi()
  const input = useRef<HTMLInputElement>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const answer = useAnswer('documents', ['decks.templates'], (client, options) => client.decks.templates({}, options))
  const templates = answer.data?.templates ?? []
  const standing = templates.find(({ isDefault }) => isDefault)
  const value = deck.template === undefined ? usual : deck.template === null ? plain : `${kept}${deck.template}`
  const chosen = templates.find(({ name }) => name === deck.template) ?? (deck.template === undefined ? standing : undefined)
  const isLost = typeof deck.template === 'string' && chosen === undefined && answer.data !== undefined
  const data = [
    { value: usual ?? '', label: standing === undefined ? t('usualPlain') : t('usual', { name: standing.name }) },
    { value: plain ?? '', label: t('noTemplate') },
    ...templates.map(({ name }) => ({ value: `${kept}${name}`, label: name })),
    ...(isLost ? [{ value, label: t('lostTemplate', { name: deck.template ?? '' }) }] : []),
  ]
  const tried = (work: Promise<unknown>) => {
    setFailed(null)
    work.then(() => answer.refetch(), setFailed)
  }
  const take = async (file: File) => {
    const { name } = await api.decks.keepTemplate({ fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    onChange(putTemplate(name), { key: 'didTemplate', name })
  }
  return (
    <section aria-label={t('template')} className={classes.template}>
      <Select
        label={t('template')}
        description={t('templateText')}
        data={data}
        value={value ?? ''}
        allowDeselect={false}
        onChange={(next) => {
          const name = next === usual ? undefined : next === plain || next === null ? null : next.slice((kept ?? '').length)
          onChange(putTemplate(name), { key: 'didTemplate', name: name ?? '' })
        }}
      />
      <div className={classes.row}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconUpload size={14} stroke={1.5} />}
          onClick={() => input.current?.click()}
        >
          {t('choose')}
        </Button>
        {chosen !== undefined && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => tried(api.decks.setTemplate({ name: chosen.isDefault ? null : chosen.name }))}
            >
              {chosen.isDefault ? t('notUsual') : t('makeUsual')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('removeTemplate', { name: chosen.name })}
              onClick={() => {
                tried(api.decks.removeTemplate({ name: chosen.name }))
                if (deck.template === chosen.name) onChange(putTemplate(undefined), { key: 'didTemplate' })
              }}
            >
              <IconTrash size={14} stroke={1.5} />
            </Button>
          </>
        )}
      </div>
      {failed !== null && <ErrorState compact error={failed} onRetry={() => setFailed(null)} />}
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          accept=".pptx,.potx"
          aria-label={t('template')}
          tabIndex={-1}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file !== undefined) tried(take(file))
          }}
        />
      </VisuallyHidden>
    </section>
  )
}
