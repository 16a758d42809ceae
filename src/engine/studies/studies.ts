import type { StudyName } from '../../contract/studies.ts'
import { funnel } from './funnel/funnel.ts'
import { pipelineBridge } from './pipeline-bridge/pipeline-bridge.ts'
import { stageFlow } from './stage-flow/stage-flow.ts'
import type { Study } from './study.ts'

/** Every study there is. */
export const studies: { readonly [Name in StudyName]: Study<Name> } = { funnel, 'pipeline-bridge': pipelineBridge, 'stage-flow': stageFlow }
