import { HelmdeckError } from '../../contract/errors.ts'

/** A drill that no result named. */
export function noSuchDrill(drill: string): HelmdeckError {
  return new HelmdeckError('invalid-study', { reason: 'no-such-drill', drill })
}
