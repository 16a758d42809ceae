import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'

/** Enough to tell later whether this very process still runs: a process id alone is reused, after a reboot at the latest. */
export const ProcessIdentity = z.object({
  pid: z.int().positive(),
  host: z.string(),
  boot: z.string().nullable(),
  start: z.string().nullable(),
})
export type ProcessIdentity = z.infer<typeof ProcessIdentity>

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), boot: bootId(), start: startTime(process.pid) }
}

/** In doubt (another machine that shares the folder and tells no boot id) a process counts as alive. */
export function isAlive({ pid, host, boot, start }: ProcessIdentity): boolean {
  const here = bootId()
  if (boot !== null && here !== null) {
    if (boot !== here) return false
  } else if (host !== hostname()) return true
  return exists(pid) && (start === null || start === startTime(pid))
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}

function bootId(): string | null {
  return read('/proc/sys/kernel/random/boot_id')?.trim() ?? null
}

/** Clock ticks since boot, field 22. The second field may hold blanks and brackets, so fields are counted after the last bracket. */
function startTime(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
