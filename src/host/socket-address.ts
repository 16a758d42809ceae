import { randomBytes } from 'node:crypto'
import { mkdtemp, rmdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const longestPath = 103
const folderName = /^helmdeck-[A-Za-z0-9]{6}$/

/** An address nobody else can listen on: a socket in a folder of mode 0700, or a named pipe on Windows. */
export async function newSocketAddress(): Promise<string> {
  if (process.platform === 'win32') return `\\\\.\\pipe\\helmdeck-${randomBytes(16).toString('hex')}`
  const wanted = [tmpdir(), '/tmp'].find((folder) => Buffer.byteLength(join(folder, 'helmdeck-XXXXXX', 's')) <= longestPath)
  if (wanted === undefined) throw new Error('no folder for temporary files has a path short enough for a socket')
  return join(await mkdtemp(join(wanted, 'helmdeck-')), 's')
}

/** Removes the socket of an owner that is gone. What does not look like one of ours is left alone. */
export async function removeSocketAddress(address: string): Promise<void> {
  if (process.platform === 'win32' || !folderName.test(basename(dirname(address))) || basename(address) !== 's') return
  await rm(address, { force: true }).catch(() => undefined)
  await rmdir(dirname(address)).catch(() => undefined)
}
