import { runEngineProcess, type EngineProcess } from '../src/host/run-engine-process.ts'
import { portWire } from '../src/transport/port.ts'

/**
 * The engine as a child process. The browser host forks it and says by IPC what to open; other processes reach it
 * through the socket its lock names. Electron names the workspace as an argument, sends a MessagePort per page, and asks it to stop.
 */
const parentPort = process.parentPort as typeof process.parentPort | undefined
let engine: Promise<EngineProcess | null> | undefined

async function end(): Promise<void> {
  const running = await engine
  await running?.close()
  process.exit(0)
}

if (parentPort) {
  engine = runEngineProcess({ type: 'start', path: process.argv[2], create: true }, (answer) => parentPort.postMessage(answer))
  parentPort.on('message', ({ data, ports: [port] }: { data: { type?: unknown } | null; ports: Electron.MessagePortMain[] }) => {
    if (port) void engine?.then((running) => (running ? running.serve(portWire(port)) : port.close()))
    else if (data?.type === 'stop') void end()
  })
} else {
  process.on('message', (message) => void (engine ??= runEngineProcess(message, (answer) => void process.send?.(answer))))
  process.on('disconnect', () => void end())
}
process.on('SIGTERM', () => void end())
// A terminal sends Ctrl+C to every process of the group; it is the host that decides when the engine ends.
process.on('SIGINT', () => undefined)
