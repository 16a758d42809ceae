/** The names under which this server is asked. Any other Host is a foreign name that was made to point here (DNS rebinding). */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host !== undefined && ownNames(port).includes(host.toLowerCase())
}

/** A page of any other origin, and anything that hides its origin, is refused where a request could do something. */
export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return origin !== undefined && ownNames(port).some((name) => origin === `http://${name}`)
}

export function ownNames(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}
