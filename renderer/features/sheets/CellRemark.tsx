import { Button } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SheetCell, SheetColumn } from '../../../src/contract/sheets.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import classes from './sheets.module.css'

/** What is to be said about the cell in focus, and what it may have meant. */
export function CellRemark({
  cell,
  column,
  row,
  onTake,
}: {
  cell: SheetCell | null
  column: SheetColumn | null
  row: number
  onTake: (text: string) => void
}) {
  const { t } = useTranslation('sheets')
  const local = useLocal()
  const language = useLanguage()
  const problem = cell?.problem ?? null
  const hint = column && (column.choices.length > 0 ? column.choices.join(' · ') : column.example)
  return (
    <div className={classes.remark} role="status" data-state={problem ? cell?.state : undefined}>
      {problem ? (
        <>
          <IconAlertTriangle size={15} stroke={1.5} aria-hidden />
          <span>
            <b>
              {column?.label[language]} {row + 1}
            </b>{' '}
            {local(problem)}
          </span>
          {(cell?.suggestions.length ?? 0) > 0 && <span>{t('didYouMean')}</span>}
          {cell?.suggestions.map((suggestion) => (
            <Button key={suggestion} size="compact-xs" variant="default" onClick={() => onTake(suggestion)}>
              {suggestion}
            </Button>
          ))}
        </>
      ) : (
        <>
          <IconInfoCircle size={15} stroke={1.5} aria-hidden />
          <span>{hint ? t('hint', { example: hint }) : t('keys')}</span>
        </>
      )}
    </div>
  )
}
