import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from './editor-context.ts'
import { FieldListBox } from './FieldListBox.tsx'
import { dimensionFields, metricFields, searchFields, type Field } from './field-list.ts'
import { useFilterTarget } from './filter-target.ts'
import type { Shelf } from './report-moves.ts'
import { useAdding } from './use-adding.ts'
import classes from './reports.module.css'

/** Chooses a field for just this shelf. */
export function ShelfAdder({ shelf }: { shelf: Shelf | 'filters' }) {
  const { t } = useTranslation('reports')
  const [opened, setOpened] = useState(false)
  const label = t('addTo', { shelf: t(shelf) })
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size={22} className={classes.add ?? ''} aria-label={label} title={label} onClick={() => setOpened(!opened)}>
          <IconPlus size={14} stroke={1.5} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.adder ?? ''} aria-label={label}>
        {opened && <Choice shelf={shelf} onDone={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Choice({ shelf, onDone }: { shelf: Shelf | 'filters'; onDone: () => void }) {
  const { t } = useTranslation('reports')
  const { catalog, spec } = useEditing()
  const [search, setSearch] = useState('')
  const add = useAdding()
  const filterBy = useFilterTarget((state) => state.open)
  const groups = useMemo(() => {
    const all = shelf === 'values' ? metricFields(catalog, spec) : dimensionFields(catalog, spec)
    const open = all
      .map((group) => ({ ...group, fields: group.fields.filter((field) => field.refusal === null) }))
      .filter((group) => group.fields.length > 0)
    return searchFields(open, search)
  }, [catalog, spec, search, shelf])
  const pick = (field: Field) => {
    onDone()
    if (shelf === 'filters') filterBy(field.id)
    else add(field, shelf === 'values' ? undefined : shelf)
  }
  const first = groups[0]?.fields[0]
  return (
    <>
      <TextInput
        size="xs"
        data-autofocus
        aria-label={t('searchFields')}
        placeholder={t('searchFields')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && first && !event.nativeEvent.isComposing) pick(first)
          if (event.key === 'ArrowDown')
            event.currentTarget.closest(`.${classes.adder}`)?.querySelector<HTMLElement>("[role='option'][tabindex='0']")?.focus()
        }}
      />
      {groups.length === 0 ? (
        <p className={classes.noField}>{t('noField')}</p>
      ) : (
        <FieldListBox label={t('addTo', { shelf: t(shelf) })} groups={groups} onPick={pick} />
      )}
    </>
  )
}
