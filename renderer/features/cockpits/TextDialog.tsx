import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CockpitDocument } from '../../../src/contract/documents.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { changeTile, sameText } from './cockpit-moves.ts'
import { useDesk } from './desk.ts'
import { valuesOf } from './new-tiles.ts'
import { TextForm } from './TextForm.tsx'
import classes from './tiles.module.css'

/** The words of a tile that is there already. */
export function TextDialog({ cockpit, tile, onClose }: { cockpit: CockpitDocument; tile: string; onClose: () => void }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const { catalog, move } = useDesk()
  const found = cockpit.tiles.find(({ id }) => id === tile)
  if (found?.kind !== 'text') return null
  const take = (text: string) => {
    const values = catalog === undefined ? found.values : valuesOf(text, catalog, found.values)
    move(
      changeTile(tile, (one) => (one.kind === 'text' ? { ...one, text: sameText(text), values } : one)),
      { key: 'didText', name: found.title },
    )
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('editText')} size="lg">
      <div className={classes.add}>
        <TextForm text={local(found.text)} action={t('take')} onTake={take} />
      </div>
    </Modal>
  )
}
