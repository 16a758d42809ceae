// Apart from shell.ts, because the preload script runs in a sandbox and can load no library.
export const enginePortMessage = 'helmdeck:engine-port'
export const shellCallChannel = 'helmdeck:shell-call'
export const shellEventChannel = 'helmdeck:shell-event'

/** Commands of the page that the native menu has as items of its own, because they must work without a page, too. */
export const nativeCommands: readonly string[] = ['shell.openWorkspace', 'shell.packWorkspace']
