import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalText } from '../../../src/contract/text.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { ByParam } from './ByParam.tsx'
import { ChoiceParam } from './ChoiceParam.tsx'
import { DayParam, PeriodParam, SpanParam } from './DayParams.tsx'
import { ExcludeParam } from './ExcludeParam.tsx'
import { FieldsParam } from './FieldsParam.tsx'
import { FilterParam } from './FilterParam.tsx'
import { GroupsParam } from './GroupsParam.tsx'
import { CutsParam, EndsParam, NumberParam, ToggleParam } from './NumberParam.tsx'
import type { ControlProps } from './control-props.ts'
import type { ParamField, Params, StudyForm } from './params/study-form.ts'
import { RfmProfileParam } from './RfmProfileParam.tsx'
import { RfmSegmentsParam } from './RfmSegmentsParam.tsx'
import { StageParam, ValuesParam } from './ListParams.tsx'
import { StepsParam } from './StepsParam.tsx'
import classes from './params.module.css'

interface PaneProps {
  readonly form: StudyForm
  /** Every param as it is now, defaults filled in. */
  readonly params: Params
  /** Those that somebody set. */
  readonly set: readonly string[]
  readonly fault: string | null
  readonly onChange: (id: string, value: unknown) => void
  readonly definition: readonly LocalText[]
}

/** A study's params in reading order, and how its numbers are made, folded beneath. */
export function ParamPane({ form, params, set, fault, onChange, definition }: PaneProps) {
  const { t } = useTranslation('studies')
  const local = useLocal()
  const fields = form.fields.filter(({ isOn }) => isOn?.(params) ?? true)
  return (
    <aside className={classes.pane} aria-label={t('params')}>
      {fields.map((field) => (
        <Param key={field.id} field={field} isSet={set.includes(field.id)} isFault={fault === field.id}>
          {(labelId) => (
            <Control field={field} form={form} params={params} labelId={labelId} onChange={(value) => onChange(field.id, value)} />
          )}
        </Param>
      ))}
      {definition.length > 0 && (
        <details
          className={classes.definition}
          onToggle={(event) => event.currentTarget.open && event.currentTarget.scrollIntoView({ block: 'nearest' })}
        >
          <summary>{t('definition')}</summary>
          {definition.map((paragraph, place) => (
            <p key={place}>{local(paragraph)}</p>
          ))}
        </details>
      )}
    </aside>
  )
}

interface ParamProps {
  readonly field: ParamField
  readonly isSet: boolean
  readonly isFault: boolean
  readonly children: (labelId: string) => ReactNode
}

function Param({ field, isSet, isFault, children }: ParamProps) {
  const local = useLocal()
  const id = useId()
  return (
    <div className={classes.param} role="group" aria-labelledby={id} data-param={field.id} data-fault={isFault || undefined}>
      {/* A switch carries its name itself. */}
      <div id={id} className={classes.label} data-set={isSet || undefined} hidden={field.kind === 'toggle'}>
        {local(field.label)}
      </div>
      {children(id)}
      {field.hint && <div className={classes.hint}>{local(field.hint)}</div>}
    </div>
  )
}

function Control({ field, ...rest }: ControlProps) {
  switch (field.kind) {
    case 'period':
      return <PeriodParam field={field} {...rest} />
    case 'filters':
      return <FilterParam field={field} {...rest} />
    case 'by':
      return <ByParam field={field} {...rest} />
    case 'choice':
      return <ChoiceParam field={field} {...rest} />
    case 'toggle':
      return <ToggleParam field={field} {...rest} />
    case 'days':
    case 'number':
      return <NumberParam field={field} {...rest} />
    case 'day':
      return <DayParam field={field} {...rest} />
    case 'span':
      return <SpanParam field={field} {...rest} />
    case 'stage':
      return <StageParam field={field} {...rest} />
    case 'values':
      return <ValuesParam field={field} {...rest} />
    case 'cuts':
      return <CutsParam key={JSON.stringify(rest.params[field.id])} field={field} {...rest} />
    case 'steps':
      return <StepsParam field={field} {...rest} />
    case 'fields':
      return <FieldsParam field={field} {...rest} />
    case 'ends':
      return <EndsParam field={field} {...rest} />
    case 'groups':
      return <GroupsParam field={field} {...rest} />
    case 'rfm-segments':
      return <RfmSegmentsParam field={field} {...rest} />
    case 'rfm-profile':
      return <RfmProfileParam field={field} {...rest} />
    case 'exclude':
      return <ExcludeParam field={field} {...rest} />
  }
}
