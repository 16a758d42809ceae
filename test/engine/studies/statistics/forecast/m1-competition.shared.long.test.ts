import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { coverage, scaledError, symmetricError, weightedError } from '../../../../../src/engine/studies/statistics/forecast/accuracy.ts'
import { forecast } from '../../../../../src/engine/studies/statistics/forecast/forecast.ts'
import { textbookForecast, textbookMethods } from '../../../../../src/engine/studies/statistics/forecast/textbook.ts'
import { findShared } from '../../../../available.ts'

interface Competitor {
  readonly freq: number
  readonly h: number
  readonly x: readonly number[]
  readonly xx: readonly number[]
}

const series = readFileSync(join(findShared()!, 'data/forecasting/m1.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Competitor)
const groups = [
  ['yearly', series.filter(({ freq }) => freq === 1)],
  ['quarterly', series.filter(({ freq }) => freq === 4)],
  ['monthly', series.filter(({ freq }) => freq === 12)],
  ['all', series],
] as const
const mean = (numbers: readonly number[]) => numbers.reduce((sum, at) => sum + at, 0) / numbers.length

test('the 1,001 series of the M1 competition are foretold at least 4 % better than by Theta, with honest intervals', () => {
  const start = process.cpuUsage()
  const found = new Map(series.map((one) => [one, forecast(one.x, one.freq, one.h)]))
  const milliseconds = process.cpuUsage(start).user / 1000 / series.length
  const methods = ['forecast', ...textbookMethods] as const
  const points = new Map(
    series.map((one) => [
      one,
      Object.fromEntries(
        methods.map((method) => [method, method === 'forecast' ? found.get(one)!.point : textbookForecast(method, one.x, one.freq, one.h)]),
      ),
    ]),
  )
  const table = groups.map(([name, members]) => {
    const errors = methods.map((method) => ({
      method,
      sMAPE: mean(members.map((one) => symmetricError(one.xx, points.get(one)![method]!))),
      MASE: mean(members.map((one) => scaledError(one.x, one.freq, one.xx, points.get(one)![method]!)!)),
      wMAPE: mean(members.map((one) => weightedError(one.xx, points.get(one)![method]!)!)),
    }))
    const steps = members.reduce((sum, one) => sum + one.h, 0)
    const inside = (level: 'interval80' | 'interval95') =>
      members.reduce((sum, one) => sum + one.h * coverage(one.xx, found.get(one)![level]), 0) / steps
    return { name, errors, inside80: inside('interval80'), inside95: inside('interval95') }
  })
  for (const { name, errors, inside80, inside95 } of table) {
    const lines = errors.map(
      ({ method, sMAPE, MASE, wMAPE }) => `${method.padEnd(15)} ${sMAPE.toFixed(3)} ${MASE.toFixed(4)} ${wMAPE.toFixed(4)}`,
    )
    console.log([`${name}: sMAPE MASE wMAPE`, ...lines, `coverage ${inside80.toFixed(3)} ${inside95.toFixed(3)}`].join('\n  '))
  }
  console.log(`${milliseconds.toFixed(1)} ms a series`)

  for (const { name, errors, inside80, inside95 } of table) {
    const [ours, , seasonal, damped, theta] = errors as [
      (typeof errors)[0],
      unknown,
      (typeof errors)[0],
      (typeof errors)[0],
      (typeof errors)[0],
    ]
    expect(ours.sMAPE).toBeLessThan(0.96 * theta.sMAPE)
    expect(ours.MASE).toBeLessThan(0.96 * theta.MASE)
    expect(ours.sMAPE).toBeLessThan(damped.sMAPE)
    expect(ours.MASE).toBeLessThan(seasonal.MASE)
    const slack = name === 'all' ? 0.03 : 0.045
    expect(Math.abs(inside80 - 0.8)).toBeLessThan(slack)
    expect(Math.abs(inside95 - 0.95)).toBeLessThan(slack)
  }
  expect(milliseconds).toBeLessThan(20)
})
