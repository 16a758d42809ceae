import { NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { edgesOf, type FieldDraft } from './field-draft.ts'
import classes from './formula.module.css'

/** Ranges between edges, or every so much. */
export function BinsChoice({ draft, onChange }: { draft: FieldDraft; onChange: (change: Partial<FieldDraft>) => void }) {
  const { t } = useTranslation('reports')
  const [way, setWay] = useState(draft.edges !== '' ? 'edges' : 'width')
  const isWrong = draft.edges.trim() !== '' && edgesOf(draft.edges) === null
  return (
    <div className={classes.row}>
      <SegmentedControl
        size="xs"
        aria-label={t('makeRanges')}
        data={[
          { value: 'width', label: t('binsWidth') },
          { value: 'edges', label: t('binsEdges') },
        ]}
        value={way}
        onChange={(next) => {
          setWay(next)
          onChange(next === 'width' ? { edges: '' } : { width: null })
        }}
      />
      {way === 'width' ? (
        <NumberInput
          size="xs"
          label={t('binsEvery')}
          min={0}
          value={draft.width ?? ''}
          onChange={(width) => onChange({ width: typeof width === 'number' && width > 0 ? width : null })}
        />
      ) : (
        <TextInput
          size="xs"
          label={t('binsEdgesLabel')}
          placeholder="10000, 50000, 100000"
          error={isWrong ? t('binsEdgesWrong') : undefined}
          value={draft.edges}
          onChange={(event) => onChange({ edges: event.currentTarget.value })}
        />
      )}
    </div>
  )
}
