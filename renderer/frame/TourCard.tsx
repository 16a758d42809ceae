import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './frame.module.css'
import { endTour, goToStep, tourSteps, useTour } from './tour.ts'

/** A step of the tour: what this room is for. The room can be tried meanwhile. */
export function TourCard() {
  const { t } = useTranslation('frame')
  const step = useTour((state) => state.step)
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (step !== null) card.current?.focus()
  }, [step])
  const shown = step === null ? undefined : tourSteps[step]
  if (step === null || shown === undefined) return null
  const isLast = step === tourSteps.length - 1
  return (
    <div
      ref={card}
      className={classes.tour}
      role="dialog"
      aria-labelledby="tour-title"
      aria-describedby="tour-text"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') endTour()
        else if (event.key === 'ArrowRight') goToStep(step + 1)
        else if (event.key === 'ArrowLeft' && step > 0) goToStep(step - 1)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div className={classes.tourHead}>
        <h2 id="tour-title">{t(`tour-${shown.id}`)}</h2>
        <ActionIcon size="sm" aria-label={t('tourEnd')} onClick={endTour}>
          <IconX size={15} stroke={1.5} />
        </ActionIcon>
      </div>
      <p id="tour-text">{t(`tour-${shown.id}Text`)}</p>
      <div className={classes.tourFoot}>
        <span className="figures">{t('tourStep', { step: step + 1, count: tourSteps.length })}</span>
        {step > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => goToStep(step - 1)}>
            {t('tourBack')}
          </Button>
        )}
        <Button size="compact-sm" onClick={() => goToStep(step + 1)}>
          {isLast ? t('tourDone') : t('tourNext')}
        </Button>
      </div>
    </div>
  )
}
