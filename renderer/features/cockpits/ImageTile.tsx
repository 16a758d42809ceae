import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageTile as ImageTileDocument } from '../../../src/contract/tiles.ts'
import { useAnswer } from '../../data/queries.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { Answered } from '../../ui/Answered.tsx'
import classes from './tiles.module.css'

/** A picture of the workspace, as large as its tile and never distorted. */
export function ImageTile({ tile }: { tile: ImageTileDocument }) {
  const { image } = tile
  const answer = useAnswer('documents', ['images.read', image], (api, options) => api.images.read({ image }, options))
  return (
    <Answered answer={answer} compact>
      {({ bytes, type }) => <Picture bytes={bytes} type={type} tile={tile} />}
    </Answered>
  )
}

function Picture({ bytes, type, tile }: { bytes: Uint8Array; type: string; tile: ImageTileDocument }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const [address, setAddress] = useState('')
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }))
    setAddress(url)
    return () => URL.revokeObjectURL(url)
  }, [bytes, type])
  if (address === '') return null
  return <img className={classes.picture} src={address} alt={tile.alt || local(tile.title) || t('kind-image')} />
}
