import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { grains, type DimensionUse, type Grain } from '../../../src/contract/report-spec.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useEditing } from './editor-context.ts'
import { Pill } from './Pill.tsx'
import { addGrain, moveAcross, setGrain, type DimensionShelf } from './report-moves.ts'
import { cycleSort } from './report-settings.ts'
import { grainEntry, grainWord } from './report-title.ts'
import { useFilterTarget } from './filter-target.ts'
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
  const { spec, move, say, labelOfField, isDate } = useEditing()
  const filterBy = useFilterTarget((state) => state.open)
  const name = labelOfField(use.field)
  const grain = use.grain ?? 'month'
  const other = shelf === 'rows' ? 'columns' : 'rows'
  const label = isDate(use.field) ? `${local(name)} · ${grainWord(grain, language)}` : local(name)
  const id = dimensionIds(spec).rows[index]
  const across = () => {
    if (move((now) => moveAcross(now, shelf, index), { key: 'didMove', name }))
      say(t('saidMovedTo', { field: local(name), shelf: t(other) }))
  }
  return (
    <Pill shelf={shelf} index={index} label={label} name={name}>
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
        </>
      )}
      {shelf === 'rows' && id !== undefined && (
        <Menu.Item onClick={() => move((now) => cycleSort(now, id), { key: 'didSort' })}>{t('sort')}</Menu.Item>
      )}
      <Menu.Item onClick={() => filterBy(use.field)}>{t('filterBy', { field: local(name) })}</Menu.Item>
      <Menu.Item onClick={across}>{t(other === 'rows' ? 'moveToRows' : 'moveToColumns')}</Menu.Item>
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
