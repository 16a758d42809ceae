import { contextBridge, ipcRenderer } from 'electron'
import { enginePortMessage, type Shell } from '../src/contract/shell.ts'

const shell = {
  askForEnginePort: () => ipcRenderer.send(enginePortMessage),
} satisfies Shell

// A port can't pass the context bridge; the page's own window can carry it.
ipcRenderer.on(enginePortMessage, (event) => window.postMessage(enginePortMessage, window.location.origin, [...event.ports]))
contextBridge.exposeInMainWorld('helmdeck', shell)
