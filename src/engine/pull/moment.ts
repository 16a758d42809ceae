/** Milliseconds since 1970 of a stamp as systems write them: ISO (without a zone UTC), seconds or milliseconds since 1970. null = no moment. */
export function momentOf(text: string): number | null {
  if (/^\d{13}$/.test(text)) return Number(text)
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Math.floor(Number(text) * 1000)
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return null
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text) || !/\d:\d/.test(text)
  const moment = Date.parse(hasZone ? text : `${text.replace(' ', 'T')}Z`)
  return Number.isNaN(moment) ? null : moment
}
