import { createElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import type { TextTile as TextTileDocument } from '../../../src/contract/tiles.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { addressOf } from '../../../src/charts/cell-address.ts'
import { useReport } from '../../report/use-report.ts'
import { useDesk } from './desk.ts'
import { readMarkdown, type Inline } from './safe-markdown.ts'
import { scopedSpec, type TileScope } from './tile-spec.ts'
import classes from './tiles.module.css'

/** Words of one's own, with figures in them that stay true. */
export function TextTile({ tile, scope }: { tile: TextTileDocument; scope: TileScope }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const write = (content: readonly Inline[]): ReactNode[] =>
    content.map((piece, place) => {
      switch (piece.is) {
        case 'text':
          return piece.text
        case 'strong':
          return <strong key={place}>{write(piece.content)}</strong>
        case 'emphasis':
          return <em key={place}>{write(piece.content)}</em>
        case 'code':
          return <code key={place}>{piece.text}</code>
        case 'link':
          return (
            <a key={place} href={piece.address} target="_blank" rel="noreferrer noopener">
              {piece.text}
            </a>
          )
        case 'value': {
          const spec = Object.hasOwn(tile.values, piece.name) ? tile.values[piece.name] : undefined
          return spec === undefined ? (
            `{{${piece.name}}}`
          ) : (
            <LiveValue key={place} spec={scopedSpec(spec, scope)} title={local(tile.title) || piece.name} />
          )
        }
      }
    })
  return (
    <div className={classes.words} tabIndex={0} role="region" aria-label={local(tile.title) || t('kind-text')}>
      {readMarkdown(local(tile.text)).map((block, place) => {
        if (block.is === 'heading') return createElement(`h${block.level + 2}`, { key: place }, write(block.content))
        if (block.is === 'line') return <hr key={place} />
        if (block.is === 'paragraph') return <p key={place}>{write(block.content)}</p>
        const items = block.items.map((item, at) => <li key={at}>{write(item)}</li>)
        return block.ordered ? <ol key={place}>{items}</ol> : <ul key={place}>{items}</ul>
      })}
    </div>
  )
}

function LiveValue({ spec, title }: { spec: ReportSpec; title: string }) {
  const { t } = useTranslation('report')
  const { t: words } = useTranslation('cockpits')
  const format = useFormat()
  const desk = useDesk()
  const answer = useReport(spec)
  const report = answer.data
  const column = report?.valueColumns[0]
  if (report === undefined || column === undefined) return <span className={classes.live}>{answer.isError ? words('noValue') : '…'}</span>
  const row = report.total ?? 0
  const value = report.rows.value(row, column.id)
  const text = value === null || typeof value === 'boolean' ? t('notAvailable') : format.compact(value, column.unit)
  return (
    <button
      type="button"
      className={classes.live}
      title={t('explain')}
      onClick={() => desk.ask({ spec, cell: addressOf(report, { row, value: column.id }), title })}
    >
      {text}
    </button>
  )
}
