import { ActionIcon, Button, Select } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldEntry } from '../../../src/contract/fields.ts'
import { wordOf } from '../../../src/contract/text.ts'
import { readChartTheme } from '../../charts/chart-theme.ts'
import { colourOfValue } from '../../../src/charts/series-colours.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { Answered } from '../../ui/Answered.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useEditing } from './editor-context.ts'
import { DocumentSteps } from './DocumentSteps.tsx'
import { useFieldSheet } from './use-field-sheet.ts'
import { colourValue, moveValue, orderBody, orderName, withOrder, type OrderedValue } from './value-order.ts'
import classes from './field-sheets.module.css'

const mostValues = 200

/** In which order the values of a field stand everywhere, and which of them have a colour of their own. */
export function OrderForm({ first, fields }: { first: string | null; fields: readonly FieldEntry[] }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { catalog } = useEditing()
  const [field, setField] = useState(first)
  const dimensions = catalog.dimensions.filter((one) => one.available && one.type === 'text' && !one.isDate)
  const entry = fields.find(({ body }) => body.kind === 'order' && body.field === field) ?? null
  const values = useAnswer(
    'data',
    ['catalog.values', field, mostValues],
    (api, options) => api.catalog.values({ field: field ?? '', limit: mostValues }, options),
    { enabled: field !== null },
  )
  return (
    <div className={classes.sheet}>
      <p className={classes.hint}>{t('orderText')}</p>
      <Select
        size="sm"
        label={t('orderOf')}
        searchable
        data-autofocus
        data={dimensions.map(({ id, label }) => ({ value: id, label: local(label) }))}
        value={field}
        onChange={setField}
      />
      {field !== null && !values.isPlaceholderData && (
        <Answered answer={values} compact>
          {(answer) => (
            <ValueRows
              key={`${field} ${entry?.version ?? 0}`}
              field={field}
              entry={entry}
              given={entry?.body.kind === 'order' ? entry.body.values : []}
              values={answer.values.map(({ value }) => value)}
            />
          )}
        </Answered>
      )}
    </div>
  )
}

interface RowsProps {
  readonly field: string
  readonly entry: FieldEntry | null
  readonly given: readonly OrderedValue[]
  readonly values: readonly (string | null)[]
}

function ValueRows({ field, entry, given, values }: RowsProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const local = useLocal()
  const api = useApi()
  const { catalog, labelOfField, say } = useEditing()
  const close = useFieldSheet((state) => state.close)
  const [list, setList] = useState<readonly OrderedValue[]>(() => withOrder(given, values))
  const [failed, setFailed] = useState<unknown>(null)
  const words = catalog.dimensions.find(({ id }) => id === field)?.words
  const usual = (value: string | null) => hexOf(colourOfValue(readChartTheme(), values.slice(0, 8), value))
  const nameOf = (value: string | null) => (value === null || value === '' ? t('emptyValue') : wordOf(words, value, language))
  const move = (from: number, to: number) => {
    const moved = list[from]
    setList(moveValue(list, from, to))
    if (moved && to >= 0 && to < list.length) say(t('saidValuePlace', { value: nameOf(moved.value), place: to + 1 }))
  }
  const attempt = (work: Promise<unknown>) => {
    setFailed(null)
    work.then(close).catch(setFailed)
  }
  const save = () => {
    const label = t('orderLabel', { field: local(labelOfField(field)) })
    attempt(
      api.documents.save({
        kind: 'field',
        name: entry?.name ?? orderName(field),
        body: orderBody(field, label, list),
        basedOn: entry?.version ?? null,
      }),
    )
  }
  return (
    <>
      <ol className={classes.values} aria-label={t('orderTitle')}>
        {list.map(({ value, colour }, place) => (
          <li key={value ?? '\u0000'}>
            <span className="clip" title={nameOf(value)}>
              {nameOf(value)}
            </span>
            <input
              type="color"
              className={classes.colour}
              aria-label={t('colourOf', { value: nameOf(value) })}
              value={colour ?? usual(value)}
              onChange={(event) => setList(colourValue(list, place, event.currentTarget.value))}
            />
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={colour === undefined}
              aria-label={t('usualColourOf', { value: nameOf(value) })}
              onClick={() => setList(colourValue(list, place, null))}
            >
              {t('usualColour')}
            </Button>
            <ActionIcon aria-label={t('earlier', { value: nameOf(value) })} disabled={place === 0} onClick={() => move(place, place - 1)}>
              <IconArrowUp size={15} stroke={1.5} />
            </ActionIcon>
            <ActionIcon
              aria-label={t('later', { value: nameOf(value) })}
              disabled={place === list.length - 1}
              onClick={() => move(place, place + 1)}
            >
              <IconArrowDown size={15} stroke={1.5} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {failed !== null && <ErrorState compact error={failed} onRetry={save} />}
      <div className={classes.foot}>
        {entry !== null && <DocumentSteps kind="field" name={entry.name} />}
        {entry !== null && (
          <Button variant="default" onClick={() => attempt(api.documents.remove({ kind: 'field', name: entry.name }))}>
            {t('usualOrder')}
          </Button>
        )}
        <Button onClick={save}>{t('saveOrder')}</Button>
      </div>
    </>
  )
}

/** What a colour field can show; it knows no other form. */
function hexOf(colour: string): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#808080'
}
