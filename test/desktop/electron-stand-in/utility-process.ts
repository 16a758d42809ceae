import { fork } from 'node:child_process'
import { portOf, type Port } from './ports.ts'
import { knownOptions, strict, StrictEmitter } from './strict.ts'

export interface EngineMessage {
  readonly type: 'parent' | 'port' | 'port-closed'
  readonly data?: unknown
  readonly ports?: readonly number[]
  readonly id?: number
}

/** Process ids of everything that was forked, newest last. */
export const engines: number[] = []

export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args: readonly string[], options: object) {
    knownOptions('utilityProcess.fork', options, ['serviceName'])
    const child = fork(process.env['STAND_IN_ENGINE_CHILD'] ?? '', [modulePath, ...args], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    engines.push(child.pid ?? 0)
    const ports = new Map<number, Port>()
    const emitter = new StrictEmitter('UtilityProcess', ['message', 'exit', 'spawn'])
    const tell = (message: EngineMessage): void => void (child.connected && child.send(message))
    child.on('message', (message: EngineMessage) => {
      if (message.type === 'parent') emitter.emit('message', message.data)
      else if (message.type === 'port') ports.get(message.id ?? 0)?.fromElsewhere(message.data)
      else ports.get(message.id ?? 0)?.close()
    })
    child.on('exit', (code) => {
      for (const port of ports.values()) port.close()
      emitter.emit('exit', code ?? 1)
    })
    return strict(
      'UtilityProcess',
      Object.assign(emitter, {
        pid: child.pid,
        kill: () => child.kill('SIGTERM'),
        postMessage(data: unknown, transfer: readonly object[] = []) {
          const sent = transfer.map(portOf)
          tell({ type: 'parent', data, ports: sent.map(({ id }) => id) })
          for (const port of sent) {
            ports.set(port.id, port)
            port.moveTo({
              data: (value) => tell({ type: 'port', id: port.id, data: value }),
              closed: () => tell({ type: 'port-closed', id: port.id }),
            })
          }
        },
      }),
    )
  },
})
