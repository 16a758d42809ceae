import { IconEqual } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangedRow, LoadChanges } from '../../../src/contract/load-changes.ts'
import { useAnswer } from '../../data/queries.ts'
import { hashOf } from '../../frame/router.ts'
import { Grid } from '../../grid/Grid.tsx'
import type { GridColumn } from '../../grid/grid-column.ts'
import { objectRows } from '../../grid/grid-rows.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ChangedRowPanel, said } from './ChangedRowPanel.tsx'
import { everything, type ChangesFilter } from './changes-filter.ts'
import { ChangesRail } from './ChangesRail.tsx'
import classes from './data.module.css'
import own from './loads.module.css'
import { Pager } from './Pager.tsx'

const pageSize = 1000

/** What one load changed: its counts on the left, and the rows behind the chosen one. */
export function LoadChangesView({ load }: { load: number }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const [filter, setFilter] = useState<ChangesFilter>(everything)
  const [offset, setOffset] = useState(0)
  const loads = useAnswer('data', ['imports.loads'], (api, options) => api.imports.loads({}, options)).data?.loads
  const at = loads?.find(({ id }) => id === load)?.at
  const answer = useAnswer('data', ['imports.changes', load, filter, offset], (api, options) =>
    api.imports.changes(
      {
        load,
        offset,
        limit: pageSize,
        ...(filter.entity === null ? {} : { entity: filter.entity }),
        ...(filter.kind === null ? {} : { kind: filter.kind }),
      },
      options,
    ),
  )
  const choose = (wanted: ChangesFilter) => {
    setFilter(wanted)
    setOffset(0)
  }
  return (
    <div className={classes.fill}>
      <div className={own.crumbs}>
        <a href={hashOf('data', 'loads')}>{t('backToAllLoads')}</a>
        <h2>{t('changesTitle', { id: load })}</h2>
        {at !== undefined && <span className={classes.quiet}>{format.moment(at)}</span>}
      </div>
      <Answered answer={answer}>
        {(changes) => <Changes changes={changes} filter={filter} onFilter={choose} page={{ offset, onMove: setOffset }} />}
      </Answered>
    </div>
  )
}

interface ChangesProps {
  readonly changes: LoadChanges
  readonly filter: ChangesFilter
  readonly onFilter: (filter: ChangesFilter) => void
  readonly page: { readonly offset: number; readonly onMove: (offset: number) => void }
}

function Changes({ changes, filter, onFilter, page }: ChangesProps) {
  const { t } = useTranslation('data')
  const local = useLocal()
  const format = useFormat()
  if (changes.entities.length === 0)
    return (
      <EmptyState icon={IconEqual} title={local(changes.sentence)}>
        {t(changes.state === 'kept' ? 'nothingChangedText' : changes.state === 'undone' ? 'undoneText' : 'notKeptText')}
      </EmptyState>
    )
  return (
    <>
      <p className={own.sentence}>
        {local(changes.sentence)}
        {changes.newReferences > 0 && (
          <span className={classes.quiet}>
            {' · '}
            {t('newReferences', { count: changes.newReferences, shown: format.cell(changes.newReferences, 'count') })}
          </span>
        )}
      </p>
      <div className={own.changes}>
        <ChangesRail changes={changes} filter={filter} onFilter={onFilter} />
        <div className={own.listed}>
          <ChangesGrid changes={changes} isOneEntity={filter.entity !== null} />
          {changes.total > pageSize && <Pager offset={page.offset} size={pageSize} total={changes.total} onMove={page.onMove} />}
        </div>
      </div>
    </>
  )
}

function ChangesGrid({ changes: { rows, entities }, isOneEntity }: { changes: LoadChanges; isOneEntity: boolean }) {
  const { t } = useTranslation('data')
  const language = useLanguage()
  const [open, setOpen] = useState<ChangedRow | null>(null)
  const columns = useMemo<GridColumn[]>(
    () => [
      { id: 'kind', title: t('changeKind'), type: 'text' },
      ...(isOneEntity ? [] : [{ id: 'entity', title: t('entity'), type: 'text' as const }]),
      { id: 'name', title: t('rowName'), type: 'text', width: 200 },
      { id: 'what', title: t('whatChanged'), type: 'text', width: 440 },
      { id: 'id', title: t('rowId'), type: 'text' },
      { id: 'file', title: t('file'), type: 'text' },
      { id: 'row', title: t('row'), type: 'integer' },
    ],
    [t, isOneEntity],
  )
  const source = useMemo(
    () =>
      objectRows(rows, {
        kind: (row) => t(`change.${row.kind}`),
        entity: (row) => entities.find(({ entity }) => entity === row.entity)?.label[language] ?? row.entity,
        name: (row) => row.name,
        what: (row) => whatOf(row, language),
        id: (row) => row.sourceId,
        file: (row) => (row.after ?? row.before)?.file ?? null,
        row: (row) => (row.after ?? row.before)?.row ?? null,
      }),
    [rows, entities, language, t],
  )
  const pick = (index: number) => setOpen(rows[index] ?? null)
  return (
    <>
      <Grid label={t('changesList')} columns={columns} rows={source} onOpen={({ row }) => pick(row)} onPick={({ row }) => pick(row)} />
      {open && <ChangedRowPanel row={open} onClose={() => setOpen(null)} />}
    </>
  )
}

/** `Stage: Proposal → Negotiation; Amount: 100 → 150`. A new row's values would be the whole row. */
function whatOf({ kind, cells }: ChangedRow, language: 'zh' | 'en'): string {
  if (kind === 'new') return ''
  const [colon, semicolon] = language === 'zh' ? ['：', '；'] : [': ', '; ']
  return cells.map((cell) => `${cell.label[language]}${colon}${said(cell, 'from')} → ${said(cell, 'to')}`).join(semicolon)
}
