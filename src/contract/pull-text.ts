import type { ErrorDetails } from './errors.ts'
import type { LocalText } from './text.ts'

type Sentence = (details: ErrorDetails) => LocalText

const text = (value: ErrorDetails[string] | undefined): string => (value === undefined || value === null ? '' : String(value))
const zh = (value: ErrorDetails[string] | undefined): string => (text(value) === '' ? '' : `「${text(value)}」`)
const en = (value: ErrorDetails[string] | undefined): string => (text(value) === '' ? '' : ` "${text(value)}"`)
const said = ({ said: words }: ErrorDetails, [before, after]: readonly [string, string]): string =>
  text(words) === '' ? '' : `${before}${text(words)}${after}`

const unreachable: Readonly<Record<string, LocalText>> = {
  'no-host': { zh: '找不到这台服务器', en: 'there is no such server' },
  refused: { zh: '服务器拒绝连接', en: 'the server refuses connections' },
  certificate: { zh: '服务器的证书不可信（可能是自签名证书）', en: 'its certificate is not trusted (it may be self-signed)' },
  timeout: { zh: '服务器没有及时回答', en: 'it did not answer in time' },
  cut: { zh: '连接中断', en: 'the connection was cut' },
}

const unreadable: Readonly<Record<string, LocalText>> = {
  html: {
    zh: '回答是一个网页，而不是数据（可能是登录页，或网络的验证页）',
    en: 'the answer is a web page, not data (a sign-in page, or one of the network)',
  },
  redirect: { zh: '服务器转到了另一个地址', en: 'the server sends us to another address' },
  'not-json': { zh: '回答不是 JSON', en: 'the answer is not JSON' },
  'not-found': { zh: '这个地址没有内容', en: 'there is nothing at this address' },
  'too-large': { zh: '一个回答太大', en: 'one answer is too large' },
  shape: { zh: '回答的结构与说明不符', en: 'the answer is not built as described' },
}

const unauthorized: Readonly<Record<string, LocalText>> = {
  denied: { zh: '登录页上没有同意', en: 'it was not allowed on the sign-in page' },
  timeout: { zh: '十分钟内没有完成登录', en: 'nobody signed in within ten minutes' },
  answer: { zh: '登录服务器给出了错误的回答', en: 'the sign-in server answered with an error' },
  closed: { zh: '这次登录已经结束', en: 'this sign-in has ended already' },
  'no-refresh': {
    zh: '登录服务器没有给出长期令牌（需要 refresh_token 权限）',
    en: 'the sign-in server gave no lasting token (the scope refresh_token is needed)',
  },
}

const one = (texts: Readonly<Record<string, LocalText>>, details: ErrorDetails): LocalText =>
  texts[text(details['reason'])] ?? { zh: '原因不明', en: 'for a reason unknown' }

/** Sentences of what can go wrong between a workspace and a system it follows. */
export const pullSentences = {
  'connection-missing': ({ name }) => ({
    zh: `没有名为${zh(name)}的连接。没有任何改动。请用 helmdeck connections 查看。`,
    en: `There is no connection${en(name)}. Nothing was changed. helmdeck connections lists those there are.`,
  }),
  'invalid-connection': ({ field, problem }) => ({
    zh: `连接的说明不正确${text(field) === '' ? '' : `：「${text(field)}」`}${text(problem) === '' ? '' : `（${text(problem)}）`}。没有任何改动。请更正后重试。`,
    en: `The connection is not described rightly${text(field) === '' ? '' : ` at "${text(field)}"`}${text(problem) === '' ? '' : `: ${text(problem)}`}. Nothing was changed. Correct it and try again.`,
  }),
  'secret-missing': ({ name }) => ({
    zh: `没有连接${zh(name)}的密码或令牌。没有任何改动。请重新连接并输入，或设置 HELMDECK_SECRET。`,
    en: `The password or token of the connection${en(name)} is not there. Nothing was changed. Connect again and enter it, or set HELMDECK_SECRET.`,
  }),
  'no-secret-store': () => ({
    zh: '这台机器上没有可以保存密码的地方。没有保存任何内容。请设置 HELMDECK_SECRETS（文件）和 HELMDECK_KEY（密钥），或每次用 HELMDECK_SECRET 给出密码。',
    en: 'This machine has no place to keep a secret. Nothing was kept. Set HELMDECK_SECRETS (a file) and HELMDECK_KEY (its key), or give the secret each time by HELMDECK_SECRET.',
  }),
  'source-unreachable': (details) => ({
    zh: `无法连接到${zh(details['host'])}：${one(unreachable, details).zh}。已有数据没有改动。请检查地址和网络后重试；已读取的页会接着使用。`,
    en: `${text(details['host']) || 'The server'} cannot be reached: ${one(unreachable, details).en}. What was there is unchanged. Check the address and the network and try again; pages already read are used.`,
  }),
  'source-login-refused': ({ host }) => ({
    zh: `${zh(host)}不接受这个用户或密码。已有数据没有改动。请检查后重新连接；不要反复尝试，账号可能被锁定。`,
    en: `${text(host) || 'The server'} does not accept this user or secret. What was there is unchanged. Check them and connect again; repeated attempts may lock the account.`,
  }),
  'authorization-failed': (details) => ({
    zh: `登录没有完成：${one(unauthorized, details).zh}。没有任何改动。请重新连接。`,
    en: `The sign-in did not come to its end: ${one(unauthorized, details).en}. Nothing was changed. Connect again.`,
  }),
  'authorization-revoked': ({ host }) => ({
    zh: `${zh(host)}不再接受保存的登录（已被撤销或过期）。已有数据没有改动，已读取的页会接着使用。请重新连接并登录。`,
    en: `${text(host) || 'The server'} accepts the kept sign-in no more: it was revoked or has expired. What was there is unchanged, and pages already read are used. Connect again and sign in.`,
  }),
  'source-forbidden': (details) => ({
    zh: `没有读取${zh(details['object'])}的权限${said(details, ['（服务器说：', '）'])}。其他对象不受影响。请让管理员给予读取权限。`,
    en: `There is no right to read${en(details['object']) || ' this'}${said(details, [' (the server says: ', ')'])}. The other objects are not affected. Ask the administrator for the right to read it.`,
  }),
  'source-limit': ({ seconds, calls, used, allowed }) => {
    if (text(allowed) !== '')
      return {
        zh: `服务器的调用配额已用掉 ${text(used)} 次，共 ${text(allowed)} 次；其余留给其他程序。已有数据没有改动，已读取的页会接着使用。请在配额恢复后再拉取。`,
        en: `${text(used)} of the ${text(allowed)} calls that the server allows are used; the rest is left to others. What was there is unchanged, and pages already read are used. Pull again when the quota has recovered.`,
      }
    return {
      zh:
        text(calls) === ''
          ? `服务器要求暂停${text(seconds) === '' ? '' : `（${text(seconds)} 秒）`}。已有数据没有改动，已读取的页会接着使用。请稍后再拉取。`
          : `今天的 ${text(calls)} 次调用已用完。已有数据没有改动，已读取的页会接着使用。请明天再拉取，或提高上限。`,
      en:
        text(calls) === ''
          ? `The server asks us to pause${text(seconds) === '' ? '' : ` for ${text(seconds)} seconds`}. What was there is unchanged, and pages already read are used. Pull again later.`
          : `The ${text(calls)} calls of this day are used up. What was there is unchanged, and pages already read are used. Pull again tomorrow, or raise the limit.`,
    }
  },
  'source-unreadable': (details) => ({
    zh: `无法读取${zh(details['host'])}的回答：${one(unreadable, details).zh}。已有数据没有改动。请检查地址。`,
    en: `The answer of ${text(details['host']) || 'the server'} cannot be read: ${one(unreadable, details).en}. What was there is unchanged. Check the address.`,
  }),
  'source-failed': (details) => ({
    zh: `服务器没有给出${zh(details['object']) || '数据'}${text(details['status']) === '' ? '' : `（状态 ${text(details['status'])}）`}${said(details, ['，它说：', ''])}。已有数据没有改动。请稍后重试。`,
    en: `The server did not give${en(details['object']) || ' the data'}${text(details['status']) === '' ? '' : ` (status ${text(details['status'])})`}${said(details, ['; it says: ', ''])}. What was there is unchanged. Try again later.`,
  }),
  'pull-running': ({ name }) => ({
    zh: `连接${zh(name)}正在拉取。没有任何改动。请等它结束。`,
    en: `The connection${en(name)} is being pulled already. Nothing was changed. Wait until that ends.`,
  }),
} satisfies Readonly<Record<string, Sentence>>
