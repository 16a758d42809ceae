import { describe, expect, it } from 'vitest'
import { colourOfValue, withColours } from '../../../src/charts/series-colours.ts'
import { colourValue, moveValue, orderBody, orderName, withOrder } from '../../../renderer/features/reports/value-order.ts'
import { FieldDocument, FieldName } from '../../../src/contract/fields.ts'

const list = withOrder([{ value: 'East', colour: '#112233' }, { value: null }], ['West', 'East', null, 'North'])
const names = (given: readonly { readonly value: string | null }[]) => given.map(({ value }) => value)

describe('the order of values', () => {
  it('begins with what was put in order, and goes on with the rest', () => {
    expect(names(list)).toEqual(['East', null, 'West', 'North'])
  })

  it('changes by one place or by several, and never loses a value', () => {
    expect(names(moveValue(list, 2, 1))).toEqual(['East', 'West', null, 'North'])
    expect(names(moveValue(list, 0, 3))).toEqual([null, 'West', 'North', 'East'])
    expect([moveValue(list, 0, -1), moveValue(list, 3, 4), moveValue(list, 9, 0), moveValue(list, 1, 1)]).toEqual([list, list, list, list])
  })

  it('is a field that the contract takes, by a name it takes', () => {
    const body = orderBody('channel.name', 'Order of Channel', list)
    expect(FieldDocument.parse(body)).toEqual(body)
    for (const field of ['channel.name', 'user.Größe', 'x'.repeat(200)]) expect(FieldName.safeParse(orderName(field)).success).toBe(true)
  })
})

describe('the colour of a value', () => {
  it('belongs to one value only, and can be taken away', () => {
    const given = colourValue(list, 2, '#112233')
    expect(given.map(({ colour = null }) => colour)).toEqual([null, null, '#112233', null])
    expect(colourValue(given, 2, null).map(({ colour = null }) => colour)).toEqual([null, null, null, null])
  })

  it('is the given one before that of its place, and the others keep theirs', () => {
    const theme = { series: ['#000001', '#000002'], other: '#999999' } as never
    const known = withColours(['West', 'East', 'North'], list)
    expect(['West', 'East', 'North'].map((value) => colourOfValue(theme, known, value))).toEqual(['#000001', '#112233', '#999999'])
    expect(colourOfValue(theme, ['West', 'East'], 'East')).toBe('#000002')
  })
})
