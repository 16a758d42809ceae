import type { SegmentField } from '../../contract/fields.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { classesOf } from '../../contract/study-classes.ts'
import { studyParams } from '../../contract/studies.ts'
import type { LocalText } from '../../contract/text.ts'
import type { DimensionDefinition } from '../catalog/definition.ts'
import { segmentDimension } from '../report/segment-dimension.ts'
import type { FieldTexts } from './make-metric.ts'
import type { Surroundings } from './row-scope.ts'
import { textsIn } from './field-use.ts'

const membership: Readonly<Record<string, LocalText>> = { in: { zh: '在内', en: 'In' }, out: { zh: '不在内', en: 'Not in' } }

/**
 * The dimension of a segment; fields that its params name are checked on the way. Fails with `invalid-study` for params that the study
 * does not take, with `invalid-formula` for a circle and for fields that can't be computed.
 */
export function makeSegment(
  texts: FieldTexts,
  { study, params, of, drill, classes: asked }: SegmentField,
  surroundings: Surroundings,
): DimensionDefinition {
  const parsed = studyParams[study].safeParse(params)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const details = { reason: 'params', study, path: (issue?.path ?? []).join('.'), problem: issue?.message ?? '' }
    throw new HelmdeckError('invalid-study', details)
  }
  for (const name of textsIn(params)) {
    if (!/^(?:user|segment)\./.test(name)) continue
    surroundings.dimension(name, { kind: 'name', name, span: { from: 0, to: 0 } })
  }
  const classes = classesOf(study, asked)
  if (drill === null && classes?.of.includes(of) !== true) throw new HelmdeckError('invalid-study', { reason: 'no-classes', study, of })
  const dimension = segmentDimension(texts.id, texts.label, of)
  return drill === null
    ? { ...dimension, ...(classes === undefined ? {} : { words: classes.words }) }
    : { ...dimension, value: `coalesce(${dimension.value}, 'out')`, order: "case {value} when 'in' then 0 else 1 end", words: membership }
}
