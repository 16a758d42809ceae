import { useDebouncedValue } from '@mantine/hooks'
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Completion, FormulaCheck, FormulaUse } from '../../../src/contract/fields.ts'
import { useAnswer } from '../../data/queries.ts'
import { useLocal } from '../../i18n/i18n.ts'
import classes from './formula.module.css'

interface FormulaProps {
  readonly formula: string
  readonly use: FormulaUse
  /** The field it belongs to, where there is one already. */
  readonly name: string | undefined
  readonly check: FormulaCheck | undefined
  readonly onChange: (formula: string) => void
}

/** A formula with what may follow at the caret, and what is wrong marked where it is. */
export function FormulaField({ formula, use, name, check, onChange }: FormulaProps) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const area = useRef<HTMLTextAreaElement>(null)
  const caretAfter = useRef<number | null>(null)
  const [caret, setCaret] = useState(formula.length)
  // Typing offers what begins like it; Ctrl Space whatever can stand there.
  const [asked, setAsked] = useState<'no' | 'typing' | 'all'>('no')
  const [active, setActive] = useState(0)
  const ids = useId()
  const { items, from, to } = useCompletions(formula, caret, use, name, asked !== 'no')
  const isOpen = items.length > 0 && (asked === 'all' || (asked === 'typing' && to > from))
  const current = items[Math.min(active, items.length - 1)]
  const problem = check !== undefined && !check.ok && formula.trim() !== '' ? check.problem : null
  useLayoutEffect(() => {
    if (caretAfter.current === null) return
    area.current?.setSelectionRange(caretAfter.current, caretAfter.current)
    caretAfter.current = null
  })

  const take = ({ insert }: Completion) => {
    caretAfter.current = from + insert.length
    setCaret(from + insert.length)
    setAsked('no')
    setActive(0)
    onChange(formula.slice(0, from) + insert + formula.slice(to))
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === ' ' && event.ctrlKey) setAsked('all')
    else if (!isOpen) return
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      setActive((active + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && current) take(current)
    else if (event.key === 'Escape') setAsked('no')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={classes.field}>
      <label htmlFor={`${ids}formula`}>{t('formula')}</label>
      <div className={classes.box}>
        <Marked formula={formula} problem={problem} />
        <textarea
          ref={area}
          id={`${ids}formula`}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${ids}list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen ? `${ids}${Math.min(active, items.length - 1)}` : undefined}
          aria-invalid={problem !== null}
          aria-describedby={`${ids}problem`}
          // Esc closes the list of what can follow; the dialog would take it for its own and lose what was written.
          data-mantine-stop-propagation
          spellCheck={false}
          rows={3}
          placeholder={t(use === 'metric' ? 'formulaOfMetric' : 'formulaOfRow')}
          value={formula}
          onChange={(event) => {
            setCaret(event.currentTarget.selectionStart)
            setAsked('typing')
            setActive(0)
            onChange(event.currentTarget.value)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onBlur={() => setAsked('no')}
        />
        {isOpen && (
          <ul id={`${ids}list`} role="listbox" aria-label={t('canFollow')} className={classes.completions}>
            {items.map((item, place) => (
              <li
                key={`${item.kind} ${item.insert}`}
                id={`${ids}${place}`}
                role="option"
                aria-selected={item === current}
                ref={(element) => (item === current ? element?.scrollIntoView({ block: 'nearest' }) : undefined)}
                // Before the text loses the focus.
                onPointerDown={(event) => {
                  event.preventDefault()
                  take(item)
                }}
              >
                <span className="clip">{local(item.label)}</span>
                <code className="clip">{item.kind === 'field' || item.kind === 'metric' ? item.insert : item.detail}</code>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p id={`${ids}problem`} className={classes.problem} data-bad={problem !== null || undefined} role={problem ? 'alert' : undefined}>
        {problem ? local(problem.text) : t('formulaHint')}
      </p>
    </div>
  )
}

/** The same text behind the written one, with the wrong part underlined. */
function Marked({ formula, problem }: { formula: string; problem: FormulaCheck['problem'] }) {
  const at = problem?.details['position']
  const length = problem?.details['length']
  if (typeof at !== 'number') return null
  const end = at + Math.max(1, typeof length === 'number' ? length : 1)
  return (
    <pre className={classes.marked} aria-hidden>
      {formula.slice(0, at)}
      <mark>{formula.slice(at, end) || ' '}</mark>
      {formula.slice(end)}
    </pre>
  )
}

const none = { from: 0, to: 0, items: [] as readonly Completion[] }

function useCompletions(formula: string, caret: number, use: FormulaUse, name: string | undefined, isAsked: boolean) {
  const [asked] = useDebouncedValue(`${caret}:${formula}`, 80)
  const isNow = asked === `${caret}:${formula}`
  const answer = useAnswer(
    'data',
    ['fields.complete', formula, caret, use, name],
    (api, options) => api.fields.complete({ formula, position: caret, use, name }, options),
    { enabled: isAsked && isNow },
  )
  return isNow && answer.data && !answer.isPlaceholderData ? answer.data : none
}
