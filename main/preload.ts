import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { enginePortMessage, shellCallChannel, shellEventChannel } from '../src/contract/shell-channels.ts'
import type { Shell } from '../src/contract/shell.ts'

const shell = {
  askForEnginePort: () => ipcRenderer.send(enginePortMessage),
  call: (name, input) => ipcRenderer.invoke(shellCallChannel, name, input),
  onEvent(listener) {
    // The event itself stays here: it would hand the page the whole of ipcRenderer.
    const hear = (_event: IpcRendererEvent, value: unknown) => listener(value)
    ipcRenderer.on(shellEventChannel, hear)
    return () => void ipcRenderer.off(shellEventChannel, hear)
  },
} satisfies Shell

// A port can't pass the context bridge; the page's own window can carry it.
ipcRenderer.on(enginePortMessage, (event) => window.postMessage(enginePortMessage, window.location.origin, [...event.ports]))
contextBridge.exposeInMainWorld('helmdeck', shell)
