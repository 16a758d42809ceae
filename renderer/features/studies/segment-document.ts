import type { Api } from '../../../src/contract/api.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import type { SegmentField } from '../../../src/contract/fields.ts'
import type { StudyName } from '../../../src/contract/studies.ts'
import type { Params } from './params/study-form.ts'

/** What of a study's answer is kept: the classes of its things, or with a drill those behind a number. */
export interface SegmentChoice {
  readonly study: StudyName
  readonly params: Params
  readonly of: SegmentField['of']
  /** Which of the study's classes; null with a drill. */
  readonly classes: string | null
  readonly drill: string | null
}

export interface SavedSegment {
  readonly name: string
  readonly id: string
  readonly label: string
}

/** The things that a page of rows is made of, as segments know them; null where they are none of those. */
export function segmentEntity(entity: string): SegmentField['of'] | null {
  if (entity === 'lead' || entity === 'opportunity' || entity === 'account') return entity
  if (entity === 'opportunity_state') return 'opportunity'
  return entity === 'customer' || entity === 'party' ? 'account' : null
}

/** A name that ids can be made of: what a label has of small letters and digits, else its place. */
export function segmentName(label: string, taken: readonly string[]): string {
  const letters = label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
  const base = letters === '' ? 'segment' : letters
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`
    if (!taken.includes(name)) return name
  }
}

/** Saves it as a field of reports. Fails as `documents.save` does. */
export async function saveSegment(api: Api, label: string, choice: SegmentChoice): Promise<SavedSegment> {
  const taken = (await api.documents.list({ kind: 'field' })).documents.map(({ name }) => name)
  for (;;) {
    const name = segmentName(label, taken)
    try {
      await api.documents.save({ kind: 'field', name, body: { version: 1, kind: 'segment', label, ...choice } })
      return { name, label, id: `segment.${choice.study}.${name}` }
    } catch (error) {
      if (!(error instanceof HelmdeckError) || error.code !== 'document-conflict' || taken.includes(name)) throw error
      taken.push(name)
    }
  }
}
