/** What the Electron window gives its page besides the product itself, as `window.helmdeck`. A browser tab has none. */
export interface Shell {
  /** Asks for a new port to the engine. It arrives as a message event of the window: `data` is `enginePortMessage`, `ports[0]` the port. */
  askForEnginePort(): void
}

export const enginePortMessage = 'helmdeck:engine-port'
