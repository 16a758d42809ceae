import { IconChevronRight, IconTable } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import classes from './home.module.css'

const shown = 6

/** The reports saved last. */
export function ReportList() {
  const { t } = useTranslation('home')
  const local = useLocal()
  const format = useFormat()
  const answer = useAnswer('documents', ['documents.list', 'report'], (api, options) => api.documents.list({ kind: 'report' }, options))
  return (
    <Answered answer={answer} compact>
      {({ documents }) =>
        documents.length === 0 ? (
          <div className={classes.calm}>{t('noReports')}</div>
        ) : (
          <ul className={classes.list}>
            {documents
              .toSorted((a, b) => b.savedAt.localeCompare(a.savedAt))
              .slice(0, shown)
              .map((report) => (
                <li key={report.name}>
                  <a className={classes.line} href={hashOf('reports', report.name)}>
                    <IconTable size={18} stroke={1.5} aria-hidden data-tone="accent" />
                    <span className={classes.lineText}>
                      <span className="clip" title={local(report.title)}>
                        {local(report.title)}
                      </span>
                      <span className={classes.quiet}>{t('savedAt', { at: format.moment(report.savedAt) })}</span>
                    </span>
                    <IconChevronRight size={16} stroke={1.5} aria-hidden className={classes.go} />
                  </a>
                </li>
              ))}
          </ul>
        )
      }
    </Answered>
  )
}
