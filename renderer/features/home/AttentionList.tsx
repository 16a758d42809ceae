import {
  IconCalendarExclamation,
  IconChevronRight,
  IconCircleCheck,
  IconFileAlert,
  IconHelpCircle,
  IconLink,
  IconShieldExclamation,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WorkspaceInfo } from '../../../src/contract/workspace.ts'
import { useAnswer } from '../../data/queries.ts'
import { hashOf } from '../../frame/router.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { attention, type Attention } from './attention.ts'
import classes from './home.module.css'

const looks: Readonly<Record<Attention['kind'], { icon: Icon; tone: 'bad' | 'warning' | 'quiet'; href: string | null }>> = {
  refused: { icon: IconFileAlert, tone: 'bad', href: hashOf('data', 'loads') },
  questions: { icon: IconHelpCircle, tone: 'warning', href: hashOf('data', 'loads') },
  quarantine: { icon: IconShieldExclamation, tone: 'warning', href: hashOf('data', 'quarantine') },
  matches: { icon: IconLink, tone: 'quiet', href: hashOf('data', 'matches') },
  clock: { icon: IconCalendarExclamation, tone: 'quiet', href: null },
}

export function AttentionList({ info }: { info: WorkspaceInfo }) {
  const { t } = useTranslation('home')
  const answer = useAnswer('data', ['imports.loads'], (api, options) => api.imports.loads({}, options))
  return (
    <Answered answer={answer} compact>
      {({ loads }) => {
        const items = attention(info, loads)
        if (items.length === 0) {
          return (
            <div className={classes.calm}>
              <IconCircleCheck size={16} stroke={1.5} aria-hidden />
              {t('nothingNeedsYou')}
            </div>
          )
        }
        return (
          <ul className={classes.list}>
            {items.map((item) => (
              <AttentionLine key={item.kind} item={item} />
            ))}
          </ul>
        )
      }}
    </Answered>
  )
}

function AttentionLine({ item }: { item: Attention }) {
  const { icon: LineIcon, tone, href } = looks[item.kind]
  const [title, detail] = useSentence()(item)
  const content = (
    <>
      <LineIcon size={18} stroke={1.5} aria-hidden data-tone={tone} />
      <span className={classes.lineText}>
        <span>{title}</span>
        {detail !== null && (
          <span className={`${classes.quiet} clip`} title={detail}>
            {detail}
          </span>
        )}
      </span>
    </>
  )
  return (
    <li>
      {href === null ? (
        <div className={classes.line}>{content}</div>
      ) : (
        <a className={classes.line} href={href}>
          {content}
          <IconChevronRight size={16} stroke={1.5} aria-hidden className={classes.go} />
        </a>
      )}
    </li>
  )
}

function useSentence(): (item: Attention) => readonly [title: string, detail: string | null] {
  const { t } = useTranslation('home')
  const format = useFormat()
  return (item) => {
    switch (item.kind) {
      case 'refused':
        return [t('refused', { count: item.files.length }), item.files.join(', ')]
      case 'questions':
        return [t('questions', { count: item.columns.length }), item.columns.join(', ')]
      case 'quarantine':
        return [t('quarantine', { count: item.rows, shown: format.cell(item.rows, 'count') }), t('quarantineText')]
      case 'matches':
        return [
          t('matches', { count: item.count, shown: format.cell(item.count, 'count') }),
          item.example && t('matchesText', item.example),
        ]
      case 'clock':
        return [t('clock', { day: format.day(item.day) }), t('clockText')]
    }
  }
}
