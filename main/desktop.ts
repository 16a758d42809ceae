import { app, Menu, nativeTheme, Notification, type BrowserWindow } from 'electron'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { HelmdeckError } from '../src/contract/errors.ts'
import { shellEventChannel } from '../src/contract/shell-channels.ts'
import type { CommandList, ShellEvent } from '../src/contract/shell.ts'
import type { Language } from '../src/contract/text.ts'
import { openStateFile, withRecent } from './desktop-state.ts'
import { createDesktopEngine, type EngineEnd } from './engine.ts'
import { menuTemplate } from './menu.ts'
import { isPacked, namedWorkspace } from './named-workspace.ts'
import { pickFiles } from './picked-files.ts'
import { openSecrets } from './secrets.ts'
import { serveShell, type ShellHandlers } from './shell-host.ts'
import { askAfterEngineEnd, askAfterPageEnd, sayFailure } from './troubles.ts'
import { openWindow, pageAddress } from './window.ts'
import { createWorkspaces } from './workspaces.ts'

/** One window over one engine, until it is closed. `early` = what the system asked to open before. */
export async function runDesktop(early: string | null): Promise<void> {
  const userData = app.getPath('userData')
  const state = openStateFile(join(userData, 'desktop.json'))
  const secrets = openSecrets(join(userData, 'secrets.json'))
  let commands: CommandList['commands'] = []
  let picking = new AbortController()

  const language = (): Language => state.current().language ?? (app.getLocale().startsWith('zh') ? 'zh' : 'en')
  const send = (event: ShellEvent): void => {
    if (!window.isDestroyed()) window.webContents.send(shellEventChannel, event)
  }
  /** Work that a menu starts has nobody who waits for its end. */
  const attempt = (work: () => Promise<unknown>): void => void work().catch((error: unknown) => sayFailure(error, language()))

  const onEngineEnd = async (reason: EngineEnd): Promise<void> => {
    const choice = await askAfterEngineEnd(window, reason, language())
    if (choice === 'quit') app.quit()
    else if (choice === 'restart' || !(await workspaces.choose())) workspaces.restart()
  }
  const engine = createDesktopEngine((reason) => attempt(() => onEngineEnd(reason)))

  const showMenu = (): void => {
    const content = { language: language(), commands, recent: workspaces.recent(), isMac: process.platform === 'darwin' }
    const template = menuTemplate(content, {
      command: (id) => send({ type: 'command', id }),
      openWorkspace: () => attempt(() => workspaces.choose()),
      openPacked: () => attempt(() => workspaces.choosePacked()),
      openRecent: (path) => attempt(() => workspaces.open(path)),
      packWorkspace: () => attempt(() => workspaces.pack()),
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  nativeTheme.themeSource = state.current().colours
  const named = early ?? namedWorkspace(process.argv.slice(1), process.cwd())
  const packed = named !== null && isPacked(named) ? named : null
  const first = (packed === null ? named : null) ?? state.current().recent[0] ?? join(userData, 'Start.helmdeck')
  const workspaces = createWorkspaces(first, { state, engine, window: () => window, language, onChange: showMenu })
  state.change({ recent: withRecent(state.current().recent, first) })

  const handlers: ShellHandlers = {
    showCommands(list) {
      commands = list.commands
      if (list.language !== state.current().language) state.change({ language: list.language })
      showMenu()
      return {}
    },
    pickFiles({ kind }) {
      picking = new AbortController()
      const onSending = (file: string, fraction: number): void => send({ type: 'sending', file, fraction })
      return pickFiles(window, engine, { kind, language: language(), signal: picking.signal, onSending })
    },
    cancelPick() {
      picking.abort()
      return {}
    },
    recentWorkspaces: () => ({
      workspaces: workspaces.recent().map(({ path, name }) => ({ handle: handleOf(path), name, isOpen: path === workspaces.current() })),
    }),
    async openWorkspace({ handle }) {
      if (handle === null) return { opened: await workspaces.choose() }
      const known = workspaces.recent().find(({ path }) => handleOf(path) === handle)
      if (!known) throw new HelmdeckError('workspace-missing')
      return { opened: await workspaces.open(known.path) }
    },
    packWorkspace: async () => ({ packed: await workspaces.pack() }),
    notify({ title, body }) {
      if (window.isFocused() || !Notification.isSupported()) return {}
      const notification = new Notification({ title, body })
      notification.on('click', () => bringToFront(window))
      notification.show()
      return {}
    },
    setColours({ scheme }) {
      nativeTheme.themeSource = scheme
      state.change({ colours: scheme })
      return {}
    },
    async keepSecret({ name, secret }) {
      await secrets.keep(name, secret)
      return {}
    },
    secretNames: () => ({ names: [...secrets.names()] }),
    async forgetSecret({ name }) {
      await secrets.forget(name)
      return {}
    },
  }

  const window = openWindow(state, nativeTheme.shouldUseDarkColors)
  serveShell(handlers, (page) => engine.connect(page))
  window.webContents.on('render-process-gone', () =>
    attempt(async () => ((await askAfterPageEnd(window, language())) ? window.webContents.reload() : app.quit())),
  )
  const openAgain = (path: string | null): void => {
    bringToFront(window)
    if (path !== null && path !== workspaces.current()) attempt(() => workspaces.open(path))
  }
  app.on('second-instance', (_event, words, folder) => openAgain(namedWorkspace(words.slice(1), folder)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openAgain(path)
  })
  endWithEngine(() => engine.stop())
  engine.start(first)
  showMenu()
  await window.loadURL(pageAddress)
  if (packed !== null) attempt(() => workspaces.open(packed))
}

/** The program ends when the engine has: a workspace is left closed, and free for the next. */
function endWithEngine(stop: () => Promise<void>): void {
  let isStopped = false
  app.on('will-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    void stop().finally(() => {
      isStopped = true
      app.quit()
    })
  })
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Names a workspace to the page without telling where it lies. */
function handleOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 32)
}
