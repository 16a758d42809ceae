import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { keyLabels } from '../frame/shortcuts.ts'

interface StepButtonProps {
  readonly label: string
  readonly keys: string
  readonly isOff: boolean
  readonly onStep: () => void
  readonly children: ReactNode
}

/** Undo or redo of a document; where there is no step it stays in reach and says so. */
export function StepButton({ label, keys, isOff, onStep, children }: StepButtonProps) {
  return (
    <Tooltip label={`${label} (${keyLabels(keys).join(' ')})`}>
      <ActionIcon
        aria-label={label}
        aria-disabled={isOff}
        style={isOff ? { opacity: 0.4, cursor: 'default' } : {}}
        onClick={() => !isOff && onStep()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
