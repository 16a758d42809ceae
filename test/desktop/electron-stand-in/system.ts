import { desktop } from './desktop-link.ts'
import { knownOptions, strict, StrictEmitter } from './strict.ts'

const ask =
  (kind: string, known: readonly string[]) =>
  <T>(_window: unknown, options: object): Promise<T> => {
    knownOptions(`the ${kind} option`, options, known)
    return desktop.ask<T>('dialog', kind, options)
  }

/** A person answers: see launch-desktop.ts. */
export const dialog = strict('dialog', {
  showOpenDialog: ask('open', ['properties', 'filters']),
  showSaveDialog: ask('save', ['title', 'defaultPath']),
  showMessageBox: ask('message', ['type', 'message', 'detail', 'buttons', 'defaultId', 'cancelId', 'noLink']),
  showErrorBox: (title: string, content: string): void => desktop.tell('dialog', 'error', { title, content }),
})

let source = 'system'
export const nativeTheme = strict('nativeTheme', {
  get themeSource() {
    return source
  },
  set themeSource(value: string) {
    source = value
    desktop.tell('colours', value)
  },
  get shouldUseDarkColors() {
    return source === 'system' ? process.env['STAND_IN_DARK'] === '1' : source === 'dark'
  },
})

const notifications: StrictEmitter[] = []
export const Notification = strict(
  'Notification',
  class extends StrictEmitter {
    readonly #options: object
    static isSupported(): boolean {
      return true
    }

    constructor(options: object) {
      super('Notification', ['click'])
      knownOptions('the notification option', options, ['title', 'body'])
      this.#options = options
    }

    show(): void {
      notifications.push(this)
      desktop.tell('notification', this.#options)
    }
  },
)

export function clickNotification(): void {
  notifications.at(-1)?.emit('click')
}

/** Not a cipher: bytes turned round are enough to tell plain text from what the keychain gave back. */
const turn = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xa5))
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => process.env['STAND_IN_KEYCHAIN'] ?? 'gnome_libsecret',
  encryptString: (text: string) => turn(Buffer.from(text, 'utf8')),
  decryptString: (bytes: Uint8Array) => turn(bytes).toString('utf8'),
})

export const screen = strict('screen', {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
})
