import { Menu, Modal } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Look } from '../../src/contract/documents.ts'
import type { ReportColumn } from '../../src/contract/report-result.ts'
import { changeValue, plainValue, setFormat } from './look-moves.ts'
import { MarksEditor } from './MarksEditor.tsx'
import type { PivotActions } from './PivotTable.tsx'
import { lookOfColumn, valueOf } from '../../src/contract/look-of-value.ts'
import classes from './pivot.module.css'

interface ValueMenuProps {
  readonly column: ReportColumn
  readonly title: string
  readonly look: Look | undefined
  readonly onLook: NonNullable<PivotActions['onLook']>
  readonly onSort: PivotActions['onSort']
}

const scales = ['full', 'wan', 'thousands'] as const
const shades = ['none', 'accent', 'diverging'] as const

/** How one value is ordered, written and marked; what is chosen holds for all its columns. */
export function ValueMenu({ column, title, look, onLook, onSort }: ValueMenuProps) {
  const { t } = useTranslation('report')
  const [marking, setMarking] = useState(false)
  const value = valueOf(column)
  const now = lookOfColumn(look, column)
  const change = (changes: Parameters<typeof changeValue>[2]) => onLook((one) => changeValue(one, value, changes))
  const digits = now?.format?.digits ?? (column.unit === 'percent' ? 1 : column.unit === 'money' || column.unit === 'count' ? 0 : 1)
  const isLarge = column.unit === 'money' || column.unit === 'count' || column.unit === 'none'
  return (
    <>
      <Menu defaultOpened position="bottom-end" closeOnItemClick={false} width={210}>
        <Menu.Target>
          <button type="button" className={classes.menu} aria-label={t('valueMenu', { value: title })}>
            <IconChevronDown size={13} stroke={1.5} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {onSort && (
            <>
              <Menu.Item closeMenuOnClick onClick={() => onSort(value, 'desc')}>
                {t('sortDown')}
              </Menu.Item>
              <Menu.Item closeMenuOnClick onClick={() => onSort(value, 'asc')}>
                {t('sortUp')}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Label>{t('format')}</Menu.Label>
          {isLarge && (
            <Menu.RadioGroup value={now?.format?.scale ?? 'full'}>
              {scales.map((scale) => (
                <Menu.RadioItem key={scale} value={scale} onChange={() => onLook((one) => setFormat(one, value, { scale }))}>
                  {t(`scale-${scale}`)}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          )}
          <Menu.Item disabled={digits >= 6} onClick={() => onLook((one) => setFormat(one, value, { digits: digits + 1 }))}>
            {t('moreDecimals')}
          </Menu.Item>
          <Menu.Item disabled={digits <= 0} onClick={() => onLook((one) => setFormat(one, value, { digits: digits - 1 }))}>
            {t('fewerDecimals')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.CheckboxItem checked={now?.bars === true} onChange={(bars) => change({ bars })}>
            {t('dataBars')}
          </Menu.CheckboxItem>
          <Menu.Label>{t('shades')}</Menu.Label>
          <Menu.RadioGroup value={now?.shades ?? 'none'}>
            {shades.map((shade) => (
              <Menu.RadioItem key={shade} value={shade} onChange={() => change({ shades: shade === 'none' ? undefined : shade })}>
                {t(`shades-${shade}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Item closeMenuOnClick onClick={() => setMarking(true)}>
            {t('marks')}
          </Menu.Item>
          <Menu.CheckboxItem checked={now?.totals === true} onChange={(totals) => change({ totals })}>
            {t('onTotals')}
          </Menu.CheckboxItem>
          <Menu.Divider />
          <Menu.Item closeMenuOnClick disabled={now === undefined} onClick={() => onLook((one) => plainValue(one, value))}>
            {t('plainLook')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={marking} onClose={() => setMarking(false)} title={t('marksOf', { value: title })} size="lg">
        <MarksEditor column={column} look={look} onLook={onLook} />
      </Modal>
    </>
  )
}
