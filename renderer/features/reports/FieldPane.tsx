import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useMemo, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import { usePickingUp } from './DragLayer.tsx'
import { followPointer, useDrag } from './drag-state.ts'
import { useEditing } from './editor-context.ts'
import { FieldDetail } from './FieldDetail.tsx'
import { FieldListBox } from './FieldListBox.tsx'
import { dimensionFields, fieldLabel, metricFields, searchFields, type Field } from './field-list.ts'
import { useFieldWriter } from './field-writer.ts'
import { useFilterTarget } from './filter-target.ts'
import { firstPlace } from './shelf-places.ts'
import { useAdding } from './use-adding.ts'
import { useFieldSheet } from './use-field-sheet.ts'
import classes from './fields.module.css'

/** All the fields there are: what to count above, what to break it down by below, and what the one in focus means. */
export function FieldPane() {
  const { t } = useTranslation('reports')
  const { catalog, spec, draft } = useEditing()
  const local = useLocal()
  const pickUp = usePickingUp()
  const write = useFieldWriter((state) => state.open)
  const isAway = useDrag(({ over }) => over === 'away')
  const [search, setSearch] = useState('')
  const [looked, setLooked] = useState<Field | null>(null)
  const add = useAdding()
  const filterBy = useFilterTarget((state) => state.open)
  const metrics = useMemo(() => searchFields(metricFields(catalog, spec), search), [catalog, spec, search])
  const dimensions = useMemo(() => searchFields(dimensionFields(catalog, spec), search), [catalog, spec, search])
  const first = metrics[0]?.fields[0] ?? dimensions[0]?.fields[0]
  const carry = (field: Field, pointer: PointerEvent | null) => {
    const carried = { kind: field.kind, field: field.id, from: 'list' } as const
    const label = local(fieldLabel(field))
    if (pointer !== null) followPointer(pointer, carried, label)
    else pickUp(carried, label, firstPlace(spec, draft.chart, carried))
  }
  const shared = { onPick: add, onLook: setLooked, onCarry: carry, onEdit: (field: Field) => write({ is: 'edit', id: field.id }) }
  return (
    <section className={classes.pane} aria-label={t('fields')} data-field-pane data-away={isAway || undefined}>
      <div className={classes.paneHead}>
        <TextInput
          size="xs"
          aria-label={t('searchFields')}
          placeholder={t('searchFields')}
          leftSection={<IconSearch size={14} stroke={1.5} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && search !== '' && first && !event.nativeEvent.isComposing) add(first)
            if (event.key === 'ArrowDown') document.querySelector<HTMLElement>(`.${classes.pane} [role='option'][tabindex='0']`)?.focus()
          }}
        />
        <NewFieldMenu looked={looked} />
      </div>
      {metrics.length === 0 && dimensions.length === 0 && <p className={classes.noField}>{t('noField')}</p>}
      {metrics.length > 0 && (
        <>
          <h2>{t('metrics')}</h2>
          <FieldListBox label={t('metrics')} groups={metrics} {...shared} />
        </>
      )}
      {dimensions.length > 0 && (
        <>
          <h2>{t('dimensions')}</h2>
          <FieldListBox label={t('dimensions')} groups={dimensions} {...shared} onFilter={(field) => filterBy(field.id)} />
        </>
      )}
      <FieldDetail field={looked} />
    </section>
  )
}

function NewFieldMenu({ looked }: { looked: Field | null }) {
  const { t } = useTranslation('reports')
  const open = useFieldSheet((state) => state.open)
  const write = useFieldWriter((state) => state.open)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={28} variant="default" aria-label={t('newField')} title={t('newField')}>
          <IconPlus size={15} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => write({ is: 'metric' })}>{t('newMetric')}</Menu.Item>
        <Menu.Item onClick={() => write({ is: 'dimension' })}>{t('newDimension')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => open({ is: 'order', field: looked?.kind === 'dimension' ? looked.id : null })}>
          {t('orderTitle')} …
        </Menu.Item>
        <Menu.Item onClick={() => open({ is: 'hierarchies' })}>{t('hierarchies')} …</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
