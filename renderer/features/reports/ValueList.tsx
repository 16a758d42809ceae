import { Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { wordOf } from '../../../src/contract/text.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCatalog } from '../../report/use-filter-words.ts'
import { Answered } from '../../ui/Answered.tsx'
import fieldClasses from './fields.module.css'
import classes from './reports.module.css'

type Value = string | null

interface ListProps {
  readonly field: string
  readonly chosen: readonly Value[]
  readonly onChange: (chosen: Value[]) => void
}

const limit = 200

/** The values of a dimension, most frequent first, with what is chosen on top; searching asks the engine. */
export function ValueList({ field, chosen, onChange }: ListProps) {
  const { t } = useTranslation('reports')
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search.trim(), 150)
  const [first] = useState(chosen)
  const me = field === 'team.name' ? '@my-team' : field === 'owner.name' || field === 'owner.manager' ? '@me' : null
  const answer = useAnswer('data', ['catalog.values', field, asked, limit], (api, options) =>
    api.catalog.values({ field, search: asked, limit }, options),
  )
  const words = useCatalog().data?.dimensions.find(({ id }) => id === field)?.words
  const language = useLanguage()
  const word = (value: string) => (value === me ? t(me === '@me' ? 'valueMe' : 'valueMyTeam') : wordOf(words, value, language))
  const toggle = (value: Value) => onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  return (
    <>
      <TextInput
        size="xs"
        data-autofocus
        aria-label={t('searchValues')}
        placeholder={t('searchValues')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Answered answer={answer} compact>
        {({ values }) => {
          const pinned = [...(me === null ? [] : [me]), ...first.filter((value) => value !== me)]
          const above =
            asked === '' ? pinned.filter((value) => !values.some((one) => one.value === value)).map((value) => ({ value, rows: null })) : []
          const shown = [...above, ...values]
          return (
            <>
              {shown.length === 0 && <p className={fieldClasses.noField}>{t('noValue')}</p>}
              <div className={classes.values} role="group" aria-label={t('searchValues')} onKeyDown={walkBoxes}>
                {shown.map(({ value, rows }) => (
                  <ValueBox
                    key={value ?? '\u0000'}
                    value={value}
                    word={word}
                    rows={rows}
                    isChosen={chosen.includes(value)}
                    onToggle={() => toggle(value)}
                  />
                ))}
              </div>
              {values.length >= limit && <p className={fieldClasses.noField}>{t('moreValues', { count: limit })}</p>}
            </>
          )
        }}
      </Answered>
    </>
  )
}

interface BoxProps {
  readonly value: Value
  readonly word: (value: string) => string
  readonly rows: number | null
  readonly isChosen: boolean
  readonly onToggle: () => void
}

function ValueBox({ value, word, rows, isChosen, onToggle }: BoxProps) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const label = value === null || value === '' ? t('emptyValue') : word(value)
  return (
    <div className={classes.valueLine}>
      <Checkbox label={<span title={label}>{label}</span>} checked={isChosen} onChange={onToggle} />
      {rows !== null && <span className={classes.valueRows}>{format.cell(rows, 'count')}</span>}
    </div>
  )
}

function walkBoxes(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')]
  const place = boxes.findIndex((box) => box === event.target)
  boxes[place + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
  event.preventDefault()
}
