import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnMapping, FileProposal } from '../../../src/contract/imports.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Confidence } from './Confidence.tsx'
import classes from './data.module.css'
import { doubledTargets, setTarget, targetOf } from './import-draft.ts'
import { useImport } from './import-store.ts'
import { ownColumn, targetLabel, targetOptions } from './target-options.ts'

/** One line per column of the file: what it becomes, and why. */
export function MappingTable({ file }: { file: FileProposal }) {
  const { t } = useTranslation('data')
  const language = useLanguage()
  const draft = useImport((state) => state.draft)
  const doubled = useMemo(() => doubledTargets(draft, file), [draft, file])
  const options = useMemo(
    () => [
      {
        group: t('notInModel'),
        items: [
          { value: ownColumn, label: t('ownColumn') },
          { value: 'skip', label: t('leaveOut') },
        ],
      },
      ...targetOptions(file.kind, language),
    ],
    [file.kind, language, t],
  )
  return (
    <div className={classes.section}>
      <h3>{t('columnsTitle')}</h3>
      <table className={`${classes.table} ${classes.mapping}`}>
        <thead>
          <tr>
            <th scope="col">{t('inFile')}</th>
            <th scope="col">{t('examples')}</th>
            <th scope="col">{t('becomes')}</th>
            <th scope="col">{t('type')}</th>
            <th scope="col">{t('confidence')}</th>
          </tr>
        </thead>
        <tbody>
          {file.columns.map((column) => (
            <MappingLine key={column.index} file={file} column={column} options={options} doubled={doubled} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  readonly file: FileProposal
  readonly column: ColumnMapping
  readonly options: { group: string; items: { value: string; label: string }[] }[]
  readonly doubled: ReadonlySet<string>
}

function MappingLine({ file, column, options, doubled }: LineProps) {
  const { t } = useTranslation('data')
  const local = useLocal()
  const format = useFormat()
  const language = useLanguage()
  const { draft, change } = useImport()
  const target = targetOf(draft, file, column.header, column.target)
  const decided = draft.targets[file.id]?.[column.header] !== undefined
  const also =
    column.also.length === 0 || decided ? null : t('also', { targets: column.also.map((one) => targetLabel(one, language)).join(', ') })
  const twice = target !== null && doubled.has(target)
  const empty = column.emptyShare > 0 ? t('emptyShare', { share: format.cell(column.emptyShare, 'percent') }) : null
  const samples = column.samples.join(' · ')
  const reason = decided ? t('decided') : local(column.reason)
  return (
    <tr data-out={target === 'skip' || undefined}>
      <td className={`${classes.header} clip`} title={column.header}>
        {column.header}
      </td>
      <td className={`${classes.samples} clip`} title={[samples, empty].filter((part) => part !== null).join('\n')}>
        {samples || t('allEmpty')}
      </td>
      <td>
        <Select
          aria-label={t('targetOf', { column: column.header })}
          size="xs"
          searchable
          nothingFoundMessage={t('nothingFound')}
          data={options}
          value={target ?? ownColumn}
          error={twice ? t('targetTwice') : undefined}
          onChange={(value) =>
            value !== null && change((now) => setTarget(now, file.id, column.header, value === ownColumn ? null : value))
          }
          comboboxProps={{ width: 280, position: 'bottom-start' }}
        />
        {also !== null && (
          <div className={`${classes.also} clip`} title={also}>
            {also}
          </div>
        )}
      </td>
      <td>{t(`type.${column.type}`)}</td>
      <td title={[reason, empty].filter((part) => part !== null).join('\n')}>
        <span className={classes.why}>
          {decided || column.target === null ? null : <Confidence value={column.confidence} short />}
          <span className={classes.whyText}>{reason}</span>
        </span>
      </td>
    </tr>
  )
}
