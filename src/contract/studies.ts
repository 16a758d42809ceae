import { z } from 'zod'
import { Missing } from './catalog.ts'
import { ChannelsParams } from './study-channels.ts'
import { CohortsParams } from './study-cohorts.ts'
import { ForecastParams } from './study-forecast.ts'
import { FunnelParams } from './study-funnel.ts'
import { LtvCacParams } from './study-ltv-cac.ts'
import { PipelineBridgeParams } from './study-pipeline-bridge.ts'
import { RfmParams } from './study-rfm.ts'
import { StageFlowParams } from './study-stage-flow.ts'
import { WinLossParams } from './study-win-loss.ts'
import { LocalText } from './text.ts'

/** The studies there are, by name, with what each takes. */
export const studyParams = {
  funnel: FunnelParams,
  'stage-flow': StageFlowParams,
  'pipeline-bridge': PipelineBridgeParams,
  'win-loss': WinLossParams,
  rfm: RfmParams,
  channels: ChannelsParams,
  cohorts: CohortsParams,
  'ltv-cac': LtvCacParams,
  forecast: ForecastParams,
} as const

export type StudyName = keyof typeof studyParams
export const studyNames = Object.keys(studyParams) as StudyName[]
export const StudyName = z.enum(studyNames)
export type StudyParams<Name extends StudyName> = z.output<(typeof studyParams)[Name]>

/** A question to a study. Its params are checked by the engine, so that a wrong one is told by its place: see `invalid-study`. */
export const StudyRequest = z.object({ study: StudyName, params: z.record(z.string(), z.unknown()).default({}) })
export type StudyRequest = z.output<typeof StudyRequest>

/** Names the things behind a number, as the result that has the number says it: a path of forty channels by name is long. */
export const StudyDrill = z.string().min(1).max(20_000)

/** A study as it stands in the workspace: what it needs and does not find is `missing`. */
export const StudyEntry = z.object({
  study: StudyName,
  label: LocalText,
  description: LocalText,
  available: z.boolean(),
  missing: z.array(Missing),
})
export type StudyEntry = z.infer<typeof StudyEntry>
