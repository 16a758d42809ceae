import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconHistory, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { keyLabels } from './shortcuts.ts'

interface StepActionsProps {
  readonly undo: number | null
  readonly redo: number | null
  readonly isBusy: boolean
  readonly onStep: (direction: 'undo' | 'redo') => void
  readonly onVersions: () => void
}

/** Undo, redo and the list of versions of a document that takes effect at once. */
export function StepActions({ undo, redo, isBusy, onStep, onVersions }: StepActionsProps) {
  const { t } = useTranslation('frame')
  return (
    <>
      <Step label={t('undo')} keys="mod+z" icon={IconArrowBackUp} isOff={undo === null || isBusy} onClick={() => onStep('undo')} />
      <Step label={t('redo')} keys="mod+shift+z" icon={IconArrowForwardUp} isOff={redo === null || isBusy} onClick={() => onStep('redo')} />
      <Step label={t('versions')} icon={IconHistory} isOff={false} onClick={onVersions} />
    </>
  )
}

function Step({
  label,
  keys,
  icon: StepIcon,
  isOff,
  onClick,
}: {
  label: string
  keys?: string
  icon: Icon
  isOff: boolean
  onClick: () => void
}) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} (${keyLabels(keys).join(' ')})`}>
      <ActionIcon
        aria-label={label}
        aria-disabled={isOff}
        style={isOff ? { opacity: 0.4, cursor: 'default' } : {}}
        onClick={() => !isOff && onClick()}
      >
        <StepIcon size={17} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
}
