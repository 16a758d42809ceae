import { HelmdeckError } from '../../../../contract/errors.ts'
import { FxiaokeSettings } from '../../../../contract/pull-settings.ts'
import { isLoopback } from '../../auth/is-loopback.ts'
import type { Connector } from '../../connector.ts'
import { FxiaokeClient, fxiaokeRules } from './fxiaoke-client.ts'
import { fxiaokeObjects } from './fxiaoke-objects.ts'
import { FxiaokeSession } from './fxiaoke-session.ts'

/** 纷享销客 (ShareCRM) by its open platform: an application of the enterprise's own reads in the name of one employee. */
export const fxiaokeConnector: Connector = {
  check({ url, user, fxiaoke }) {
    const { pathname, protocol, hostname } = new URL(url)
    if (pathname !== '/') throw invalid('url', 'https://open.fxiaoke.com')
    if (protocol !== 'https:' && !isLoopback(hostname)) throw invalid('url', 'https')
    if (user === null || user === '') throw invalid('user', 'appId (FSAID_…)')
    if (fxiaoke?.openUserId === undefined && fxiaoke?.mobile === undefined) throw invalid('fxiaoke', 'openUserId | mobile')
  },
  needsSecret: () => true,
  rules: () => fxiaokeRules,
  objects: (name, { objects }) => fxiaokeObjects(name, objects),
  async open({ connection, secret, client }) {
    const settings = connection.fxiaoke ?? FxiaokeSettings.parse({})
    const [appSecret = '', permanentCode = ''] = (secret ?? '').split(':')
    if (appSecret === '' || permanentCode === '') throw invalid('secret', 'appSecret:permanentCode')
    const { openUserId, mobile } = settings
    const fxiaoke = new FxiaokeClient(client, { appId: connection.user ?? '', appSecret, permanentCode, openUserId, mobile })
    await fxiaoke.logIn()
    return new FxiaokeSession(fxiaoke, settings, connection.user ?? '')
  },
}

function invalid(field: string, problem: string): HelmdeckError {
  return new HelmdeckError('invalid-connection', { field, problem })
}
