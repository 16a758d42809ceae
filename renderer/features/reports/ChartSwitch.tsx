import { Tooltip, UnstyledButton } from '@mantine/core'
import {
  IconChartArea,
  IconChartBar,
  IconChartBarPopular,
  IconChartDonut,
  IconChartLine,
  IconListTree,
  IconTable,
  type Icon,
} from '@tabler/icons-react'
import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { chartNeed, drawnChart, offeredCharts, type OfferedChart } from './chart-fit.ts'
import { useEditing } from './editor-context.ts'
import { edit } from './report-editor.ts'
import classes from './reports.module.css'

const icons: Readonly<Record<OfferedChart, Icon>> = {
  table: IconTable,
  pivot: IconListTree,
  bar: IconChartBar,
  'stacked-bar': IconChartBarPopular,
  line: IconChartLine,
  area: IconChartArea,
  doughnut: IconChartDonut,
}

/** The ways to draw the answer, as small pictures. One that the fields don't suffice for says what it needs. */
export function ChartSwitch() {
  const { t } = useTranslation('reports')
  const { reportKey, draft, spec } = useEditing()
  const box = useRef<HTMLDivElement>(null)
  const shown = drawnChart(draft.chart, spec)
  const choose = (chart: OfferedChart) => edit(reportKey, (now) => (now.chart === chart ? now : { ...now, chart }), { key: 'didChart' })
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const buttons = [...(box.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])]
    buttons[(buttons.findIndex((one) => one === event.target) + step + buttons.length) % buttons.length]?.focus()
    event.preventDefault()
  }
  return (
    <div ref={box} className={classes.charts} role="radiogroup" aria-label={t('charts')} onKeyDown={onKeyDown}>
      {offeredCharts.map((chart) => {
        const ChartIcon = icons[chart]
        const need = chartNeed(chart, spec)
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
              <ChartIcon size={16} stroke={1.5} />
            </UnstyledButton>
          </Tooltip>
        )
      })}
    </div>
  )
}
