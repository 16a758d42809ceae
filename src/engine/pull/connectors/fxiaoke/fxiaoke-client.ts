import { z } from 'zod'
import { HelmdeckError } from '../../../../contract/errors.ts'
import type { PullClient } from '../../pull-client.ts'
import type { ReadRule } from '../../read-rule.ts'

export const fxiaokePaths = {
  token: '/cgi/corpAccessToken/get/V2',
  userByMobile: '/cgi/user/getByMobile',
  query: '/cgi/crm/v2/data/query',
  customQuery: '/cgi/crm/custom/v2/data/query',
  describe: '/cgi/crm/v2/object/describe',
} as const

/** Every request is a POST here: what reads is told by the address, and these are all. */
export const fxiaokeRules: readonly ReadRule[] = Object.values(fxiaokePaths).map((path) => ({
  method: 'POST',
  path: new RegExp(`^${path}$`),
}))

const Answer = z.looseObject({ errorCode: z.number(), errorMessage: z.string().nullish() })
export type FxiaokeAnswer = z.output<typeof Answer>
const Token = z.object({ corpAccessToken: z.string().min(1), corpId: z.string(), expiresIn: z.number().default(7200) })
const Employees = z.object({ empList: z.array(z.object({ openUserId: z.string() })).min(1) })

/** The token ended, or was taken away. */
const tokenCodes: ReadonlySet<number> = new Set([20_016, 20_017])
/** The day's quota is used up, or none was bought: asking again helps nothing. */
const quotaCodes: ReadonlySet<number> = new Set([30_002, 30_003])
const frequencyPause = 20_000
const attempts = 5
const renewBefore = 300_000

export interface FxiaokeLogin {
  readonly appId: string
  readonly appSecret: string
  readonly permanentCode: string
  readonly openUserId: string | undefined
  readonly mobile: string | undefined
}

/** 纷享销客's interface: a token of two hours that is kept in memory only, and errors that come with status 200. */
export class FxiaokeClient {
  private readonly client: PullClient
  private readonly login: FxiaokeLogin
  private token = ''
  private corpId = ''
  private endsAt = 0
  private openUserId: string

  constructor(client: PullClient, login: FxiaokeLogin) {
    this.client = client
    this.login = login
    this.openUserId = login.openUserId ?? ''
    // Longest first: a part of a secret is none that is left.
    for (const secret of [login.appSecret, login.permanentCode].toSorted((a, b) => b.length - a.length)) client.hide(secret)
  }

  get host(): string {
    return this.client.host
  }

  async logIn(): Promise<void> {
    const { appId, appSecret, permanentCode, mobile } = this.login
    const answer = await this.client.send({
      method: 'POST',
      path: fxiaokePaths.token,
      body: { appId, appSecret, permanentCode },
      once: true,
    })
    const said = Answer.safeParse(answer.body)
    if (answer.status >= 400 || !said.success) throw this.unreadable('login')
    const token = Token.safeParse(answer.body)
    if (said.data.errorCode !== 0 || !token.success) throw new HelmdeckError('source-login-refused', { host: this.host })
    this.token = token.data.corpAccessToken
    this.corpId = token.data.corpId
    this.endsAt = performance.now() + token.data.expiresIn * 1000
    this.client.hide(this.token)
    if (this.openUserId !== '' || mobile === undefined) return
    const employees = Employees.safeParse(await this.call(fxiaokePaths.userByMobile, { mobile }, 'user'))
    if (!employees.success) throw new HelmdeckError('source-login-refused', { host: this.host })
    this.openUserId = employees.data.empList[0]?.openUserId ?? ''
  }

  /** Throws `source-login-refused`, `source-limit`, `source-forbidden`, `source-failed`, `source-unreadable`. */
  async call(path: string, body: Readonly<Record<string, unknown>>, object: string): Promise<FxiaokeAnswer> {
    if (performance.now() > this.endsAt - renewBefore) await this.logIn()
    let isRenewed = false
    for (let attempt = 1; ; attempt++) {
      const caller = this.openUserId === '' ? {} : { currentOpenUserId: this.openUserId }
      const answer = await this.client.send({
        method: 'POST',
        path,
        body: { corpAccessToken: this.token, corpId: this.corpId, ...caller, ...body },
      })
      if (answer.status === 401) throw new HelmdeckError('source-login-refused', { host: this.host })
      if (answer.status === 403) throw new HelmdeckError('source-forbidden', { object })
      if (answer.status >= 400) throw this.client.failed(answer, { object })
      const read = Answer.safeParse(answer.body)
      if (!read.success) throw this.unreadable(object)
      const { errorCode, errorMessage } = read.data
      if (errorCode === 0) return read.data
      const said = this.client.hideSecrets(`${errorCode} ${errorMessage ?? ''}`.trim()).slice(0, 200)
      if (tokenCodes.has(errorCode)) {
        if (isRenewed) throw new HelmdeckError('source-login-refused', { host: this.host })
        isRenewed = true
        await this.logIn()
        continue
      }
      if (quotaCodes.has(errorCode)) throw new HelmdeckError('source-limit', { host: this.host })
      // Which number says so is not published; the words are.
      if (/频繁|频率|限流|too (many|frequent)/i.test(errorMessage ?? '')) {
        if (attempt >= attempts) throw new HelmdeckError('source-limit', { host: this.host, seconds: frequencyPause / 1000 })
        await this.client.pause(frequencyPause)
        continue
      }
      if (/权限|permission/i.test(errorMessage ?? '')) throw new HelmdeckError('source-forbidden', { object, said })
      throw new HelmdeckError('source-failed', { host: this.host, object, said })
    }
  }

  unreadable(object: string): HelmdeckError {
    return new HelmdeckError('source-unreadable', { host: this.host, object, reason: 'shape' })
  }
}
