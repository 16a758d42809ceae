import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tones, type CellRule, type Look, type Tone } from '../../src/contract/documents.ts'
import type { ReportColumn } from '../../src/contract/report-result.ts'
import { addRule, removeRule } from './look-moves.ts'
import type { PivotActions } from './PivotTable.tsx'
import { useWriter } from './use-writer.ts'
import { lookOfColumn, valueOf } from '../../src/contract/look-of-value.ts'
import classes from './pivot.module.css'

interface MarksEditorProps {
  readonly column: ReportColumn
  readonly look: Look | undefined
  readonly onLook: NonNullable<PivotActions['onLook']>
}

const whens = ['above', 'below', 'between', 'top', 'bottom'] as const
type When = (typeof whens)[number]

/** The marks of a value, and a line to add one. Percentages are typed as people read them. */
export function MarksEditor({ column, look, onLook }: MarksEditorProps) {
  const { t } = useTranslation('report')
  const write = useWriter(look)
  const value = valueOf(column)
  const rules = lookOfColumn(look, column)?.rules ?? []
  const figure = (one: number) => write.figure(column, one)
  return (
    <div className={classes.marks}>
      {rules.length === 0 && <p className={classes.noMarks}>{t('noMarks')}</p>}
      {rules.map((rule, place) => (
        <div key={place} className={classes.markLine}>
          <span>
            {t(`when-${rule.when}`)} {ruleText(rule, figure)}
          </span>
          <span className={classes.markTone} data-tone={rule.tone}>
            {t(`tone-${rule.tone}`)}
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('removeMark')}
            onClick={() => onLook((now) => removeRule(now, value, place))}
          >
            <IconTrash size={15} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      <NewMark isPercent={column.unit === 'percent'} onAdd={(rule) => onLook((now) => addRule(now, value, rule))} />
    </div>
  )
}

function ruleText(rule: CellRule, figure: (value: number) => string): string {
  switch (rule.when) {
    case 'above':
    case 'below':
      return figure(rule.than)
    case 'between':
      return `${figure(rule.from)} – ${figure(rule.to)}`
    case 'top':
    case 'bottom':
      return String(rule.n)
  }
}

function NewMark({ isPercent, onAdd }: { isPercent: boolean; onAdd: (rule: CellRule) => void }) {
  const { t } = useTranslation('report')
  const [when, setWhen] = useState<When>('above')
  const [tone, setTone] = useState<Tone>('good')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const rule = ruleOf({ when, tone, first, second, isPercent })
  const isCount = when === 'top' || when === 'bottom'
  const add = () => {
    if (rule === null) return
    onAdd(rule)
    setFirst('')
    setSecond('')
  }
  return (
    <form
      className={classes.newMark}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <NativeSelect
        label={t('when')}
        value={when}
        data={whens.map((one) => ({ value: one, label: t(`when-${one}`) }))}
        onChange={(event) => setWhen(event.currentTarget.value as When)}
      />
      <TextInput
        label={isCount ? t('markCount') : when === 'between' ? t('markFrom') : t('markValue')}
        value={first}
        inputMode="decimal"
        rightSection={isPercent && !isCount ? '%' : undefined}
        onChange={(event) => setFirst(event.currentTarget.value)}
      />
      {when === 'between' && (
        <TextInput
          label={t('markTo')}
          value={second}
          inputMode="decimal"
          rightSection={isPercent ? '%' : undefined}
          onChange={(event) => setSecond(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={t('markTone')}
        value={tone}
        data={tones.map((one) => ({ value: one, label: t(`tone-${one}`) }))}
        onChange={(event) => setTone(event.currentTarget.value as Tone)}
      />
      <Button type="submit" size="sm" disabled={rule === null}>
        {t('addMark')}
      </Button>
    </form>
  )
}

interface Typed {
  readonly when: When
  readonly tone: Tone
  readonly first: string
  readonly second: string
  readonly isPercent: boolean
}

/** What was typed as a rule; null while it is none. */
export function ruleOf({ when, tone, first, second, isPercent }: Typed): CellRule | null {
  const number = (text: string): number | null => {
    const plain = text.trim().replaceAll(',', '').replace(/%$/, '').replace('−', '-')
    const value = plain === '' ? Number.NaN : Number(plain)
    return Number.isFinite(value) ? value : null
  }
  const figure = (text: string) => {
    const value = number(text)
    // 12.3 % is 0.123 and no 0.12300000000000001.
    return value === null || !isPercent ? value : Number((value / 100).toPrecision(15))
  }
  if (when === 'top' || when === 'bottom') {
    const n = number(first)
    return n !== null && Number.isInteger(n) && n >= 1 && n <= 1000 ? { when, n, tone } : null
  }
  const [from, to] = [figure(first), figure(second)]
  if (when === 'between') return from === null || to === null ? null : { when, from: Math.min(from, to), to: Math.max(from, to), tone }
  return from === null ? null : { when, than: from, tone }
}
