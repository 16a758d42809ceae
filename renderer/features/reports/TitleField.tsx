import { useTranslation } from 'react-i18next'
import { useEditing } from './editor-context.ts'
import { edit } from './report-editor.ts'
import classes from './reports.module.css'

/** The title in its place; empty, it is what the fields say. */
export function TitleField({ automatic }: { automatic: string }) {
  const { t } = useTranslation('reports')
  const { reportKey, draft } = useEditing()
  return (
    <input
      className={classes.title}
      data-undo="report"
      aria-label={t('titleLabel')}
      title={draft.title || automatic}
      placeholder={automatic}
      value={draft.title}
      maxLength={120}
      onChange={(event) => {
        const title = event.currentTarget.value
        edit(reportKey, (now) => (now.title === title ? now : { ...now, title }), { key: 'didTitle' }, 'title')
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}
