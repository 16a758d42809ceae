import { UnstyledButton } from '@mantine/core'
import { IconWand } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { chartKinds, type ChartKind } from '../../../src/contract/documents.ts'
import { chartNeed } from '../../charts/chart-fit.ts'
import { suggestChart } from '../../charts/suggest-chart.ts'
import { chartPictures, type OfferedChart } from '../../report/chart-pictures.ts'
import { useEditing } from './editor-context.ts'
import classes from './charts.module.css'

interface GalleryProps {
  readonly shown: ChartKind
  readonly follows: boolean
  readonly onChoose: (chart: OfferedChart) => void
  readonly onFollow: () => void
}

/** Every way to draw the answer with its name; one that the fields don't suffice for says what it needs. */
export function ChartGallery({ shown, follows, onChoose, onFollow }: GalleryProps) {
  const { t } = useTranslation('report')
  const { spec, catalog } = useEditing()
  const suggested = suggestChart(spec, catalog)
  return (
    <>
      <div className={classes.gallery} role="group" aria-label={t('allCharts')}>
        {chartKinds
          .filter((kind) => kind !== 'kpi')
          .map((chart) => {
            const Picture = chartPictures[chart]
            const need = chartNeed(chart, spec, catalog)
            return (
              <UnstyledButton
                key={chart}
                className={classes.card ?? ''}
                aria-pressed={chart === shown}
                aria-disabled={need !== null}
                onClick={() => need === null && onChoose(chart)}
              >
                <Picture size={26} stroke={1.25} aria-hidden />
                <span className={classes.cardText}>
                  <span className={classes.name}>{t(`chart-${chart}`)}</span>
                  {need !== null && <span className={classes.need}>{t(need)}</span>}
                  {need === null && chart === suggested && <span className={classes.suggested}>{t('suggested')}</span>}
                </span>
              </UnstyledButton>
            )
          })}
      </div>
      <UnstyledButton className={classes.follow ?? ''} aria-pressed={follows} onClick={onFollow}>
        <IconWand size={14} stroke={1.5} aria-hidden />
        {t('followFields')}
      </UnstyledButton>
    </>
  )
}
