import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ConnectionList } from './ConnectionList.tsx'
import { ConnectionPage } from './ConnectionPage.tsx'
import { ConnectWizard } from './ConnectWizard.tsx'
import { EditConnection } from './EditConnection.tsx'
import { newConnection } from './connections-addresses.ts'

/** `#/data/connections`, one of them (`…/crm`), its form (`…/crm/edit`), or a new one. */
export function ConnectionsTab({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('connections')
  const [name, part] = rest
  const answer = useAnswer('connections', ['list'], (api, options) => api.connections.list({}, options))
  return (
    <Answered answer={answer}>
      {({ connections }) => {
        if (name === undefined) return <ConnectionList connections={connections} />
        if (name === newConnection) return <ConnectWizard taken={connections.map((one) => one.name)} />
        const connection = connections.find((one) => one.name === name)
        if (connection === undefined) return <EmptyState title={t('noSuch', { name })} />
        return part === 'edit' ? <EditConnection key={name} name={name} /> : <ConnectionPage key={name} connection={connection} />
      }}
    </Answered>
  )
}
