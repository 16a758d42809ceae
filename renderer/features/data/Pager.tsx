import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import classes from './data.module.css'

/** From one page of a long list to the next. */
export function Pager({ offset, size, total, onMove }: { offset: number; size: number; total: number; onMove: (offset: number) => void }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const last = Math.min(offset + size, total)
  return (
    <div className={classes.pager}>
      <Button variant="default" disabled={offset === 0} onClick={() => onMove(Math.max(0, offset - size))}>
        {t('earlier')}
      </Button>
      <span className="figures">
        {t('pageOf', { from: format.cell(offset + 1, 'count'), to: format.cell(last, 'count'), total: format.cell(total, 'count') })}
      </span>
      <Button variant="default" disabled={last >= total} onClick={() => onMove(offset + size)}>
        {t('later')}
      </Button>
    </div>
  )
}
