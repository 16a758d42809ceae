import { Button, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditing } from './editor-context.ts'
import { cycleSort, cycleThenBy, setSort } from './report-settings.ts'
import { settingLook } from './setting-look.tsx'
import { useColumnNames } from './column-names.ts'

/** The order of the rows: by any column or dimension, and by others among equals. */
export function SortMenu() {
  const { t } = useTranslation('reports')
  const { spec, move } = useEditing()
  const columns = useColumnNames()
  const [now] = spec.sort
  const mark = (id: string) => {
    const place = spec.sort.findIndex((one) => one.by === id)
    const sort = spec.sort[place]
    if (sort === undefined) return null
    const Arrow = sort.direction === 'asc' ? IconArrowUp : IconArrowDown
    return (
      <>
        {spec.sort.length > 1 && place + 1}
        <Arrow size={14} stroke={2} aria-label={t(sort.direction === 'asc' ? 'sortUp' : 'sortDown')} />
      </>
    )
  }
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button {...settingLook({ label: t('sort'), on: now !== undefined })} />
      </Menu.Target>
      <Menu.Dropdown>
        {columns.map(({ id, label }) => (
          <Menu.Item key={id} rightSection={mark(id)} onClick={() => move((spec) => cycleSort(spec, id), { key: 'didSort' })}>
            {t('sortBy', { field: label })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {now !== undefined && columns.length > 1 && (
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item>{t('thenBy')}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {columns
                .filter(({ id }) => id !== now.by)
                .map(({ id, label }) => (
                  <Menu.Item key={id} rightSection={mark(id)} onClick={() => move((spec) => cycleThenBy(spec, id), { key: 'didSort' })}>
                    {t('sortBy', { field: label })}
                  </Menu.Item>
                ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        )}
        <Menu.Item disabled={now === undefined} onClick={() => move((spec) => setSort(spec, null), { key: 'didSort' })}>
          {t('sortNatural')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
