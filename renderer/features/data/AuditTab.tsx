import { IconListCheck } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { auditText } from '../../../src/contract/audit-text.ts'
import type { AuditEntry } from '../../../src/contract/imports.ts'
import { useAnswer } from '../../data/queries.ts'
import { useDataVersion } from '../../data/session.tsx'
import { Grid } from '../../grid/Grid.tsx'
import type { GridColumn } from '../../grid/grid-column.ts'
import { objectRows } from '../../grid/grid-rows.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import classes from './data.module.css'
import { Pager } from './Pager.tsx'

const pageSize = 1000

/** Everything that was done in this workspace, newest first. */
export function AuditTab() {
  const { t } = useTranslation('data')
  const [offset, setOffset] = useState(0)
  const version = useDataVersion((state) => state.version)
  const answer = useAnswer('documents', ['workspace.audit', version, offset], (api, options) =>
    api.workspace.audit({ offset, limit: pageSize }, options),
  )
  return (
    <Answered answer={answer}>
      {({ total, entries }) =>
        total === 0 ? (
          <EmptyState icon={IconListCheck} title={t('noAudit')}>
            {t('noAuditText')}
          </EmptyState>
        ) : (
          <div className={classes.fill}>
            <div className={classes.quiet}>{t('auditText')}</div>
            <AuditGrid entries={entries} />
            {total > pageSize && <Pager offset={offset} size={pageSize} total={total} onMove={setOffset} />}
          </div>
        )
      }
    </Answered>
  )
}

function AuditGrid({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation('data')
  const local = useLocal()
  const format = useFormat()
  const columns = useMemo<GridColumn[]>(
    () => [
      { id: 'at', title: t('auditAt'), type: 'text', width: 160 },
      { id: 'what', title: t('auditWhat'), type: 'text', width: 760 },
    ],
    [t],
  )
  const rows = useMemo(
    () => objectRows(entries, { at: ({ at }) => format.moment(at), what: (entry) => local(auditText(entry)) }),
    [entries, format, local],
  )
  return <Grid label={t('tab.audit')} columns={columns} rows={rows} />
}
