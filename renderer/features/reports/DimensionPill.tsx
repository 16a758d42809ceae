import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { grains, type DimensionUse, type Grain } from '../../../src/contract/report-spec.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useEditing } from './editor-context.ts'
import { Pill } from './Pill.tsx'
import { isNumber } from './field-list.ts'
import { useFieldWriter } from './field-writer.ts'
import { addGrain, setGrain, toggleFill, type DimensionShelf } from './report-moves.ts'
import { cycleSort } from './report-settings.ts'
import { grainEntry, grainWord } from './report-title.ts'
import { useFilterTarget } from './filter-target.ts'
import { canBeColumn, gapsOf, shownAt } from './shelf-places.ts'
import { useDropping } from './use-dropping.ts'
import { dimensionIds } from './value-ids.ts'

interface DimensionPillProps {
  readonly shelf: DimensionShelf
  readonly index: number
  readonly use: DimensionUse
}

export function DimensionPill({ shelf, index, use }: DimensionPillProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const local = useLocal()
  const { spec, draft, catalog, move, labelOfField, isDate } = useEditing()
  const drop = useDropping()
  const writeField = useFieldWriter((state) => state.open)
  const filterBy = useFilterTarget((state) => state.open)
  const name = labelOfField(use.field)
  const grain = use.grain ?? 'month'
  const here = shownAt(spec, draft.chart, shelf, index).shelf
  const carried = { kind: 'dimension', field: use.field, from: { shelf, index } } as const
  const others = (['rows', 'columns', 'colour'] as const).filter(
    (one) => one !== here && (one !== 'columns' || canBeColumn(spec, draft.chart, here)),
  )
  const dimension = catalog.dimensions.find((one) => one.id === use.field)
  const label = isDate(use.field) ? `${local(name)} · ${grainWord(grain, language)}` : local(name)
  const id = dimensionIds(spec).rows[index]
  return (
    <Pill shelf={shelf} index={index} field={use.field} label={label} name={name}>
      {isDate(use.field) && (
        <>
          <GrainMenu
            title={t('grainMenu')}
            chosen={grain}
            onChoose={(chosen) => move((now) => setGrain(now, shelf, index, chosen), { key: 'didChange', name })}
          />
          <GrainMenu
            title={t('addGrainMenu')}
            chosen={null}
            onChoose={(chosen) => move((now) => addGrain(now, shelf, index, chosen), { key: 'didAdd', name })}
          />
          <Menu.CheckboxItem
            checked={use.fill === true}
            onChange={() => move((now) => toggleFill(now, shelf, index), { key: 'didChange', name })}
          >
            {t('fillAxis')}
          </Menu.CheckboxItem>
        </>
      )}
      {shelf === 'rows' && id !== undefined && (
        <Menu.Item onClick={() => move((now) => cycleSort(now, id), { key: 'didSort' })}>{t('sort')}</Menu.Item>
      )}
      <Menu.Item onClick={() => filterBy(use.field)}>{t('filterBy', { field: local(name) })}</Menu.Item>
      {others.map((to) => (
        <Menu.Item key={to} onClick={() => drop(carried, { shelf: to, index: to === 'colour' ? 0 : gapsOf(spec, draft.chart, to) - 1 })}>
          {t(`moveTo-${to}`)}
        </Menu.Item>
      ))}
      {dimension?.type === 'text' && !dimension.isDate && (
        <Menu.Item onClick={() => writeField({ is: 'groups', of: use.field, at: { shelf, index } })}>{t('groupValues')}</Menu.Item>
      )}
      {dimension && isNumber(dimension) && (
        <Menu.Item onClick={() => writeField({ is: 'bins', of: use.field, at: { shelf, index } })}>{t('makeRanges')}</Menu.Item>
      )}
    </Pill>
  )
}

function GrainMenu({ title, chosen, onChoose }: { title: string; chosen: Grain | null; onChoose: (grain: Grain) => void }) {
  const language = useLanguage()
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{title}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        <Menu.RadioGroup value={chosen}>
          {grains.map((grain) => (
            <Menu.RadioItem key={grain} value={grain} closeMenuOnClick onChange={() => onChoose(grain)}>
              {grainEntry(grain, language)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}
