import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ObjectPreview } from '../../../src/contract/pulls.ts'
import { useApi } from '../../data/session.tsx'
import { useLanguage } from '../../i18n/i18n.ts'
import { Answered } from '../../ui/Answered.tsx'
import { kindLabel, ownColumn, targetLabel, targetOptions } from '../data/target-options.ts'
import { changeRest, checkDraft, useDraft } from './connect-draft.ts'
import classes from './connections.module.css'
import { jsonAt, setAt, type Json, type Place } from './json-places.ts'
import { doubledTargets, mappedLines, withTarget, type MappedLine } from './object-columns.ts'

/** The first records of an object by column, and what each becomes; with a description of one's own it is chosen here. */
export function ObjectMapping({ object, secret }: { object: string; secret: string }) {
  const api = useApi()
  const draft = useDraft()
  const { name, system, rest } = draft
  const { connection } = checkDraft(draft)
  const place = system === 'rest' ? placeOf(rest, object) : null
  // All fields are asked for, those that were left out, too.
  const asked =
    connection?.rest === undefined || place === null ? connection : { ...connection, rest: withoutColumns(connection.rest, object) }
  const answer = useQuery({
    queryKey: ['connection-preview', name, object, asked],
    enabled: asked !== null,
    gcTime: 0,
    queryFn: ({ signal }) => {
      if (asked === null) throw new Error('nothing to ask')
      return api.connections.preview({ name, connection: asked, object, ...(secret === '' ? {} : { secret }) }, { signal })
    },
  })
  return <Answered answer={answer}>{(preview) => <Mapping preview={preview} place={place} />}</Answered>
}

function placeOf(rest: Json, object: string): Place | null {
  const objects = jsonAt(rest, ['objects'])
  const index = Array.isArray(objects) ? (objects as readonly Json[]).findIndex((one) => jsonAt(one, ['name']) === object) : -1
  return index < 0 ? null : ['objects', index]
}

function withoutColumns<Description extends { readonly objects: readonly { readonly name: string; readonly columns?: unknown }[] }>(
  description: Description,
  object: string,
): Description {
  const objects = description.objects.map((one) => {
    if (one.name !== object) return one
    const { columns: _columns, ...others } = one
    return others
  })
  return { ...description, objects }
}

function Mapping({ preview, place }: { preview: ObjectPreview; place: Place | null }) {
  const { t } = useTranslation('connections')
  const language = useLanguage()
  const rest = useDraft((draft) => draft.rest)
  const columns = place === null ? undefined : jsonAt(rest, [...place, 'columns'])
  const lines = mappedLines(preview, columns)
  const doubled = doubledTargets(lines)
  const kind = kindLabel(preview.kind, language)
  const choose = (line: MappedLine, target: string): void => {
    if (place === null) return
    const described = setAt(jsonAt(rest, place), ['columns'], withTarget(preview, columns, line, target))
    const isKnown = jsonAt(described, ['kind']) !== undefined || preview.kind === 'custom'
    changeRest(place, isKnown ? described : setAt(described, ['kind'], preview.kind))
  }
  if (preview.records === 0 && lines.length === 0) return <p className={classes.quiet}>{t('noRecords', { object: preview.object })}</p>
  return (
    <div className={classes.mapping}>
      <div className={classes.bar}>
        <h3>{t('columnsOf', { object: preview.object, kind: kind ?? t('ownTable') })}</h3>
        {columns !== undefined && place !== null && (
          <Button size="compact-xs" variant="default" onClick={() => changeRest([...place, 'columns'], undefined)}>
            {t('recogniseAgain')}
          </Button>
        )}
      </div>
      <p className={classes.quiet}>{place === null ? t('declaredText') : columns === undefined ? t('recognisedText') : t('chosenText')}</p>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('columns')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('examples')}</th>
              <th scope="col">{t('becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.from}>
                <th scope="row" className="clip" title={line.from}>
                  {line.header}
                </th>
                <td className={`${classes.samples} clip`} title={line.samples.join(' · ')}>
                  {line.samples.join(' · ') || t('noValues')}
                </td>
                <td>
                  {place === null ? (
                    line.target === null || line.target === 'skip' ? (
                      t('ownColumn')
                    ) : (
                      targetLabel(line.target, language)
                    )
                  ) : (
                    <TargetSelect
                      preview={preview}
                      line={line}
                      isDoubled={doubled.has(line.target ?? '')}
                      onChoose={(target) => choose(line, target)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

interface TargetProps {
  readonly preview: ObjectPreview
  readonly line: MappedLine
  readonly isDoubled: boolean
  readonly onChoose: (target: string) => void
}

function TargetSelect({ preview, line, isDoubled, onChoose }: TargetProps) {
  const { t } = useTranslation('connections')
  const language = useLanguage()
  const [own] = preview.kind === 'custom' ? [] : targetOptions(preview.kind, language)
  return (
    <Select
      aria-label={t('becomesOf', { field: line.header })}
      size="xs"
      w={240}
      searchable
      nothingFoundMessage={t('nothingFound')}
      allowDeselect={false}
      data={[
        {
          group: t('notInModel'),
          items: [
            { value: ownColumn, label: t('ownColumn') },
            { value: 'skip', label: t('leaveOut') },
          ],
        },
        ...(own === undefined ? [] : [own]),
      ]}
      value={line.target ?? ownColumn}
      error={isDoubled ? t('targetTwice') : undefined}
      onChange={(target) => target !== null && onChoose(target)}
    />
  )
}
