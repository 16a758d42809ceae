import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConnectionEntry } from '../../src/contract/pulls.ts'
import { TestSource, dealsDescription, json } from '../engine/pull/test-source.ts'
import { coloursOnly, seriousViolations } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { cli, serveWorkspace, type ServedWorkspace } from './served-workspace.ts'
import { goTo, settled, watchedPage, type WatchedPage } from './watched-page.ts'

const right = 'tok-right-4b71'
const wrong = 'tok-wrong-9c02'

let browser: Browser
let source: TestSource
let served: ServedWorkspace
let walk: WatchedPage
let page: Page

// One person's first connection, step by step.
beforeAll(async () => {
  const store = (folder: string) => ({ HELMDECK_SECRETS: join(folder, 'secrets.bin'), HELMDECK_KEY: 'a key for this walk only' })
  ;[browser, source, served] = await Promise.all([launchBrowser(), TestSource.start(), serveWorkspace('crm.helmdeck', undefined, store)])
  source.add(7)
  source.always = (request, response, url) => {
    if (request.headers.authorization !== `Bearer ${right}`) json(response, { message: 'who are you?' }, 401)
    else if (url.pathname === '/crm/people') json(response, { items: [], total: 0 })
    else return false
    return true
  }
  walk = await watchedPage(browser, { locale: 'en-US' })
  page = walk.page
  await page.goto(served.url)
  await page.waitForSelector('h1')
})
afterAll(async () => {
  await walk?.close()
  await browser?.close()
  await served?.stop()
  await source?.stop()
})

const people = { name: 'people', path: '/people', records: 'items', total: 'total' }
const description = { ...dealsDescription, objects: [...dealsDescription.objects, people] }

const button = (name: string, on: Page = page) => on.getByRole('button', { name, exact: true })
const kept = async (): Promise<ConnectionEntry[]> =>
  (JSON.parse((await cli(['connections', served.path, '--json'])).out) as { connections: ConnectionEntry[] }).connections
const figure = (name: string, on: Page = page) => on.locator(`tr:has(th:text-is("deals")) td[data-figure=${name}]`).first()

async function noSecretIn(on: Page): Promise<void> {
  const elsewhere = await on.evaluate(() =>
    [localStorage, sessionStorage].flatMap((store) =>
      Array.from({ length: store.length }, (_, nth) => store.getItem(store.key(nth) ?? '')),
    ),
  )
  const text = [await on.content(), on.url(), ...elsewhere].join('\n')
  expect(text).not.toContain(right)
  expect(text).not.toContain(wrong)
}

describe('a connection', () => {
  it('is begun from the first minutes at home', async () => {
    await page.getByRole('link', { name: 'Connect your CRM…' }).click()
    await page.getByRole('heading', { name: 'Choose a system' }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    // By the keyboard alone.
    await page.getByRole('button', { name: /^REST/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Address and login' }).waitFor()
  })

  it('says what is missing at its place, and refuses a wrong token without keeping anything', async () => {
    await button('Test the connection').click()
    await page.getByText(/entries are missing or not right/).waitFor()
    await page.getByRole('textbox', { name: 'Path', exact: true }).fill('deals')
    await page.getByText('Is not right').waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Name in this workspace' }).fill('shop')
    await page.getByRole('textbox', { name: 'Address' }).fill(source.url)
    await page.getByLabel('Password or token').fill(wrong)
    await page.getByRole('radiogroup', { name: 'Show the description as' }).getByText('JSON').click()
    const text = page.getByRole('textbox', { name: 'Description as JSON' })
    await text.fill(JSON.stringify({ ...description, objects: [{ ...people, path: 'people' }] }))
    await button('Take it over').click()
    await page.getByText('Missing or not right: objects.0.path').waitFor()
    await text.fill(JSON.stringify(description))
    await button('Take it over').click()
    await button('Test the connection').click()
    await page
      .getByRole('alert')
      .getByText(/does not accept this user or secret/)
      .waitFor()
    await noSecretIn(page)
    expect(await kept()).toEqual([])
  })

  it('shows what there is to take, and what its columns become', async () => {
    await page.getByLabel('Password or token').fill(right)
    await button('Test the connection').click()
    const deals = page.getByRole('row', { name: /deals/ }).first()
    await deals.getByText('7', { exact: true }).waitFor()
    await noSecretIn(page)
    await page.getByRole('checkbox', { name: 'people' }).uncheck()
    await button('Look at them: deals').click()
    const mapping = page.getByRole('region', { name: 'Columns' })
    await mapping.getByText('100.50 · 200.50 · 300.50').waitFor()
    expect(await mapping.getByRole('combobox', { name: 'What Amount becomes' }).inputValue()).toBe('Amount')
    // `id` stands in no column of the description; the mapping says so.
    expect(await mapping.getByRole('combobox', { name: 'What id becomes' }).inputValue()).toBe('Leave out')
    expect(await seriousViolations(page)).toEqual([])
    await button('Next').click()
  })

  it('is pulled for the first time with figures equal to those of the source', async () => {
    await page.getByText('Daily', { exact: true }).click()
    await page.getByLabel(/^At \(/).fill('05:30')
    await button('Connect and pull for the first time').click()
    await expect.poll(() => figure('held').textContent()).toBe(String(source.deals.length))
    expect(await figure('inSource').textContent()).toBe('7')
    expect(await figure('records').textContent()).toBe('7')
    // Three on a page, and the empty one behind the last.
    expect(await figure('pages').textContent()).toBe('4')
    await noSecretIn(page)
    await settled(page)
    expect(await seriousViolations(page)).toEqual([])
    const [shop] = await kept()
    expect(shop).toMatchObject({ name: 'shop', objects: ['deals'], schedule: { kind: 'daily', at: '05:30' }, state: 'waiting' })
  })

  it('takes in what changed, and both windows see it', async () => {
    const other = await page.context().newPage()
    await other.goto(page.url())
    await expect.poll(() => figure('held', other).textContent()).toBe('7')
    source.add(2)
    source.remove(1)
    await button('Pull now: shop').click()
    for (const one of [page, other]) {
      await expect.poll(() => figure('mode', one).count()).toBe(0)
      await expect.poll(() => figure('held', one).textContent()).toBe('8')
      expect(await figure('inSource', one).textContent()).toBe('8')
      expect(await figure('deleted', one).textContent()).toBe('1')
    }
    await button('Pause the schedule of shop', other).click()
    await page.getByText('Paused', { exact: true }).waitFor()
    await button('Resume the schedule of shop').click()
    await other.getByText('On schedule', { exact: true }).waitFor()
    await noSecretIn(other)
    await other.close()
  })

  it('leads to what its load changed', async () => {
    await page
      .getByRole('link', { name: 'What load 1 changed' })
      .click({ trial: true, timeout: 1000 })
      .catch(() => undefined)
    await page.getByRole('link', { name: 'What load 2 changed' }).click()
    await page.getByRole('heading', { name: /load 2 changed/ }).waitFor()
    await goTo(page, '#/data/connections/shop')
  })

  it('asks for another secret after a refused login, and goes on', async () => {
    source.tricks.push((_request, response) => (json(response, { message: 'revoked' }, 401), true))
    await button('Pull now: shop').click()
    await page.getByText('Reconnect', { exact: true }).waitFor()
    await page.getByLabel('Password or token').fill(right)
    expect(await seriousViolations(page)).toEqual([])
    await button('Connect again').click()
    await page.getByText('On schedule', { exact: true }).waitFor()
    await noSecretIn(page)
  })

  it('gets another schedule and other limits', async () => {
    await button('Change the schedule').click()
    await page.getByText('Weekly', { exact: true }).click()
    for (const day of ['Tue', 'Thu']) await page.getByRole('checkbox', { name: day }).uncheck()
    await button('Save the schedule').click()
    await page.getByText('Mon, Wed, Fri at 06:00').waitFor()
    await page.getByRole('link', { name: 'Edit…' }).click()
    await page.getByText('Limits and certificate').click()
    await page.getByRole('textbox', { name: 'Most calls in a day' }).fill('500')
    expect(await seriousViolations(page)).toEqual([])
    await button('Save').click()
    await page.getByText(/ of 500$/).waitFor()
    expect((await kept())[0]).toMatchObject({ dailyCalls: 500, schedule: { kind: 'weekly', days: [1, 3, 5], at: '06:00' } })
  })

  it('reads as well in the dark, in Chinese', async () => {
    const { page: chinese, close, complaints } = await watchedPage(browser, { locale: 'zh-CN', colorScheme: 'dark' })
    await chinese.context().addCookies(await page.context().cookies())
    await chinese.goto(page.url())
    await chinese.getByText('周一、周三、周五 06:00').waitFor()
    expect(await seriousViolations(chinese, coloursOnly)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  it('is removed; what was pulled stays', async () => {
    await button('Remove…').click()
    await page.getByText(/^What stays/).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await button('Remove the connection').click()
    await page.getByText('No system is connected yet').waitFor()
    expect(await kept()).toEqual([])
    await goTo(page, '#/data/loads')
    await page.getByRole('region', { name: /^Load 2 / }).waitFor()
    expect(walk.complaints).toEqual([])
  })
})

describe('a machine without a place for secrets', () => {
  it('says so, and connects without keeping what was typed', async () => {
    const bare = await serveWorkspace('bare.helmdeck')
    const seen = await watchedPage(browser, { locale: 'en-US' })
    try {
      const { page: tab } = seen
      await tab.goto(bare.url)
      await tab.waitForSelector('h1')
      await goTo(tab, '#/data/connections/%2B')
      await tab.getByRole('button', { name: /^REST/ }).click()
      await tab.getByRole('textbox', { name: 'Address' }).fill(source.url)
      await tab.getByLabel('Password or token').fill(right)
      await tab.getByRole('radiogroup', { name: 'Show the description as' }).getByText('JSON').click()
      await tab.getByRole('textbox', { name: 'Description as JSON' }).fill(JSON.stringify(dealsDescription))
      await button('Take it over', tab).click()
      await button('Test the connection', tab).click()
      await button('Next', tab).click()
      await button('Connect and pull for the first time', tab).click()
      await tab.getByText(/has no keychain that can be used/).waitFor()
      expect(await seriousViolations(tab)).toEqual([])
      await button('Connect without keeping the secret', tab).click()
      await expect.poll(() => figure('held', tab).textContent()).toBe(String(source.deals.length))
      await button('Pull now: rest', tab).click()
      await tab.getByText(/is not kept on this machine/).waitFor()
      await tab.getByLabel('Password or token', { exact: true }).fill(right)
      await button('Pull with it', tab).click()
      await tab.getByText('Nothing was new: no load was needed.').waitFor()
      await noSecretIn(tab)
      expect(seen.complaints).toEqual([])
    } finally {
      await seen.close()
      await bare.stop()
    }
  })
})
