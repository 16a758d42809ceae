import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetColumn, SheetRow as CheckedRow } from '../../../src/contract/sheets.ts'
import { isInside, type Range } from '../../grid/selection.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import classes from './sheets.module.css'

interface SheetRowProps {
  readonly id: string
  readonly row: number
  readonly top: number
  readonly columns: readonly SheetColumn[]
  /** null = a row nobody has typed into yet. */
  readonly texts: readonly string[] | null
  readonly checked: CheckedRow | null
  readonly range: Range
  readonly focus: number
  readonly typed: string | null
  readonly onSelect: (column: number, extend: boolean) => void
  readonly onEdit: (column: number) => void
  readonly onType: (text: string) => void
  readonly onTyping: (event: KeyboardEvent, text: string) => void
  readonly onLeave: (text: string) => void
}

export function SheetRow({
  id,
  row,
  top,
  columns,
  texts,
  checked,
  range,
  focus,
  typed,
  onSelect,
  onEdit,
  onType,
  onTyping,
  onLeave,
}: SheetRowProps) {
  const { t } = useTranslation('sheets')
  const language = useLanguage()
  const isOff = checked !== null && texts !== null && !checked.counts && texts.some((text) => text.trim() !== '')
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className={classes.row}
      data-off={isOff || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div className={classes.rowNumber} role="rowheader" title={isOff ? t('doesNotCount') : undefined}>
        {texts === null ? '' : row + 1}
        {isOff && <span className={classes.off}>✗</span>}
      </div>
      {columns.map((column, index) => {
        const text = texts?.[index] ?? ''
        const known = checked?.cells[index]
        // The engine's word is about what it was asked; a cell typed since then waits for it.
        const state = known?.text === text ? known.state : 'good'
        const isTyped = focus === index && typed !== null
        return (
          <div
            key={column.id}
            id={`${id}-${row}-${index}`}
            role="gridcell"
            aria-colindex={index + 1}
            aria-selected={isInside(range, row, index)}
            aria-invalid={state === 'error' || undefined}
            className={classes.cell}
            data-number={column.align === 'right' || undefined}
            data-state={state}
            data-focus={focus === index || undefined}
            title={state === 'good' ? undefined : known?.problem?.[language]}
            onMouseDown={(event) => event.button === 0 && !isTyped && onSelect(index, event.shiftKey)}
            onMouseEnter={(event) => event.buttons === 1 && onSelect(index, true)}
            onDoubleClick={() => onEdit(index)}
          >
            {isTyped ? (
              <input
                className={classes.input}
                aria-label={`${column.label[language]} ${row + 1}`}
                value={typed}
                list={column.choices.length > 0 ? `${id}-choices-${column.id}` : undefined}
                autoFocus
                onChange={(event) => onType(event.currentTarget.value)}
                onKeyDown={(event) => onTyping(event, typed)}
                onBlur={() => onLeave(typed)}
              />
            ) : (
              text
            )}
            {isTyped && column.choices.length > 0 && (
              <datalist id={`${id}-choices-${column.id}`}>
                {column.choices.map((choice) => (
                  <option key={choice} value={choice} />
                ))}
              </datalist>
            )}
          </div>
        )
      })}
    </div>
  )
}
