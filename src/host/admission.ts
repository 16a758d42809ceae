import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const greeting = 'helmdeck/1 '
const welcome = Buffer.from('welcome\n')
const longestGreeting = 256
const patienceMilliseconds = 5_000

/** Lets a connection in that names the token first, and hands it over paused; every other is cut without a word. */
export function admit(socket: Socket, token: string, onAdmitted: (socket: Socket) => void): void {
  const cut = (): void => void socket.destroy()
  socket.on('error', cut)
  socket.setTimeout(patienceMilliseconds, cut)
  readLine(socket, (line) => {
    if (line === null || !sameText(line, greeting + token)) return cut()
    socket.setTimeout(0)
    socket.write(welcome)
    onAdmitted(socket)
  })
}

/** A connection that was let in and is paused, or null where nobody listens or the token is refused. */
export async function knock(address: string, token: string): Promise<Socket | null> {
  const socket = connect(address)
  const refused = new Promise<null>((resolve) => {
    const giveUp = (): void => {
      socket.destroy()
      resolve(null)
    }
    socket.on('error', giveUp)
    socket.on('close', giveUp)
    socket.setTimeout(patienceMilliseconds, giveUp)
  })
  const admitted = once(socket, 'connect').then(
    () => {
      socket.write(`${greeting}${token}\n`)
      return new Promise<Socket | null>((resolve) => readLine(socket, (line) => resolve(line === 'welcome' ? socket : null)))
    },
    () => null,
  )
  const result = await Promise.race([admitted, refused])
  if (result) result.setTimeout(0)
  else socket.destroy()
  return result
}

/** Calls back once with the first line, null where it is too long; what follows stays unread and the socket paused. */
function readLine(socket: Socket, onLine: (line: string | null) => void): void {
  let seen = Buffer.alloc(0)
  const read = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk])
    const end = seen.indexOf(10)
    if (end === -1 && seen.byteLength <= longestGreeting) return
    socket.off('data', read)
    socket.pause()
    if (end !== -1 && end + 1 < seen.byteLength) socket.unshift(seen.subarray(end + 1))
    onLine(end === -1 ? null : seen.toString('latin1', 0, end))
  }
  socket.on('data', read)
}

function sameText(given: string, expected: string): boolean {
  const left = Buffer.from(given)
  const right = Buffer.from(expected)
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}
