const noHost = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'])

/** Why a server could not be asked, as the sentences know it. */
export function unreachableReason(error: unknown): 'no-host' | 'refused' | 'certificate' | 'cut' {
  const code = codeOf(error)
  if (noHost.has(code)) return 'no-host'
  if (code === 'ECONNREFUSED') return 'refused'
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ALTNAME/.test(code)) return 'certificate'
  return 'cut'
}

/** fetch wraps what happened; several addresses of one host come as a list. */
function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause ?? (cause as { errors?: unknown[] }).errors?.[0]) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
  }
  return ''
}
