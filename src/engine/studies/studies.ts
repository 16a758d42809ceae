import type { StudyName } from '../../contract/studies.ts'
import { funnel } from './funnel/funnel.ts'
import type { Study } from './study.ts'

/** Every study there is. */
export const studies: { readonly [Name in StudyName]: Study<Name> } = { funnel }
