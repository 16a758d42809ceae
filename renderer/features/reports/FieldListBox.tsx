import {
  IconLetterCase,
  IconCalendar,
  IconCheck,
  IconFilter,
  IconHash,
  IconMathFunction,
  IconPencil,
  IconToggleLeft,
} from '@tabler/icons-react'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import { fieldLabel, isOwn, type Field, type FieldGroup } from './field-list.ts'
import classes from './fields.module.css'

interface ListProps {
  readonly label: string
  readonly groups: readonly FieldGroup[]
  readonly onPick: (field: Field) => void
  /** Shift Enter, or the funnel that appears beside a dimension. */
  readonly onFilter?: ((field: Field) => void) | undefined
  /** The field under the pointer or with the focus; null = neither. */
  readonly onLook?: (field: Field | null) => void
  /** Space, or a press of the pointer from which it may be dragged. */
  readonly onCarry?: ((field: Field, pointer: PointerEvent | null) => void) | undefined
  /** F2, or the pencil that appears beside a field of the user's own. */
  readonly onEdit?: ((field: Field) => void) | undefined
}

/** Fields as a list that the arrow keys walk through; a field that can't be chosen keeps its place and says why. */
export function FieldListBox({ label, groups, onPick, onFilter, onLook, onCarry, onEdit }: ListProps) {
  const { t, i18n } = useTranslation('reports')
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const fields = groups.flatMap((group) => group.fields)
  const current = fields.find((field) => field.id === active) ?? fields[0]

  const onKeyDown = (event: KeyboardEvent) => {
    const place = fields.findIndex((field) => field.id === current?.id)
    const next = walk(event.key, place, fields.length)
    if (next !== null) {
      event.preventDefault()
      const target = fields[next]
      if (target) box.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(target.id)}"]`)?.focus()
    } else if (event.key === 'F2' && current && onEdit && isOwn(current)) {
      event.preventDefault()
      onEdit(current)
    } else if ((event.key === 'Enter' || event.key === ' ') && current) {
      event.preventDefault()
      if (event.key === ' ' && onCarry) return current.refusal === null ? onCarry(current, null) : undefined
      if (event.shiftKey && onFilter && current.kind === 'dimension' && current.refusal === null) onFilter(current)
      else onPick(current)
    }
  }
  const groupName = (id: string) => (i18n.exists(`group-${id}`, { ns: 'reports' }) ? t(`group-${id}` as 'group-date') : id)
  return (
    <div ref={box} role="listbox" aria-label={label} className={classes.listBox} onKeyDown={onKeyDown} onMouseLeave={() => onLook?.(null)}>
      {groups.map((group) => (
        <div key={group.id} role="group" aria-label={groupName(group.id)}>
          <div className={classes.groupName} aria-hidden>
            {groupName(group.id)}
          </div>
          {group.fields.map((field) => (
            <FieldOption
              key={field.id}
              field={field}
              isTabStop={field.id === current?.id}
              onFocus={() => {
                setActive(field.id)
                onLook?.(field)
              }}
              onLook={() => onLook?.(field)}
              onPick={() => onPick(field)}
              onFilter={onFilter && (() => onFilter(field))}
              onPress={onCarry && field.refusal === null ? (event) => onCarry(field, event) : undefined}
              onEdit={onEdit && isOwn(field) ? () => onEdit(field) : undefined}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

interface OptionProps {
  readonly field: Field
  readonly isTabStop: boolean
  readonly onFocus: () => void
  readonly onLook: () => void
  readonly onPick: () => void
  readonly onFilter: (() => void) | undefined
  readonly onPress: ((event: PointerEvent) => void) | undefined
  readonly onEdit: (() => void) | undefined
}

function FieldOption({ field, isTabStop, onFocus, onLook, onPick, onFilter, onPress, onEdit }: OptionProps) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const label = local(fieldLabel(field))
  return (
    <div
      role="option"
      tabIndex={isTabStop ? 0 : -1}
      aria-selected={field.used}
      aria-disabled={field.refusal !== null}
      data-field={field.id}
      className={classes.field}
      onFocus={onFocus}
      onMouseEnter={onLook}
      onClick={onPick}
      onPointerDown={onPress}
    >
      <FieldIcon field={field} />
      <span className="clip" title={label}>
        {label}
      </span>
      {field.kind === 'dimension' && field.refusal === null && onFilter && (
        // For the pointer only: a button inside an option can't be reached by assistive technology; Shift Enter does the same.
        <span
          className={classes.funnel}
          aria-hidden
          title={t('filterBy', { field: label })}
          onClick={(event) => {
            event.stopPropagation()
            onFilter()
          }}
        >
          <IconFilter size={13} stroke={1.5} />
        </span>
      )}
      {onEdit && (
        <span
          className={classes.funnel}
          aria-hidden
          title={t('editField', { field: label })}
          data-edit-field
          onClick={(event) => {
            event.stopPropagation()
            onEdit()
          }}
        >
          <IconPencil size={13} stroke={1.5} />
        </span>
      )}
      {field.used && <IconCheck size={13} stroke={2} className={classes.usedMark} aria-label={t('inUse')} />}
    </div>
  )
}

export function FieldIcon({ field }: { field: Field }) {
  const size = 14
  const FieldMark = field.kind === 'metric' ? IconMathFunction : markOf(field.dimension.type, field.dimension.isDate)
  return <FieldMark size={size} stroke={1.5} className={field.kind === 'metric' ? classes.metricMark : classes.fieldMark} aria-hidden />
}

function markOf(type: string, isDate: boolean) {
  if (isDate || type === 'date' || type === 'timestamp') return IconCalendar
  if (type === 'boolean') return IconToggleLeft
  return type === 'text' ? IconLetterCase : IconHash
}

function walk(key: string, place: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -count, End: count }
  const step = steps[key]
  return step === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, place + step))
}
