import { Button, Checkbox, NumberInput, Popover, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import { useEditing } from './editor-context.ts'
import { changeTop, removeTop, startTop } from './report-settings.ts'
import { settingLook } from './setting-look.tsx'
import { valueId } from './value-ids.ts'
import classes from './reports.module.css'

/** Only the first of a dimension's values, and the rest as one row. */
export function TopChooser() {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, move, isDate, labelOfField } = useEditing()
  const [opened, setOpened] = useState(false)
  const { top } = spec
  const label = top ? t('topOf', { n: top.n, field: local(labelOfField(top.field)) }) : t('top')
  const can = top !== undefined || startTop(spec, isDate) !== spec
  const toggle = () => {
    if (top === undefined) move((now) => startTop(now, isDate), { key: 'didTop' })
    setOpened(!opened)
  }
  return (
    <Popover opened={opened && top !== undefined} onChange={setOpened} position="bottom-start" width={240} trapFocus returnFocus>
      <Popover.Target>
        <Button {...settingLook({ label, on: top !== undefined })} disabled={!can} onClick={toggle} />
      </Popover.Target>
      <Popover.Dropdown className={classes.filterBox ?? ''} aria-label={t('top')}>
        <TopFields onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function TopFields({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, move, isDate, labelOfField, labelOfMetric } = useEditing()
  const { top } = spec
  if (top === undefined) return null
  const fields = [...new Set([...spec.rows, ...spec.columns].map((use) => use.field))].filter((field) => !isDate(field))
  return (
    <>
      <NumberInput
        size="xs"
        data-autofocus
        label={t('topCount')}
        min={1}
        max={10_000}
        value={top.n}
        onChange={(n) => typeof n === 'number' && move((now) => changeTop(now, { n }), { key: 'didTop' }, 'top-n')}
      />
      <Select
        size="xs"
        label={t('topField')}
        comboboxProps={{ withinPortal: false }}
        data={fields.map((field) => ({ value: field, label: local(labelOfField(field)) }))}
        value={top.field}
        onChange={(field) => field !== null && move((now) => changeTop(now, { field }), { key: 'didTop' })}
      />
      <Select
        size="xs"
        label={t('topBy')}
        comboboxProps={{ withinPortal: false }}
        data={spec.values.map((value) => ({
          value: valueId(value),
          label: [local(labelOfMetric(value.metric)), ...(value.stat === undefined ? [] : [t(`stat-${value.stat}`)])].join(' · '),
        }))}
        value={top.by}
        onChange={(by) => by !== null && move((now) => changeTop(now, { by }), { key: 'didTop' })}
      />
      <Checkbox
        label={t('topOther')}
        checked={top.other}
        onChange={(event) => {
          const other = event.currentTarget.checked
          move((now) => changeTop(now, { other }), { key: 'didTop' })
        }}
      />
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        onClick={() => {
          onDone()
          move(removeTop, { key: 'didTop' })
        }}
      >
        {t('topOff')}
      </Button>
    </>
  )
}
