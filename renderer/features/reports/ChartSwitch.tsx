import { Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconLayoutGrid } from '@tabler/icons-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { chartKinds, type ChartKind } from '../../../src/contract/documents.ts'
import { chartNeed, drawnChart } from '../../charts/chart-fit.ts'
import { specForChart } from '../../../src/charts/chart-spec.ts'
import { suggestChart } from '../../charts/suggest-chart.ts'
import { chartPictures, type OfferedChart } from '../../report/chart-pictures.ts'
import { ChartGallery } from './ChartGallery.tsx'
import { useEditing } from './editor-context.ts'
import { edit, useEditors, type DraftReport } from './report-editor.ts'
import classes from './charts.module.css'

const atHand: readonly OfferedChart[] = ['table', 'pivot', 'bar', 'line']

const offeredCharts = chartKinds.filter((kind): kind is OfferedChart => kind !== 'kpi')

/** The ways to draw the answer: the usual ones at hand, all of them as small pictures one step away. */
export function ChartSwitch() {
  const { t } = useTranslation('report')
  const { reportKey, draft, spec, catalog } = useEditing()
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useFollowing(reportKey, draft)
  const shown = drawnChart(draft.chart, spec, catalog)
  const offered = offeredCharts.filter((kind) => atHand.includes(kind) || kind === shown)
  const choose = (chart: OfferedChart) => {
    edit(reportKey, (now) => withChart({ ...now, spec: specForChart(chart, now.spec, catalog) }, chart), { key: 'didChart' })
    setOpen(false)
  }
  const follow = () => edit(reportKey, (now) => ({ ...now, look: { ...now.look, follows: true } }), { key: 'didChart' })
  return (
    <div className={classes.switch}>
      <div
        ref={box}
        className={classes.charts}
        role="radiogroup"
        aria-label={t('charts')}
        onKeyDown={(event) => moveFocus(event, box.current)}
      >
        {offered.map((chart) => {
          const Picture = chartPictures[chart]
          const need = chartNeed(chart, spec, catalog)
          const label = need === null ? t(`chart-${chart}`) : `${t(`chart-${chart}`)}: ${t(need)}`
          return (
            <Tooltip key={chart} label={label}>
              <UnstyledButton
                role="radio"
                aria-checked={chart === shown}
                aria-disabled={need !== null}
                aria-label={label}
                tabIndex={chart === shown ? 0 : -1}
                className={classes.chart ?? ''}
                onClick={() => need === null && choose(chart)}
              >
                <Picture size={16} stroke={1.5} />
              </UnstyledButton>
            </Tooltip>
          )
        })}
      </div>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={560} trapFocus>
        <Popover.Target>
          <UnstyledButton
            className={classes.all ?? ''}
            aria-label={t('allCharts')}
            title={t('allCharts')}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <IconLayoutGrid size={16} stroke={1.5} aria-hidden />
            <IconChevronDown size={13} stroke={1.5} aria-hidden />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('allCharts')}>
          <ChartGallery shown={shown} follows={draft.look?.follows === true} onChoose={choose} onFollow={follow} />
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

/** A chart that was chosen stays, whatever becomes of the fields. */
function withChart(draft: DraftReport, chart: ChartKind): DraftReport {
  const { follows: _follows, ...look } = draft.look ?? {}
  const { look: _look, ...rest } = draft
  return { ...rest, chart, ...(Object.keys(look).length === 0 ? {} : { look }) }
}

/** Until a chart is chosen, it is the one the fields suggest; that is no step of its own. */
function useFollowing(key: string, draft: DraftReport): void {
  const { catalog } = useEditing()
  const change = useEditors((editors) => editors.change)
  const wanted = draft.look?.follows === true && draft.spec.values.length > 0 ? suggestChart(draft.spec, catalog) : draft.chart
  useEffect(() => {
    if (wanted === draft.chart) return
    change(key, (editing) =>
      editing.history.now === draft ? { ...editing, history: { ...editing.history, now: { ...draft, chart: wanted } } } : editing,
    )
  }, [key, draft, wanted, change])
}

function moveFocus(event: KeyboardEvent, box: HTMLElement | null): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const buttons = [...(box?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])]
  buttons[(buttons.findIndex((one) => one === event.target) + step + buttons.length) % buttons.length]?.focus()
  event.preventDefault()
}
