import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudyName } from '../../../src/contract/studies.ts'
import type { StudyRows } from '../../../src/contract/study-result.ts'
import { useAnswer } from '../../data/queries.ts'
import { RightPanel } from '../../frame/RightPanel.tsx'
import { arrowRows } from '../../grid/arrow-rows.ts'
import type { GridColumn } from '../../grid/grid-column.ts'
import type { GridRows } from '../../grid/grid-rows.ts'
import { Grid } from '../../grid/Grid.tsx'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { SourceRowAt } from '../../report/SourceRow.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { ExportStudy } from './ExportStudy.tsx'
import { SaveSegment } from './SaveSegment.tsx'
import { segmentEntity } from './segment-document.ts'
import type { AskedRows } from './StudyPage.tsx'
import classes from './studies.module.css'

const pageSize = 200
const rowHeight = 24
const tallest = 480

/** The things behind a number of a study, page by page, and the source of the one that is opened. */
export function RowsPanel({ study, asked, onClose }: { study: StudyName; asked: AskedRows; onClose: () => void }) {
  const { t } = useTranslation('studies')
  const format = useFormat()
  const [offset, setOffset] = useState(0)
  const { drill, params, title } = asked
  const answer = useAnswer('data', ['studies.rows', study, params, drill, offset], async (api, options) => {
    const { bytes, ...page } = await api.studies.rows({ study, params, drill, offset, limit: pageSize }, options)
    return { page, offset, rows: arrowRows(bytes) }
  })
  return (
    <RightPanel title={t('rowsBehind', { name: title })} onClose={onClose}>
      <Answered answer={answer}>
        {(shown) =>
          shown.page.total === 0 ? (
            <p className={classes.quiet}>{t('noRowsBehind')}</p>
          ) : (
            <>
              <p className={classes.rowCount}>
                {t('rowCount', { count: shown.page.total, total: format.cell(shown.page.total, 'count') })}
              </p>
              {shown.page.total > pageSize && <Pages offset={shown.offset} total={shown.page.total} onMove={setOffset} />}
              <Rows key={shown.offset} page={shown.page} rows={shown.rows} />
              <ExportStudy study={study} params={params} title={t('rowsBehind', { name: title })} drill={drill} />
              <KeepRows study={study} asked={asked} entity={shown.page.entity} />
            </>
          )
        }
      </Answered>
    </RightPanel>
  )
}

function KeepRows({ study, asked, entity }: { study: StudyName; asked: AskedRows; entity: string }) {
  const { t } = useTranslation('studies')
  const of = segmentEntity(entity)
  if (of === null) return null
  const { params, drill, title } = asked
  return <SaveSegment choice={{ study, params, of, classes: null, drill }} suggestion={title} hint={t('segmentRows')} />
}

function Rows({ page, rows }: { page: StudyRows; rows: GridRows }) {
  const { t } = useTranslation('studies')
  const language = useLanguage()
  const [opened, setOpened] = useState<number | null>(null)
  const columns = useMemo(
    () =>
      page.columns
        .filter(({ id }) => !id.startsWith('$'))
        .map(({ id, label, type, unit, currency, words }): GridColumn => ({
          id,
          title: label[language],
          type,
          unit,
          currency: currency ?? null,
          words,
        })),
    [page, language],
  )
  const text = (id: string) => (opened === null ? '' : String(rows.value(opened, id) ?? ''))
  const sheet = opened === null ? null : rows.value(opened, '$sheet')
  return (
    <>
      <div className={classes.rows} style={{ height: Math.min(tallest, 42 + rows.count * rowHeight) }}>
        <Grid label={t('rows')} columns={columns} rows={rows} compact onOpen={({ row }) => setOpened(row)} />
      </div>
      <p className={classes.quiet}>{t('openHint')}</p>
      {opened !== null && text('$hash') !== '' && (
        <SourceRowAt
          place={{ file: text('$file'), hash: text('$hash'), sheet: sheet === null ? null : String(sheet), row: Number(text('$row')) }}
        />
      )}
    </>
  )
}

function Pages({ offset, total, onMove }: { offset: number; total: number; onMove: (offset: number) => void }) {
  const { t } = useTranslation('studies')
  const format = useFormat()
  const last = Math.min(offset + pageSize, total)
  return (
    <div className={classes.pages}>
      <ActionIcon aria-label={t('earlier')} disabled={offset === 0} onClick={() => onMove(offset - pageSize)}>
        <IconChevronLeft size={16} stroke={1.5} />
      </ActionIcon>
      <span className="figures">
        {t('pageOf', { from: format.cell(offset + 1, 'count'), to: format.cell(last, 'count'), total: format.cell(total, 'count') })}
      </span>
      <ActionIcon aria-label={t('later')} disabled={last >= total} onClick={() => onMove(offset + pageSize)}>
        <IconChevronRight size={16} stroke={1.5} />
      </ActionIcon>
    </div>
  )
}
