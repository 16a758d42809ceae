import { Button, Modal } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { TrashedDocument } from '../../src/contract/documents.ts'
import { useAnswer } from '../data/queries.ts'
import { useApi } from '../data/session.tsx'
import { useLocal } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answered } from '../ui/Answered.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import classes from './editing.module.css'

const useTrash = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }))

export function openTrash(): void {
  useTrash.setState({ isOpen: true })
}

const named = ['report', 'cockpit', 'deck', 'recipe', 'field'] as const

/** What was deleted within the last 30 days. Stands once in the frame. */
export function TrashDialog() {
  const { t } = useTranslation('editing')
  const isOpen = useTrash((state) => state.isOpen)
  const close = () => useTrash.setState({ isOpen: false })
  return (
    <Modal opened={isOpen} onClose={close} title={t('trash')} size="lg">
      <p className={classes.hint}>{t('trashText')}</p>
      <Trashed />
    </Modal>
  )
}

function Trashed() {
  const { t } = useTranslation('editing')
  const api = useApi()
  const [failed, setFailed] = useState<unknown>(null)
  const answer = useAnswer('documents', ['documents.trash'], (asked, options) => asked.documents.trash({}, options))
  const attempt = (work: Promise<unknown>) => {
    setFailed(null)
    work.then(() => answer.refetch()).catch(setFailed)
  }
  return (
    <>
      {failed !== null && <ErrorState compact error={failed} onRetry={() => setFailed(null)} />}
      <Answered answer={answer} compact>
        {({ documents }) =>
          documents.length === 0 ? (
            <EmptyState compact icon={IconTrash} title={t('trashEmpty')}>
              {t('trashEmptyText')}
            </EmptyState>
          ) : (
            <ul className={classes.trash}>
              {documents.map((one) => (
                <TrashRow
                  key={`${one.kind} ${one.name} ${one.version}`}
                  one={one}
                  onBringBack={() => attempt(api.documents.bringBack({ kind: one.kind, name: one.name, version: one.version }))}
                  onErase={() => attempt(api.documents.erase({ kind: one.kind, name: one.name, version: one.version }))}
                />
              ))}
            </ul>
          )
        }
      </Answered>
    </>
  )
}

function TrashRow({ one, onBringBack, onErase }: { one: TrashedDocument; onBringBack: () => void; onErase: () => void }) {
  const { t } = useTranslation('editing')
  const local = useLocal()
  const format = useFormat()
  const [isAsked, setIsAsked] = useState(false)
  const title = local(one.title)
  const kind = named.find((known) => known === one.kind) ?? 'other'
  return (
    <li>
      <div className={classes.trashWhat}>
        <div className="clip" title={title}>
          {title}
        </div>
        <div className={classes.versionText}>
          {t(`kind-${kind}`)} · {t('deletedAt', { at: format.moment(one.removedAt) })}
        </div>
      </div>
      {isAsked ? (
        <>
          <span className={classes.versionText}>{t('eraseAsk')}</span>
          <Button size="compact-sm" variant="default" color="red" onClick={onErase}>
            {t('eraseSure')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setIsAsked(false)}>
            {t('keep')}
          </Button>
        </>
      ) : (
        <>
          <Button size="compact-sm" variant="default" aria-label={t('bringBackOf', { title })} onClick={onBringBack}>
            {t('bringBack')}
          </Button>
          <Button size="compact-sm" variant="subtle" aria-label={t('eraseOf', { title })} onClick={() => setIsAsked(true)}>
            {t('erase')}
          </Button>
        </>
      )}
    </li>
  )
}
