import { HelmdeckError } from '../../../contract/errors.ts'

/** The token that requests carry. */
export interface Credentials {
  token(): Promise<string>
  /**
   * A token in place of one that was refused. Throws `source-login-refused` where there is no other, `authorization-revoked` where
   * a person has to connect again.
   */
  renew(refused: string): Promise<string>
}

/** A token as a person gave it. */
export function givenToken(token: string | null, host: string): Credentials {
  return {
    token: async () => token ?? '',
    renew: async () => {
      throw new HelmdeckError('source-login-refused', { host })
    },
  }
}
