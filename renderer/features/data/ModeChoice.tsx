import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LoadMode } from '../../../src/contract/imports.ts'
import { useImport } from './import-store.ts'
import classes from './loads.module.css'

/** What the files mean for rows that are known already. */
export function ModeChoice() {
  const { t } = useTranslation('data')
  const { draft, change } = useImport()
  return (
    <fieldset className={classes.modes}>
      <VisuallyHidden component="legend">{t('modeLegend')}</VisuallyHidden>
      {LoadMode.options.map((mode) => (
        <div key={mode}>
          <label>
            <input
              type="radio"
              name="mode"
              aria-describedby={`mode-${mode}`}
              checked={draft.mode === mode}
              onChange={() => change((now) => ({ ...now, mode }))}
            />
            {t(`mode.${mode}`)}
          </label>
          <div id={`mode-${mode}`} className={classes.modeText}>
            {t(`modeText.${mode}`)}
          </div>
        </div>
      ))}
    </fieldset>
  )
}
