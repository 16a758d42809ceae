import { Checkbox, Select } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileKind, FileProposal, Question } from '../../../src/contract/imports.ts'
import { useApi } from '../../data/session.tsx'
import { formatBytes } from '../../i18n/format-time.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { EmptyState, PartialNote } from '../../ui/states.tsx'
import { Confidence } from './Confidence.tsx'
import classes from './data.module.css'
import { setAnswer, setKind, toggleSkip } from './import-draft.ts'
import { useImport } from './import-store.ts'
import { MappingTable } from './MappingTable.tsx'
import { Relations } from './Relations.tsx'
import { proposeAgain } from './run-import.ts'
import { choosableKinds, kindLabel } from './target-options.ts'

export function FileReview({ file }: { file: FileProposal }) {
  const { t } = useTranslation('data')
  const local = useLocal()
  const { draft, change } = useImport()
  return (
    <section className={classes.detail} aria-label={file.name}>
      <div className={classes.detailHead}>
        <div>
          <h2 className="clip" title={file.name}>
            {file.name}
          </h2>
          <FileFacts file={file} />
        </div>
        <Checkbox label={t('skipFile')} checked={draft.skip.includes(file.id)} onChange={() => change((now) => toggleSkip(now, file.id))} />
      </div>
      {file.problem ? (
        <EmptyState title={t('unreadable')}>{local(file.problem.message)}</EmptyState>
      ) : (
        <>
          {file.alreadyLoaded && <PartialNote>{t('alreadyLoaded')}</PartialNote>}
          <Kind file={file} />
          {file.questions.length > 0 && <Questions questions={file.questions} />}
          {file.relations.length > 0 && <Relations relations={file.relations} />}
          <MappingTable file={file} />
        </>
      )}
    </section>
  )
}

function FileFacts({ file }: { file: FileProposal }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const facts = [
    formatBytes(file.bytes),
    file.rows === null ? null : t('rows', { count: file.rows, shown: format.cell(file.rows, 'count') }),
    file.columns.length === 0 ? null : t('columns', { count: file.columns.length }),
    file.dialect?.encoding?.toUpperCase() ?? null,
  ].filter((fact) => fact !== null)
  return <div className={classes.quiet}>{facts.join(' · ')}</div>
}

function Kind({ file }: { file: FileProposal }) {
  const { t } = useTranslation('data')
  const api = useApi()
  const local = useLocal()
  const language = useLanguage()
  const change = useImport((state) => state.change)
  const id = useId()
  const choose = (kind: string | null) => {
    if (kind === null || kind === file.kind) return
    change((draft) => setKind(draft, file.id, kind as FileKind))
    void proposeAgain(api)
  }
  return (
    <div className={classes.kind}>
      <label htmlFor={id}>{t('recognisedAs')}</label>
      <Select
        id={id}
        w={200}
        searchable
        nothingFoundMessage={t('nothingFound')}
        value={file.kind}
        onChange={choose}
        data={choosableKinds.map((kind) => ({ value: kind, label: kindLabel(kind, language) ?? t('ownTable') }))}
      />
      <Confidence value={file.confidence} />
      <span className={classes.quiet}>{local(file.reason)}</span>
    </div>
  )
}

function Questions({ questions }: { questions: readonly Question[] }) {
  const { t } = useTranslation('data')
  const local = useLocal()
  const { draft, change } = useImport()
  return (
    <div className={classes.questions}>
      {questions.map((question) => (
        <fieldset key={question.id} className={classes.question}>
          <legend>{local(question.text)}</legend>
          <div className={classes.choices}>
            {question.choices.map((choice) => (
              <label key={choice.value} className={classes.choice}>
                <input
                  type="radio"
                  name={question.id}
                  checked={draft.answers[question.id] === choice.value}
                  onChange={() => change((now) => setAnswer(now, question.id, choice.value))}
                />
                {local(choice.label)}
                {choice.example !== undefined && <span className={classes.quiet}>{choice.example}</span>}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <div className={classes.quiet}>{t('questionsText')}</div>
    </div>
  )
}
