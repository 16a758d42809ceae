import { Menu, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CatalogMetric } from '../../../src/contract/catalog.ts'
import type { ValueUse } from '../../../src/contract/report-spec.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { CalculateMenu } from './CalculateMenu.tsx'
import { useEditing } from './editor-context.ts'
import { useFilterTarget } from './filter-target.ts'
import { Pill } from './Pill.tsx'
import { duplicateValue, setParam, setStat, toggleHidden } from './report-moves.ts'
import { setSort } from './report-settings.ts'
import { valueId } from './value-ids.ts'
import classes from './reports.module.css'

export function ValuePill({ index, value }: { index: number; value: ValueUse }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { catalog, spec, move, labelOfMetric } = useEditing()
  const metric = catalog.metrics.find((one) => one.id === value.metric)
  const name = labelOfMetric(value.metric)
  const details = [value.stat === undefined ? [] : t(`stat-${value.stat}`), metric ? chosenParams(metric, value).map(local) : []].flat()
  const label = [local(name), ...details].join(' · ')
  const id = valueId(value)
  const openMetric = useFilterTarget((state) => state.openMetric)
  const { metric: of, stat, params } = value
  const measured = { metric: of, ...(stat === undefined ? {} : { stat }), ...(params === undefined ? {} : { params }) }
  const isLastShown = value.hidden !== true && toggleHidden(spec, index).values[index]?.hidden !== true
  const sorted = spec.sort[0]?.by === id ? spec.sort[0].direction : null
  return (
    <Pill shelf="values" index={index} field={value.metric} label={label} name={name} isHidden={value.hidden === true}>
      <CalculateMenu of={id} metric={metric} name={name} />
      {metric && metric.stats.length > 1 && (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item>{t('statMenu')}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <Menu.RadioGroup value={value.stat ?? ''}>
              <Menu.RadioItem
                value=""
                closeMenuOnClick
                onChange={() => move((now) => setStat(now, index, null), { key: 'didChange', name })}
              >
                {t('usualStat')}
              </Menu.RadioItem>
              {metric.stats.map((stat) => (
                <Menu.RadioItem
                  key={stat}
                  value={stat}
                  closeMenuOnClick
                  onChange={() => move((now) => setStat(now, index, stat), { key: 'didChange', name })}
                >
                  {t(`stat-${stat}`)}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
      {metric?.params.map((param) => (
        <ParamMenu
          key={param.id}
          param={param}
          given={value.params?.[param.id]}
          onGive={(given) => move((now) => setParam(now, index, param.id, given), { key: 'didChange', name }, `param-${id}-${param.id}`)}
        />
      ))}
      <Menu.RadioGroup value={sorted}>
        <Menu.RadioItem
          value="desc"
          closeMenuOnClick
          onChange={() => move((now) => setSort(now, { by: id, direction: 'desc' }), { key: 'didSort' })}
        >
          {t('sortDown')}
        </Menu.RadioItem>
        <Menu.RadioItem
          value="asc"
          closeMenuOnClick
          onChange={() => move((now) => setSort(now, { by: id, direction: 'asc' }), { key: 'didSort' })}
        >
          {t('sortUp')}
        </Menu.RadioItem>
      </Menu.RadioGroup>
      <Menu.Item onClick={() => openMetric(measured)}>{t('conditionMenu')}</Menu.Item>
      <Menu.CheckboxItem
        checked={value.hidden === true}
        disabled={isLastShown}
        onChange={() => move((now) => toggleHidden(now, index), { key: 'didChange', name })}
      >
        {t('hideValue')}
      </Menu.CheckboxItem>
      {metric && (metric.stats.length > 1 || metric.params.length > 0) && (
        <Menu.Item onClick={() => move((now) => duplicateValue(now, index), { key: 'didAdd', name })}>{t('twice')}</Menu.Item>
      )}
    </Pill>
  )
}

type Given = string | number | boolean

interface ParamProps {
  readonly param: CatalogMetric['params'][number]
  readonly given: Given | undefined
  readonly onGive: (given: Given | null) => void
}

/** Choices as a menu of their own, yes and no as a tick, numbers as a field. */
function ParamMenu({ param, given, onGive }: ParamProps) {
  const local = useLocal()
  const now = given ?? param.default
  const give = (next: Given) => onGive(next === param.default ? null : next)
  if (param.choices) {
    return (
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item>{local(param.label)}</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          <Menu.RadioGroup value={String(now)}>
            {param.choices.map((choice) => (
              <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick onChange={() => give(choice.value)}>
                {local(choice.label)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Sub.Dropdown>
      </Menu.Sub>
    )
  }
  if (typeof param.default === 'boolean') {
    return (
      <Menu.CheckboxItem checked={now === true} onChange={give}>
        {local(param.label)}
      </Menu.CheckboxItem>
    )
  }
  if (typeof param.default === 'string' && param.takesNumber !== true) {
    return (
      <div className={classes.paramField} onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}>
        <TextInput
          size="xs"
          label={local(param.label)}
          defaultValue={String(now)}
          onBlur={(event) => give(event.currentTarget.value.trim())}
        />
      </div>
    )
  }
  return (
    <div className={classes.paramField} onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}>
      <NumberInput
        size="xs"
        label={local(param.label)}
        min={0}
        value={typeof now === 'number' ? now : ''}
        {...(typeof param.default === 'string' && { placeholder: param.default })}
        onChange={(next) => (typeof next === 'number' ? give(next) : next === '' && typeof param.default === 'string' && onGive(null))}
      />
    </div>
  )
}

function chosenParams(metric: CatalogMetric, value: ValueUse) {
  return metric.params.flatMap((param) => {
    const given = value.params?.[param.id]
    if (given === undefined || given === param.default) return []
    const choice = param.choices?.find((one) => one.value === String(given))
    return [choice?.label ?? { zh: `${param.label.zh} ${String(given)}`, en: `${param.label.en} ${String(given)}` }]
  })
}
