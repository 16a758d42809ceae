import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dealMoves, rowChanges } from '../../../src/contract/load-changes.ts'
import type { CurrencySum, DealChanges, DealMove, EntityChanges, LoadChanges } from '../../../src/contract/load-changes.ts'
import { formatCompact } from '../../../src/contract/figure-text.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { everything, isSame, type ChangesFilter } from './changes-filter.ts'
import classes from './loads.module.css'

interface RailProps {
  readonly changes: LoadChanges
  readonly filter: ChangesFilter
  readonly onFilter: (filter: ChangesFilter) => void
}

/** What changed, as counts; each count shows its rows. */
export function ChangesRail({ changes, filter, onFilter }: RailProps) {
  const { t } = useTranslation('data')
  const total = changes.entities.reduce((sum, one) => sum + one.new + one.changed + one.vanished + one.returned, 0)
  const choose = (wanted: ChangesFilter) => ({ isOn: isSame(filter, wanted), onClick: () => onFilter(wanted) })
  return (
    <nav className={classes.rail} aria-label={t('changesRail')}>
      <Choice label={t('allChanges')} count={total} {...choose(everything)} />
      {changes.entities.map((one) => (
        <EntityChoices key={one.entity} rows={one} deals={one.entity === 'opportunity' ? changes.deals : null} choose={choose} />
      ))}
    </nav>
  )
}

type Choose = (wanted: ChangesFilter) => { isOn: boolean; onClick: () => void }

function EntityChoices({ rows, deals, choose }: { rows: EntityChanges; deals: DealChanges | null; choose: Choose }) {
  const { t } = useTranslation('data')
  const local = useLocal()
  const { entity } = rows
  return (
    <>
      <h3>{local(rows.label)}</h3>
      {rowChanges
        .filter((kind) => rows[kind] > 0)
        .map((kind) => (
          <div key={kind}>
            <Choice label={t(`change.${kind}`)} count={rows[kind]} {...choose({ entity, kind })} />
            {kind === 'changed' && deals && <DealMoves deals={deals} choose={choose} />}
            {kind === 'changed' && (
              <Caption title={t('columnsChanged')} lines={rows.columns.map((column) => [local(column.label), column.rows])} />
            )}
          </div>
        ))}
    </>
  )
}

function DealMoves({ deals, choose }: { deals: DealChanges; choose: Choose }) {
  const { t } = useTranslation('data')
  const sums: Partial<Record<DealMove, readonly CurrencySum[]>> = {
    won: deals.won,
    lost: deals.lost,
    'amount-up': deals.amountUp,
    'amount-down': deals.amountDown,
  }
  return dealMoves
    .filter((move) => (deals.moves[move] ?? 0) > 0)
    .map((move) => (
      <div key={move}>
        <Choice
          isPart
          label={t(`change.${move}`)}
          aside={<Sums sums={sums[move] ?? []} isChange={move.startsWith('amount')} />}
          count={deals.moves[move] ?? 0}
          {...choose({ entity: 'opportunity', kind: move })}
        />
        {move === 'moved' && (
          <Caption lines={deals.stages.map(({ from, to, deals: count }) => [`${from ?? t('noStage')} → ${to ?? t('noStage')}`, count])} />
        )}
      </div>
    ))
}

function Sums({ sums, isChange }: { sums: readonly CurrencySum[]; isChange: boolean }) {
  const language = useLanguage()
  const shown = sums.filter(({ amount }) => amount !== '0')
  if (shown.length === 0) return null
  const texts = shown.map(({ currency, amount }) => {
    const text = formatCompact(amount, { unit: 'money', language, currency })
    return isChange && !text.startsWith('−') ? `+${text}` : text
  })
  return <span className={classes.sum}>{texts.join(' ')}</span>
}

interface ChoiceProps {
  readonly label: string
  readonly count: number
  readonly isOn: boolean
  readonly onClick: () => void
  readonly isPart?: boolean
  readonly aside?: ReactNode
}

function Choice({ label, count, isOn, onClick, isPart = false, aside }: ChoiceProps) {
  const format = useFormat()
  return (
    <UnstyledButton className={classes.choice} data-part={isPart || undefined} aria-pressed={isOn} onClick={onClick}>
      <span>{label}</span>
      {aside}
      <span>{format.cell(count, 'count')}</span>
    </UnstyledButton>
  )
}

/** More lines than these say little. */
const lineCount = 8

function Caption({ title, lines }: { title?: string; lines: readonly (readonly [label: string, count: number])[] }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  if (lines.length === 0) return null
  return (
    <div className={classes.caption}>
      {title !== undefined && <div>{title}</div>}
      {lines.slice(0, lineCount).map(([label, count], index) => (
        <div key={index}>
          <span>{label}</span>
          <span>{format.cell(count, 'count')}</span>
        </div>
      ))}
      {lines.length > lineCount && <div>{t('moreLines', { count: lines.length - lineCount })}</div>}
    </div>
  )
}
