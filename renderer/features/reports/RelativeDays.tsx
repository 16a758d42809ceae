import { NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { periodUnits, RelativePeriod } from '../../../src/contract/report-spec.ts'
import classes from './reports.module.css'

const ways = RelativePeriod.shape.relative.options

/** Days told from the workspace clock: the last three full months, this quarter, the next two weeks. */
export function RelativeDays({ period, onChange }: { period: RelativePeriod; onChange: (period: RelativePeriod) => void }) {
  const { t } = useTranslation('report')
  const look = { size: 'xs', comboboxProps: { withinPortal: false } } as const
  return (
    <div className={classes.relative}>
      <Select
        {...look}
        aria-label={t('withinWay')}
        data={ways.map((way) => ({ value: way, label: t(`way-${way}`) }))}
        value={period.relative}
        onChange={(value) => {
          const relative = ways.find((way) => way === value) ?? period.relative
          onChange({ ...period, relative, n: relative === 'this' ? 1 : period.n })
        }}
      />
      {period.relative !== 'this' && (
        <NumberInput
          size="xs"
          aria-label={t('withinCount')}
          min={1}
          max={1000}
          allowDecimal={false}
          value={period.n}
          onChange={(n) => {
            if (typeof n === 'number' && n >= 1) onChange({ ...period, n: Math.min(1000, Math.round(n)) })
          }}
        />
      )}
      <Select
        {...look}
        aria-label={t('withinUnit')}
        data={periodUnits.map((unit) => ({ value: unit, label: t(`unit-${unit}`) }))}
        value={period.unit}
        onChange={(value) => onChange({ ...period, unit: periodUnits.find((unit) => unit === value) ?? period.unit })}
      />
    </div>
  )
}
