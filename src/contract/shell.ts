/**
 * What the Electron window gives its page besides the product itself, as `window.helmdeckShell`. A browser tab has none.
 */
export interface Shell {
  /** Asks for a new port to the engine. It arrives as a message event of the window: `data` is `enginePortMessage`, `ports[0]` the port. */
  connectEngine(): void
}

export const enginePortMessage = 'helmdeck:engine-port'
