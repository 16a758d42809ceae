import { Button, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconHelpCircle, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FileProposal } from '../../../src/contract/imports.ts'
import { useApi } from '../../data/session.tsx'
import { useLanguage } from '../../i18n/i18n.ts'
import { unsureBelow } from './Confidence.tsx'
import classes from './data.module.css'
import { AddMoreButton } from './DropZone.tsx'
import { FileReview } from './FileReview.tsx'
import { openQuestions } from './import-draft.ts'
import { useImport } from './import-store.ts'
import { ModeChoice } from './ModeChoice.tsx'
import { addFiles, giveUp, runImport } from './run-import.ts'
import { kindLabel } from './target-options.ts'

/** What every file was recognised as, before anything is imported. */
export function Review() {
  const { t } = useTranslation('data')
  const api = useApi()
  const { proposals, current, look } = useImport()
  const shown = proposals.find((file) => file.id === current) ?? proposals[0]
  return (
    <div className={classes.fill}>
      <div className={classes.review}>
        <nav className={classes.files} aria-label={t('files')}>
          {proposals.map((file) => (
            <FileEntry key={file.id} file={file} current={file.id === shown?.id} onLook={() => look(file.id)} />
          ))}
          <AddMoreButton onFiles={(files) => void addFiles(api, files)} />
        </nav>
        {shown && <FileReview key={shown.id} file={shown} />}
      </div>
      <Footer />
    </div>
  )
}

function FileEntry({ file, current, onLook }: { file: FileProposal; current: boolean; onLook: () => void }) {
  const skipped = useImport((state) => state.draft.skip.includes(file.id))
  const { icon: StateIcon, colour, text } = useFileState()(file)
  return (
    <UnstyledButton className={classes.file} aria-current={current || undefined} data-skipped={skipped || undefined} onClick={onLook}>
      <span className={`${classes.fileName} clip`} title={file.name}>
        {file.name}
      </span>
      <span className={classes.fileState}>
        <StateIcon size={14} stroke={1.5} color={colour} aria-hidden />
        <span className="clip" title={text}>
          {text}
        </span>
      </span>
    </UnstyledButton>
  )
}

/** What a file wants from a person, in a word or two. */
function useFileState(): (file: FileProposal) => { icon: Icon; colour: string; text: string } {
  const { t } = useTranslation('data')
  const language = useLanguage()
  const draft = useImport((state) => state.draft)
  return (file) => {
    const kind = kindLabel(file.kind, language) ?? t('ownTable')
    const questions = openQuestions([file], draft)
    if (draft.skip.includes(file.id)) return { icon: IconCircleMinus, colour: 'var(--text-faint)', text: t('skipped') }
    if (file.problem) return { icon: IconAlertTriangle, colour: 'var(--bad)', text: t('unreadable') }
    if (file.alreadyLoaded) return { icon: IconCircleCheck, colour: 'var(--good)', text: t('alreadyLoadedShort', { kind }) }
    if (questions > 0) return { icon: IconHelpCircle, colour: 'var(--warning)', text: t('kindAndQuestions', { kind, count: questions }) }
    const isUnsure = file.confidence < unsureBelow && draft.kinds[file.id] === undefined
    if (isUnsure) return { icon: IconHelpCircle, colour: 'var(--warning)', text: t('kindUnsure', { kind }) }
    return { icon: IconCircleCheck, colour: 'var(--good)', text: kind }
  }
}

function Footer() {
  const { t } = useTranslation('data')
  const api = useApi()
  const { proposals, draft } = useImport()
  const taken = proposals.filter((file) => file.problem === null && !draft.skip.includes(file.id)).length
  const open = openQuestions(proposals, draft)
  return (
    <div className={classes.footer}>
      <ModeChoice />
      <div className={classes.buttons}>
        {open > 0 && <span className={classes.quiet}>{t('openQuestionsNote', { count: open })}</span>}
        <Button variant="default" onClick={() => void giveUp(api)}>
          {t('giveUp')}
        </Button>
        <Button disabled={taken === 0} onClick={() => void runImport(api)}>
          {t('importFiles', { count: taken })}
        </Button>
      </div>
    </div>
  )
}
