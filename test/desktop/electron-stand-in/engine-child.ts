import { pathToFileURL } from 'node:url'
import { Port } from './ports.ts'
import { strict, StrictEmitter } from './strict.ts'
import type { EngineMessage } from './utility-process.ts'

// The process that `utilityProcess.fork` makes: gives the engine's program `process.parentPort` and its ports, and nothing else of Electron.
const [, , modulePath = ''] = process.argv
const tell = (message: EngineMessage): void => void (process.connected && process.send?.(message))
const ports = new Map<number, Port>()
const parent = new StrictEmitter('process.parentPort', ['message', 'newListener'])
// Electron holds messages back until somebody listens.
let early: object[] | null = []
parent.on('newListener', (event: string) => {
  if (event !== 'message') return
  const held = early ?? []
  early = null
  queueMicrotask(() => held.forEach((message) => parent.emit('message', message)))
})

process.on('message', (message: EngineMessage) => {
  if (message.type === 'parent') {
    const event = { data: message.data, ports: (message.ports ?? []).map(takePort) }
    if (early) early.push(event)
    else parent.emit('message', event)
  } else if (message.type === 'port') ports.get(message.id ?? 0)?.fromElsewhere(message.data)
  else ports.get(message.id ?? 0)?.close()
})
process.on('disconnect', () => process.exit())

/** The engine's end of a channel; its twin here stands for the end in the other process. */
function takePort(id: number): Port {
  const [own, twin] = [new Port(), new Port()]
  own.peer = twin
  twin.peer = own
  twin.moveTo({ data: (data) => tell({ type: 'port', id, data }), closed: () => tell({ type: 'port-closed', id }) })
  ports.set(id, twin)
  return strict('MessagePortMain', own)
}

Object.defineProperty(process, 'parentPort', {
  value: strict('process.parentPort', Object.assign(parent, { postMessage: (data: unknown) => tell({ type: 'parent', data }) })),
})
process.argv.splice(1, 2, modulePath)
await import(pathToFileURL(modulePath).href)
