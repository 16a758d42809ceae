import { Button, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../data/session.tsx'
import { navigate } from '../../frame/router.ts'
import { ErrorState } from '../../ui/states.tsx'
import classes from './connections.module.css'
import { allConnections } from './connections-addresses.ts'

/** Says what goes and what stays before a connection is removed. */
export function RemoveDialog({ name, isOpen, onClose }: { name: string; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('connections')
  const api = useApi()
  const remove = useMutation({ mutationFn: () => api.connections.remove({ name }), onSuccess: () => navigate(...allConnections) })
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('removeAsk', { name })} closeButtonProps={{ 'aria-label': t('close') }} size={480}>
      <div className={classes.form}>
        <p>{t('removeGoes')}</p>
        <p>{t('removeStays')}</p>
        {remove.error !== null && <ErrorState compact error={remove.error} />}
        <div className={classes.end}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('keepIt')}
          </Button>
          <Button disabled={remove.isPending} onClick={() => remove.mutate()}>
            {t('removeNow')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
