import { ActionIcon, Popover } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from './editor-context.ts'
import { dimensionFields, metricFields, type Field } from './field-list.ts'
import { FieldSearch } from './FieldSearch.tsx'
import { useFilterTarget } from './filter-target.ts'
import { gapsOf, type ShelfName } from './shelf-places.ts'
import { useAdding } from './use-adding.ts'
import { useDropping } from './use-dropping.ts'
import fieldClasses from './fields.module.css'
import classes from './reports.module.css'

/** Chooses a field for just this shelf. */
export function ShelfAdder({ shelf }: { shelf: ShelfName }) {
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
      <Popover.Dropdown className={fieldClasses.adder ?? ''} aria-label={label}>
        {opened && <Choice shelf={shelf} onDone={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Choice({ shelf, onDone }: { shelf: ShelfName; onDone: () => void }) {
  const { t } = useTranslation('reports')
  const { catalog, spec, draft } = useEditing()
  const add = useAdding()
  const drop = useDropping()
  const { open: filterBy, openMetric } = useFilterTarget()
  const groups = useMemo(() => {
    const metrics = shelf === 'values' || shelf === 'filters' ? metricFields(catalog, spec) : []
    const dimensions = shelf === 'values' ? [] : dimensionFields(catalog, spec)
    return [...dimensions, ...metrics]
      .map((group) => ({ ...group, fields: group.fields.filter((field) => field.refusal === null) }))
      .filter((group) => group.fields.length > 0)
  }, [catalog, spec, shelf])
  const pick = (field: Field) => {
    onDone()
    if (shelf === 'filters') return field.kind === 'metric' ? openMetric({ metric: field.id }) : filterBy(field.id)
    if (shelf === 'values' || shelf === 'rows') return add(field, shelf === 'rows' ? shelf : undefined)
    drop({ kind: 'dimension', field: field.id, from: 'list' }, { shelf, index: gapsOf(spec, draft.chart, shelf) - 1 })
  }
  return <FieldSearch label={t('addTo', { shelf: t(shelf) })} groups={groups} onPick={pick} />
}
