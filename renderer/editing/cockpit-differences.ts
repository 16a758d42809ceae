import type { AnyTile, CockpitDocument } from '../../src/contract/documents.ts'
import { became, isSame, listChanged, type DifferenceWords } from './difference-words.ts'
import { drawnDifferences, specDifferences } from './report-differences.ts'

/** What a later version of a cockpit has that an earlier one has not, one sentence each; none where they hold the same. */
export function cockpitDifferences(before: CockpitDocument, after: CockpitDocument, words: DifferenceWords): string[] {
  const { text, local } = words
  const tabs = (cockpit: CockpitDocument) => cockpit.tabs.map(({ title }) => local(title))
  const notes = ({ annotations = [] }: CockpitDocument) => annotations.map(({ day, text: note }) => `${words.day(day)} ${note}`)
  const views = ({ views: kept = [] }: CockpitDocument) => kept.map(({ title }) => title)
  const come = after.tiles.filter(({ id }) => !before.tiles.some((one) => one.id === id))
  const gone = before.tiles.filter(({ id }) => !after.tiles.some((one) => one.id === id))
  const stayed = after.tiles.flatMap((tile) => {
    const old = before.tiles.find(({ id }) => id === tile.id)
    return old === undefined ? [] : tileDifferences(old, tile, words)
  })
  const name = (tile: AnyTile) => nameOfTile(tile, words)
  const said = [
    ...became(text('diffTitle'), local(before.title), local(after.title), words),
    ...became(text('diffPeriod'), words.period(before.period), words.period(after.period), words),
    ...listChanged(text('diffFilters'), before.filters.map(words.filter), after.filters.map(words.filter), words),
    ...listChanged(text('diffTabs'), tabs(before), tabs(after), words),
    ...listChanged(text('diffNotes'), notes(before), notes(after), words),
    ...listChanged(text('diffViews'), views(before), views(after), words),
    ...listChanged(text('diffTiles'), gone.map(name), come.map(name), words),
    ...stayed,
  ]
  return said.length === 0 && !isSame(before, after) ? [text('diffDetails')] : said
}

function tileDifferences(before: AnyTile, after: AnyTile, words: DifferenceWords): string[] {
  const { text, local } = words
  const name = nameOfTile(after, words)
  const inTile = (sentence: string) => text('diffInTile', { name, sentence })
  const [left, right] = [before.layout, after.layout]
  return [
    ...became(text('diffTitle'), local(before.title), local(after.title), words),
    ...(left.x === right.x && left.y === right.y ? [] : [text('diffMoved')]),
    ...(left.w === right.w && left.h === right.h ? [] : [text('diffResized')]),
    ...(before.tab === after.tab ? [] : [text('diffOtherTab')]),
    ...(isSame(before.ignores ?? [], after.ignores ?? []) ? [] : [text('diffListens')]),
    ...contentDifferences(before, after, words),
  ].map(inTile)
}

function contentDifferences(before: AnyTile, after: AnyTile, words: DifferenceWords): string[] {
  const { text } = words
  if (before.kind === 'target' && after.kind === 'target') return specDifferences(before.spec, after.spec, words)
  if ('spec' in before && 'spec' in after && before.kind !== 'target' && after.kind !== 'target')
    return drawnDifferences(
      { chart: before.kind, spec: before.spec, look: before.look },
      { chart: after.kind, spec: after.spec, look: after.look },
      words,
    )
  const [left, right] = [bare(before), bare(after)]
  if (isSame(left, right)) return []
  return [text(after.kind === 'text' ? 'diffWords' : after.kind === 'study' ? 'diffParams' : 'diffDetails')]
}

/** A tile without what every tile has. */
function bare({ id: _id, title: _title, layout: _layout, tab: _tab, ignores: _ignores, ...rest }: AnyTile): unknown {
  return rest
}

function nameOfTile(tile: AnyTile, { text, local }: DifferenceWords): string {
  const words =
    tile.kind === 'text'
      ? local(tile.text)
          .replace(/[#*\n]+/g, ' ')
          .trim()
          .slice(0, 30)
      : ''
  return text('diffTileName', { title: local(tile.title) || words || tile.id })
}
