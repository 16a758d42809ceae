import { IconAlertTriangle, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { isLoadQuestion } from '../../../src/contract/imports.ts'
import type { FileOutcome } from '../../../src/contract/imports.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import classes from './data.module.css'
import { kindLabel } from './target-options.ts'

const figures = ['rowsRead', 'loaded', 'updated', 'unchanged', 'vanished', 'quarantined'] as const

/** What became of every file of a load, row by row accounted for. */
export function Outcomes({ files }: { files: readonly FileOutcome[] }) {
  const { t } = useTranslation('data')
  return (
    <table className={`${classes.table} ${classes.outcomes}`}>
      <thead>
        <tr>
          <th scope="col">{t('file')}</th>
          <th scope="col">{t('recognisedAs')}</th>
          <th scope="col">{t('status')}</th>
          {figures.map((figure) => (
            <th key={figure} scope="col" data-number>
              {t(`outcome.${figure}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <OutcomeLines key={file.name} file={file} />
        ))}
      </tbody>
    </table>
  )
}

function OutcomeLines({ file }: { file: FileOutcome }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const language = useLanguage()
  const local = useLocal()
  const undecided = file.openQuestions.filter((question) => !isLoadQuestion(question))
  const { histories } = file
  const shown = (count: number): string => format.cell(count, 'count')
  const notes = [
    ...(file.problem ? [local(file.problem.message)] : []),
    ...file.matched.map(({ from, to, rows }) => t('matchedNote', { from, to, count: rows, shown: format.cell(rows, 'count') })),
    ...(file.keys ?? []).map(({ text }) => local(text)),
    ...(histories ? [t('historyNote', { visits: shown(histories.visits), changes: shown(histories.changes) })] : []),
    ...(histories && histories.records > 0 ? [t('historyRecords', { count: histories.records, shown: shown(histories.records) })] : []),
    ...(histories && histories.gaps > 0 ? [t('historyGaps', { count: histories.gaps, shown: shown(histories.gaps) })] : []),
    ...(histories?.unmatched ?? []).map(({ rows, text }) =>
      t('historyUnmatched', { count: rows, shown: shown(rows), reason: local(text) }),
    ),
    ...(file.older > 0 ? [t('olderNote', { count: file.older, shown: format.cell(file.older, 'count') })] : []),
    ...(undecided.length > 0
      ? [t('undecided', { count: undecided.length, columns: undecided.map((question) => question.column).join(', ') })]
      : []),
  ]
  return (
    <Fragment>
      <tr className={notes.length > 0 ? classes.noLine : undefined}>
        <td className={`${classes.header} clip`} title={file.name}>
          {file.name}
        </td>
        <td>{file.status === 'refused' ? '–' : (kindLabel(file.recognisedAs, language) ?? t('ownTable'))}</td>
        <td>
          <Status status={file.status} />
        </td>
        {figures.map((figure) => (
          <td key={figure} data-number data-faint={file[figure] === 0 || undefined}>
            {format.cell(file[figure], 'count')}
          </td>
        ))}
      </tr>
      {notes.length > 0 && (
        <tr className={classes.below}>
          <td colSpan={3 + figures.length}>
            {notes.map((note) => (
              <div key={note}>{note}</div>
            ))}
          </td>
        </tr>
      )}
    </Fragment>
  )
}

const looks = {
  loaded: { icon: IconCircleCheck, tone: 'good' },
  unchanged: { icon: IconCircleCheck, tone: 'quiet' },
  refused: { icon: IconAlertTriangle, tone: 'bad' },
  skipped: { icon: IconCircleMinus, tone: 'quiet' },
} as const

function Status({ status }: { status: FileOutcome['status'] }) {
  const { t } = useTranslation('data')
  const { icon: StatusIcon, tone } = looks[status]
  return (
    <span className={classes.status} data-tone={tone}>
      <StatusIcon size={14} stroke={1.5} aria-hidden />
      {t(`status.${status}`)}
    </span>
  )
}
