import { runEngineProcess, type EngineProcess } from '../src/host/run-engine-process.ts'
import { portWire, type EmitterPort } from '../src/transport/port.ts'

/**
 * The engine as a child process: forked by the browser host (IPC), or Electron's utilityProcess (parentPort), whose
 * windows each get a MessagePort straight to here.
 */
const parentPort = process.parentPort as typeof process.parentPort | undefined
const tell = (message: unknown): void => void (parentPort ? parentPort.postMessage(message) : process.send?.(message))

let engine: Promise<EngineProcess | null> | undefined

async function end(): Promise<void> {
  const running = await engine
  await running?.close()
  process.exit(0)
}

async function start(message: unknown): Promise<void> {
  engine ??= runEngineProcess(message, tell)
  if ((await engine) === null) await end()
}

async function connect(port: EmitterPort): Promise<void> {
  const running = await engine
  if (running) running.serve(portWire(port))
  else port.close()
}

if (parentPort) {
  parentPort.on('message', ({ data, ports }) => {
    if (ports[0]) void connect(ports[0])
    else void start(data)
  })
} else {
  process.on('message', (message) => void start(message))
  process.on('disconnect', () => void end())
}
process.on('SIGTERM', () => void end())
// The terminal sends Ctrl+C to every process of the group; the host decides when the engine ends.
process.on('SIGINT', () => undefined)
