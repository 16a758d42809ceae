import { FieldDocument } from '../../src/contract/fields.ts'

const formula = 'count_distinct([owner.name] by [lead.created_at])'

/** Different owners, which the catalogue does not have: a field of the user's. */
export const ownFields = [
  { name: 'lead_owners', version: 1, body: FieldDocument.parse({ kind: 'metric', label: 'Owners of leads', formula }) },
]
