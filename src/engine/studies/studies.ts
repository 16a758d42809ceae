import type { StudyName } from '../../contract/studies.ts'
import { channels } from './channels/channels.ts'
import { cohorts } from './cohorts/cohorts.ts'
import { forecast } from './forecast/forecast.ts'
import { funnel } from './funnel/funnel.ts'
import { ltvCac } from './ltv-cac/ltv-cac.ts'
import { pipelineBridge } from './pipeline-bridge/pipeline-bridge.ts'
import { rfm } from './rfm/rfm.ts'
import { stageFlow } from './stage-flow/stage-flow.ts'
import type { Study } from './study.ts'
import { winLoss } from './win-loss/win-loss.ts'

/** Every study there is. */
export const studies: { readonly [Name in StudyName]: Study<Name> } = {
  funnel,
  'stage-flow': stageFlow,
  'pipeline-bridge': pipelineBridge,
  'win-loss': winLoss,
  rfm,
  channels,
  cohorts,
  'ltv-cac': ltvCac,
  forecast,
}
