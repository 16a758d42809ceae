import { contactHeaders, opportunityHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const opportunityContactSynonyms: EntitySynonyms = {
  fileNames: ['opportunity contacts', 'opportunity contact roles', 'opportunitycontactrole', 'deal contacts', '商机联系人'],
  needs: [['opportunity'], ['contact'], ['role']],
  columns: {
    source_id: { telling: ['Opportunity Contact ID', 'OpportunityContactRoleId', '商机联系人编号'] },
    opportunity: { plain: opportunityHeaders },
    contact: { plain: contactHeaders },
    role: { telling: ['Contact Role', 'Buying Role', '联系人角色', '决策角色', '角色'], plain: ['Role'] },
  },
}
