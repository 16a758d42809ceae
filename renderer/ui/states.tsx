import { Button, Progress } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../i18n/i18n.ts'
import { failureOf, isCancelled } from './failure.ts'
import classes from './states.module.css'

interface StateProps {
  readonly icon?: Icon
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly compact?: boolean
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon: StateIcon, title, children, action, compact = false }: StateProps) {
  return (
    <div className={classes.state} data-compact={compact || undefined}>
      {StateIcon && <StateIcon size={compact ? 18 : 24} stroke={1.5} aria-hidden className={classes.icon} />}
      <div className={classes.title}>{title}</div>
      {children && <div className={classes.text}>{children}</div>}
      {action}
    </div>
  )
}

interface ErrorProps {
  readonly error: unknown
  readonly onRetry?: () => void
  /** Other ways on than trying again. */
  readonly action?: ReactNode
  readonly compact?: boolean
}

/** What happened, what was kept and what to do, in the words of the contract. */
export function ErrorState({ error, onRetry, action, compact = false }: ErrorProps) {
  const { t } = useTranslation('ui')
  const local = useLocal()
  if (isCancelled(error)) return <EmptyState title={t('cancelled')} compact={compact} action={onRetry && <Retry onRetry={onRetry} />} />
  const failure = failureOf(error)
  const message = failure.code === 'internal' && typeof failure.details.message === 'string' ? failure.details.message : null
  return (
    <div className={classes.state} data-compact={compact || undefined} role="alert">
      <IconAlertTriangle size={compact ? 18 : 24} stroke={1.5} aria-hidden className={classes.bad} />
      <div className={classes.text} data-strong>
        {local(failure.text)}
      </div>
      {message && <code className={classes.code}>{message}</code>}
      {onRetry && <Retry onRetry={onRetry} />}
      {action}
    </div>
  )
}

function Retry({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <Button variant="default" onClick={onRetry}>
      {t('tryAgain')}
    </Button>
  )
}

/** Work that takes a while. `fraction` is real (0..1); null = it can't be known, and then only the words are shown. */
export function ProgressState({ label, fraction, onCancel }: { label: string; fraction: number | null; onCancel?: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <div className={classes.progress} aria-live="polite">
      <div className={classes.progressHead}>
        <span className="clip" title={label}>
          {label}
        </span>
        <span className="figures">{fraction === null ? '' : `${Math.floor(fraction * 100)}%`}</span>
      </div>
      <Progress value={(fraction ?? 0) * 100} size={6} aria-label={label} transitionDuration={120} />
      {onCancel && (
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      )}
    </div>
  )
}

/** The short wait before an answer: words at once for screen readers, seen only when it takes longer. */
export function LoadingState({ label }: { label?: string }) {
  const { t } = useTranslation('ui')
  return (
    <div className={classes.loading} role="status">
      {label ?? t('loading')}
    </div>
  )
}

/** Something is missing or was left out, and the rest is still right. */
export function PartialNote({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.note} role="note">
      <IconInfoCircle size={16} stroke={1.5} aria-hidden />
      <div>{children}</div>
      {action}
    </div>
  )
}
