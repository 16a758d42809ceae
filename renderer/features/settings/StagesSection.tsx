import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { stageKinds, type SettingsState, type StageEntry, type StageSetting } from '../../../src/contract/settings.ts'
import { useAnswer } from '../../data/queries.ts'
import { useChangeSettings } from '../../data/settings.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { TextField } from './Setting.tsx'
import classes from './settings.module.css'

export function StagesSection({ state }: { state: SettingsState }) {
  const { t } = useTranslation('settings')
  const answer = useAnswer('data', ['settings.stages'], (api, options) => api.settings.stages({}, options))
  return (
    <section>
      <h2>{t('section.stages')}</h2>
      <p className={classes.quiet}>{t('stagesText')}</p>
      <Answered answer={answer}>
        {({ stages }) => (stages.length === 0 ? <EmptyState title={t('noStages')} /> : <StageTable stages={stages} state={state} />)}
      </Answered>
    </section>
  )
}

function StageTable({ stages, state }: { stages: readonly StageEntry[]; state: SettingsState }) {
  const { t } = useTranslation('settings')
  const save = useChangeSettings()
  const hasPipelines = new Set(stages.map(({ pipeline }) => pipeline)).size > 1
  return (
    <>
      <div className={classes.tableBox}>
        <table className={classes.table} data-edit>
          <thead>
            <tr>
              {hasPipelines && <th scope="col">{t('pipeline')}</th>}
              <th scope="col">{t('stage')}</th>
              <th scope="col" data-number>
                {t('deals')}
              </th>
              <th scope="col" data-number>
                {t('position')}
              </th>
              <th scope="col" data-number>
                {t('probability')}
              </th>
              <th scope="col">{t('kind')}</th>
              <th scope="col">{t('category')}</th>
              <th scope="col">{t('renamedTo')}</th>
              <th scope="col">{t('validFrom')}</th>
              <th scope="col">{t('validTo')}</th>
            </tr>
          </thead>
          <tbody>
            {stages.map((stage) => (
              <StageRow key={stage.key} stage={stage} state={state} hasPipelines={hasPipelines} save={save} />
            ))}
          </tbody>
        </table>
      </div>
      {save.isError && <ErrorState error={save.error} compact />}
    </>
  )
}

type Saving = ReturnType<typeof useChangeSettings>

function StageRow({ stage, state, hasPipelines, save }: { stage: StageEntry; state: SettingsState; hasPipelines: boolean; save: Saving }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const { key, name, pipeline, deals, position, probability, kind, forecastCategory, validFrom, validTo, isValid } = stage
  const set = (field: keyof StageSetting, value: string | number | null, label: string) =>
    save.mutate({ change: { stages: { [key]: { [field]: value } } }, what: `${name}: ${label}` })
  const renamed = state.settings.aliases.stage[name] ?? ''
  return (
    <tr data-changed={state.settings.stages[key] !== undefined || undefined}>
      {hasPipelines && <td>{pipeline ?? '–'}</td>}
      <th scope="row">
        {name}
        {!isValid && <div className={classes.quiet}>{t('notValid')}</div>}
      </th>
      <td data-number>{format.cell(deals, 'count')}</td>
      <td data-number>
        <TextField
          label={`${name}: ${t('position')}`}
          value={position === null ? '' : String(position)}
          width={44}
          align="right"
          onSave={(text) => set('position', number(text), t('position'))}
        />
      </td>
      <td data-number>
        <TextField
          label={`${name}: ${t('probability')}`}
          value={probability === null ? '' : format.cell(probability, 'percent', 0)}
          width={58}
          align="right"
          onSave={(text) => set('probability', percent(text), t('probability'))}
        />
      </td>
      <td>
        <Select
          size="xs"
          w={86}
          aria-label={`${name}: ${t('kind')}`}
          value={kind}
          allowDeselect={false}
          data={stageKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          onChange={(value) => value !== null && value !== kind && set('kind', value, t('kind'))}
        />
      </td>
      <td>
        <TextField
          label={`${name}: ${t('category')}`}
          value={forecastCategory ?? ''}
          width={88}
          onSave={(text) => set('forecastCategory', text.trim() || null, t('category'))}
        />
      </td>
      <td>
        <TextField
          label={`${name}: ${t('renamedTo')}`}
          value={renamed}
          width={88}
          onSave={(text) =>
            save.mutate({ change: { aliases: { stage: { [name]: text.trim() || null } } }, what: `${name}: ${t('renamedTo')}` })
          }
        />
      </td>
      <td>
        <TextField
          label={`${name}: ${t('validFrom')}`}
          value={validFrom ?? ''}
          placeholder="2026-01-01"
          width={99}
          onSave={(day) => set('validFrom', day || null, t('validFrom'))}
        />
      </td>
      <td>
        <TextField
          label={`${name}: ${t('validTo')}`}
          value={validTo ?? ''}
          placeholder="2026-12-31"
          width={99}
          onSave={(day) => set('validTo', day || null, t('validTo'))}
        />
      </td>
    </tr>
  )
}

/** What was typed, as a number; anything else goes to the engine as it is, which says what is wrong with it. */
function number(text: string): number | string | null {
  const typed = text.trim()
  return typed === '' ? null : Number.isFinite(Number(typed)) ? Number(typed) : typed
}

function percent(text: string): number | string | null {
  const typed = number(text.replace(/[%％]/, ''))
  return typeof typed === 'number' ? Number((typed / 100).toFixed(6)) : typed
}
