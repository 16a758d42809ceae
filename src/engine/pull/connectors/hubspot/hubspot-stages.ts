import { z } from 'zod'
import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import type { HubSpotClient } from './hubspot-client.ts'
import type { HubSpotPaths } from './hubspot-paths.ts'

const Stage = z.object({
  id: z.string(),
  label: z.string(),
  displayOrder: z.number(),
  metadata: z.record(z.string(), z.unknown()).default({}),
})
const Pipeline = z.object({ id: z.string(), label: z.string(), displayOrder: z.number().default(0), stages: z.array(Stage) })
type Pipeline = z.output<typeof Pipeline>
const Pipelines = z.object({ results: z.array(Pipeline) })

type Kind = 'open' | 'won' | 'lost'

/** Pipelines and their stages: records name them by ids, people and exports by labels. */
export class HubSpotStages {
  private readonly client: HubSpotClient
  private readonly paths: HubSpotPaths
  private readonly known = new Map<string, Promise<readonly Pipeline[]>>()

  constructor(client: HubSpotClient, paths: HubSpotPaths) {
    this.client = client
    this.paths = paths
  }

  async rows(type: string): Promise<SourceRecord[]> {
    return (await this.pipelines(type)).flatMap(({ label: pipeline, stages }) =>
      stages
        .toSorted((a, b) => a.displayOrder - b.displayOrder)
        .map((stage, index) => ({
          pipeline,
          name: stage.label,
          position: (index + 1) * 10,
          probability: stage.metadata['probability'] ?? null,
          kind: kindOf(stage),
        })),
    )
  }

  /** Stages that are gone keep their id for a name. */
  async label(type: string, property: 'dealstage' | 'pipeline', id: string): Promise<string> {
    const pipelines = await this.pipelines(type)
    const named: readonly { readonly id: string; readonly label: string }[] =
      property === 'pipeline' ? pipelines : pipelines.flatMap(({ stages }) => stages)
    return named.find((one) => one.id === id)?.label ?? id
  }

  /** What a record's own stage says of it. */
  async of(type: string, properties: Readonly<Record<string, string | null | undefined>>): Promise<SourceRecord> {
    const pipelineId = properties['pipeline'] ?? properties['hs_pipeline'] ?? ''
    const stageId = properties['dealstage'] ?? properties['hs_pipeline_stage'] ?? ''
    const pipelines = await this.pipelines(type)
    const pipeline = pipelines.find(({ id }) => id === pipelineId)
    const stage =
      pipeline?.stages.find(({ id }) => id === stageId) ?? pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === stageId)
    const kind = stage === undefined ? saidKind(properties) : kindOf(stage)
    return {
      $pipeline: pipeline?.label ?? (pipelineId || null),
      $stage: stage?.label ?? (stageId || null),
      $status: kind,
      $closed: kind === 'won' || kind === 'lost' ? (properties['closedate'] ?? null) : null,
    }
  }

  private async pipelines(type: string): Promise<readonly Pipeline[]> {
    const asked =
      this.known.get(type) ?? this.client.get(Pipelines, this.paths.pipelines(type), {}, 'pipelines').then(({ results }) => results)
    this.known.set(type, asked)
    asked.catch(() => this.known.delete(type))
    return await asked
  }
}

function kindOf({ metadata }: z.output<typeof Stage>): Kind {
  if (String(metadata['isClosed']) !== 'true') return 'open'
  return Number(metadata['probability']) === 1 ? 'won' : 'lost'
}

function saidKind(properties: Readonly<Record<string, string | null | undefined>>): Kind | null {
  if (properties['hs_is_closed_won'] === 'true') return 'won'
  if (properties['hs_is_closed'] === 'true') return 'lost'
  return properties['hs_is_closed'] === 'false' ? 'open' : null
}
