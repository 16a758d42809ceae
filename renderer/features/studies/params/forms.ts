import { studyParams, type StudyName } from '../../../../src/contract/studies.ts'
import { cohortsForm } from './cohorts.ts'
import { asOfField, byField, filtersField, periodField } from './common.ts'
import { channelsForm } from './channels.ts'
import { forecastForm } from './forecast.ts'
import { funnelForm } from './funnel.ts'
import { ltvCacForm } from './ltv-cac.ts'
import { pipelineBridgeForm } from './pipeline-bridge.ts'
import { rfmForm } from './rfm.ts'
import { stageFlowForm } from './stage-flow.ts'
import { winLossForm } from './win-loss.ts'
import type { Params, StudyForm } from './study-form.ts'

const forms: Readonly<Partial<Record<StudyName, StudyForm>>> = {
  funnel: funnelForm,
  'stage-flow': stageFlowForm,
  'pipeline-bridge': pipelineBridgeForm,
  'win-loss': winLossForm,
  rfm: rfmForm,
  channels: channelsForm,
  cohorts: cohortsForm,
  'ltv-cac': ltvCacForm,
  forecast: forecastForm,
}

const usual = [periodField, byField, filtersField, asOfField]

/** How a study's params are asked for; one without a form of its own has the common ones that it takes. */
export function formOf(study: StudyName): StudyForm {
  const takes = Object.keys(studyParams[study].shape)
  return forms[study] ?? { metric: null, fields: usual.filter(({ id }) => takes.includes(id)) }
}

/** What a study takes where nothing is said; what depends on the workspace is not among them. */
export function defaultsOf(study: StudyName): Params {
  return studyParams[study].parse({})
}
