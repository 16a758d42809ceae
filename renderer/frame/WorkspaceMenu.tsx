import { Popover, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../data/queries.ts'
import { useFormat } from '../i18n/use-format.ts'
import { callShell, shell, tellShell } from '../shell.ts'
import { Facts } from '../ui/Facts.tsx'
import classes from './frame.module.css'

export function WorkspaceMenu() {
  const { t } = useTranslation('frame')
  const format = useFormat()
  const workspace = useWorkspace().data
  const name = workspace?.name ?? t('title')
  return (
    <Popover position="bottom-start" width={300}>
      <Popover.Target>
        <UnstyledButton className={classes.workspace} aria-label={t('workspaceMenu', { name })}>
          <span className={classes.mark} aria-hidden />
          <span className="clip" title={name}>
            {name}
          </span>
          <IconChevronDown size={14} stroke={1.5} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        {workspace && (
          <Facts
            facts={[
              [t('lastLoad'), workspace.lastLoadAt === null ? t('noLoad') : format.moment(workspace.lastLoadAt)],
              [t('dataVersion'), String(workspace.dataVersion)],
              [t('currency'), workspace.reportingCurrency ?? '–'],
              [t('timeZone'), workspace.timeZone],
              [t('engine'), workspace.engineVersion],
            ]}
          />
        )}
        {shell && <RecentWorkspaces />}
      </Popover.Dropdown>
    </Popover>
  )
}

/** In the desktop window: the workspaces it had open before. */
function RecentWorkspaces() {
  const { t } = useTranslation('frame')
  const { data } = useQuery({ queryKey: ['shell', 'recent'], queryFn: () => callShell('recentWorkspaces', {}), gcTime: 0 })
  const others = data?.workspaces.filter(({ isOpen }) => !isOpen) ?? []
  return (
    <nav aria-label={t('workspaces')} className={classes.recent}>
      {others.map(({ handle, name }) => (
        <UnstyledButton key={handle} className="clip" onClick={() => tellShell('openWorkspace', { handle })}>
          {name}
        </UnstyledButton>
      ))}
      <UnstyledButton onClick={() => tellShell('openWorkspace', { handle: null })}>{t('openWorkspace')}</UnstyledButton>
    </nav>
  )
}
