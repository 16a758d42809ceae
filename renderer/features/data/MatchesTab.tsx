import { Button, VisuallyHidden } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ValueMatch } from '../../../src/contract/imports.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import classes from './data.module.css'
import { kindLabel } from './target-options.ts'

/** Values that were taken for others, and the way back. */
export function MatchesTab() {
  const { t } = useTranslation('data')
  const api = useApi()
  const answer = useAnswer('data', ['imports.matches'], (client, options) => client.imports.matches({}, options))
  const set = useMutation({
    mutationFn: (match: ValueMatch) => api.imports.setMatch({ id: match.id, undone: !match.undone }),
    onSettled: () => answer.refetch(),
  })
  return (
    <Answered answer={answer}>
      {({ matches }) =>
        matches.length === 0 ? (
          <EmptyState icon={IconLink} title={t('noMatches')}>
            {t('noMatchesText')}
          </EmptyState>
        ) : (
          <div className={classes.cards}>
            <div className={classes.quiet}>{t('matchesText')}</div>
            {set.isError && <ErrorState error={set.error} compact />}
            <div className={classes.card}>
              <div className={classes.cardBody}>
                <MatchTable matches={matches} busy={set.isPending} onToggle={(match) => set.mutate(match)} />
              </div>
            </div>
          </div>
        )
      }
    </Answered>
  )
}

function MatchTable({ matches, busy, onToggle }: { matches: readonly ValueMatch[]; busy: boolean; onToggle: (match: ValueMatch) => void }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const language = useLanguage()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('entity')}</th>
          <th scope="col">{t('saysInFile')}</th>
          <th scope="col">{t('takenFor')}</th>
          <th scope="col" data-number>
            {t('rowsTitle')}
          </th>
          <th scope="col">{t('status')}</th>
          <th scope="col">
            <VisuallyHidden>{t('undo')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {matches.map((match) => (
          <tr key={match.id}>
            <td>{kindLabel(match.entity, language) ?? match.entity}</td>
            <td>
              <code className={classes.exact}>{match.from}</code>
            </td>
            <td>
              <code className={classes.exact}>{match.to}</code>
            </td>
            <td data-number>{format.cell(match.rows, 'count')}</td>
            <td>{match.undone ? t('keptApart') : t('takenAsOne')}</td>
            <td data-number>
              <Button
                size="compact-sm"
                variant="default"
                disabled={busy}
                aria-label={`${match.undone ? t('matchAgain') : t('undo')}: ${match.from} = ${match.to}`}
                onClick={() => onToggle(match)}
              >
                {match.undone ? t('matchAgain') : t('undo')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
