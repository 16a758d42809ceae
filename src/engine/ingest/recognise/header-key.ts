/** What a header is compared by: Unicode NFKC, lower case, letters and digits of any script only (`* Close_Date ` = `closedate`). */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * The keys a header may be known by, surest first: as it stands, then without units or remarks in brackets, then without an API
 * suffix, then without the prefix that a connector gives HubSpot's properties (`property_hs_ticket_priority`).
 */
export function headerKeys(header: string): readonly string[] {
  const plain = header.normalize('NFKC').slice(0, 300)
  const bare = plain.replace(/[([【][^)\]】]*[)\]】]\s*$/u, '')
  const withoutSuffix = bare.replace(/(__r|__c|\.id|\.name)$/i, '')
  const withoutPrefix = bare.replace(/^property_(hs_)?/i, '')
  return [...new Set([plain, bare, withoutSuffix, withoutPrefix].map(headerKey))].filter((key) => key !== '')
}
