import { describe, expect, it } from 'vitest'
import { CockpitDocument } from '../../../src/contract/documents.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import {
  addTab,
  addTile,
  copyTile,
  freshCockpit,
  listen,
  listensTo,
  moveToTab,
  placeTiles,
  putFilters,
  putPeriod,
  putTitle,
  removeTab,
  removeTiles,
  sameText,
  tilesOn,
  titleTile,
  type Move,
  type NewTile,
} from '../../../renderer/features/cockpits/cockpit-moves.ts'
import { pushEdit, redoEdit, startHistory, undoEdit } from '../../../renderer/editing/edit-history.ts'

const spec = ReportSpec.parse({ values: [{ metric: 'won_value' }] })
const figure: NewTile = { kind: 'kpi', title: { zh: '赢单金额', en: 'Won value' }, spec }
const chart: NewTile = { kind: 'bar', title: sameText('Won by owner'), spec }
const doing = (...moves: Move[]): CockpitDocument => moves.reduce((cockpit, move) => move(cockpit), freshCockpit)
const places = ({ tiles }: CockpitDocument) => tiles.map(({ id, layout: { x, y, w, h } }) => `${id} ${x},${y} ${w}x${h}`)

describe('the tiles of a cockpit', () => {
  it('come into the first hole they fit, and no tile moves for them', () => {
    const three = doing(addTile(figure, null), addTile(chart, null), addTile(figure, null))
    // 3x4 leaves nine columns; the chart takes six of them, the next figure the last three.
    expect(places(three)).toEqual(['tile-1 0,0 3x4', 'tile-2 3,0 6x8', 'tile-3 9,0 3x4'])
    expect(places(addTile(figure, null)(removeTiles(['tile-1'])(three)))).toEqual(['tile-2 3,0 6x8', 'tile-3 9,0 3x4', 'tile-4 0,0 3x4'])
  })

  it('are copied with their size, named and removed', () => {
    const copied = doing(addTile(figure, null), placeTiles(new Map([['tile-1', { x: 0, y: 0, w: 5, h: 6 }]])), copyTile('tile-1'))
    expect(places(copied)).toEqual(['tile-1 0,0 5x6', 'tile-2 5,0 5x6'])
    expect(titleTile('tile-2', '本季')(copied).tiles[1]).toMatchObject({ title: { zh: '本季', en: '本季' }, kind: 'kpi' })
    expect(removeTiles(['tile-1', 'tile-2'])(copied).tiles).toEqual([])
  })

  it('are told what to listen to', () => {
    const deaf = doing(addTile(figure, null), listen('tile-1', 'channel.name', false))
    const [tile] = deaf.tiles
    expect(tile && [listensTo(tile, 'channel.name'), listensTo(tile, 'owner.name')]).toEqual([false, true])
    const again = listen('tile-1', 'channel.name', true)(deaf)
    expect(again.tiles[0]).not.toHaveProperty('ignores')
    const none = listen('tile-1', '*', false)(deaf).tiles[0]
    expect(none && listensTo(none, 'owner.name')).toBe(false)
  })
})

describe('the pages of a cockpit', () => {
  const two = doing(addTile(figure, null), addTile(chart, null), addTab(sameText('Second'), sameText('First')))

  it('begin with all that stands there on the first one', () => {
    expect(two.tabs.map(({ title }) => title.en)).toEqual(['First', 'Second'])
    expect([tilesOn(two, 'tab-1').length, tilesOn(two, 'tab-2').length]).toEqual([2, 0])
  })

  it('take tiles from each other', () => {
    const moved = moveToTab(['tile-2'], 'tab-2')(two)
    expect(tilesOn(moved, 'tab-2').map(({ id, layout }) => [id, layout.x, layout.y])).toEqual([['tile-2', 0, 0]])
    expect(moveToTab(['tile-2'], 'tab-9')(two)).toBe(two)
  })

  it('go with their tiles; a single one is no page', () => {
    const gone = removeTab('tab-2')(moveToTab(['tile-2'], 'tab-2')(two))
    expect([gone.tabs, gone.tiles.map(({ id }) => id)]).toEqual([[], ['tile-1']])
  })
})

describe('a change of a cockpit', () => {
  it('that changes nothing gives the same document', () => {
    const some = doing(addTile(figure, null), putTitle('Mine'))
    for (const move of [
      putTitle('Mine'),
      removeTiles(['nobody']),
      copyTile('nobody'),
      placeTiles(new Map()),
      putFilters([]),
      putPeriod(null),
      listen('tile-1', 'date', true),
      moveToTab(['tile-1'], 'none'),
      removeTab('none'),
    ])
      expect(move(some)).toBe(some)
  })

  it('is one that the contract accepts, and can be taken back over a hundred steps', () => {
    let history = startHistory<CockpitDocument, string>(freshCockpit)
    const states: CockpitDocument[] = [freshCockpit]
    for (let step = 0; step < 120; step += 1) {
      history = pushEdit(history, addTile(figure, null)(history.now), { label: 'add', at: step * 5000 })
      states.push(history.now)
    }
    expect(CockpitDocument.parse(history.now)).toEqual(history.now)
    for (let step = 0; step < 120; step += 1) history = undoEdit(history)
    expect(history.now).toBe(freshCockpit)
    for (let step = 0; step < 120; step += 1) history = redoEdit(history)
    expect(history.now).toBe(states[120])
  })

  it('leaves a document of the first shape readable', () => {
    const old = {
      version: 1,
      title: { zh: '旧', en: 'Old' },
      period: { from: '2026-01-01', to: '2026-03-31' },
      tiles: [
        {
          id: 'a',
          title: { zh: 'a', en: 'a' },
          kind: 'kpi',
          spec: { values: [{ metric: 'won_value' }] },
          layout: { x: 0, y: 0, w: 3, h: 4 },
        },
      ],
    }
    expect(CockpitDocument.parse(old)).toMatchObject({ ...old, tabs: [], filters: [] })
    expect(CockpitDocument.safeParse({ ...old, tiles: [{ ...old.tiles[0], kind: 'gauge' }] }).success).toBe(false)
  })
})
