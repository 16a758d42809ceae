import { Button, Modal, SegmentedControl, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SavedReport, type CockpitDocument } from '../../../src/contract/documents.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { useLocal } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/states.tsx'
import { addTile, sameText, type NewTile } from './cockpit-moves.ts'
import { useDesk } from './desk.ts'
import { filterTile, metricTile, reportTile, studyTile, targetBases, targetTile, valuesOf } from './new-tiles.ts'
import { ImageForm } from './ImageForm.tsx'
import { TextForm } from './TextForm.tsx'
import classes from './tiles.module.css'

interface AddProps {
  readonly cockpit: CockpitDocument
  readonly tab: string | null
  readonly onClose: () => void
  readonly onAdded: (id: string) => void
}

const kinds = ['metric', 'report', 'study', 'target', 'filter', 'text', 'image'] as const
type Kind = (typeof kinds)[number]

/** A tile of a metric, a saved report, a study, a target, a filter or words. It goes into the first free place. */
export function AddTile({ cockpit, tab, onClose, onAdded }: AddProps) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const desk = useDesk()
  const [kind, setKind] = useState<Kind>('metric')
  const add = (tile: NewTile) => {
    const after = addTile(tile, tab)(cockpit)
    const added = after.tiles.at(-1)
    desk.move(() => after, { key: 'didAdd', name: tile.title })
    desk.say(t('saidAdded', { title: local(tile.title) }))
    onClose()
    if (added) onAdded(added.id)
  }
  return (
    <Modal opened onClose={onClose} title={t('addTile')} size="lg">
      <div className={classes.add}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('tileKind')}
          data={kinds.map((value) => ({ value, label: t(`kind-${value}`) }))}
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'metric')}
        />
        <p className={classes.hint}>{t(`kindText-${kind}`)}</p>
        <Choice kind={kind} onAdd={add} />
      </div>
    </Modal>
  )
}

function Choice({ kind, onAdd }: { kind: Kind; onAdd: (tile: NewTile) => void }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const { catalog } = useDesk()
  if (catalog === undefined) return null
  switch (kind) {
    case 'metric':
      return <MetricChoice onAdd={onAdd} />
    case 'report':
      return <ReportChoice onAdd={onAdd} />
    case 'study':
      return <StudyChoice onAdd={onAdd} />
    case 'target': {
      const bases = targetBases(catalog)
      const data = bases.map(({ value, label }) => ({ value, label: local(label) }))
      return (
        <OneOf
          label={t('targetOf')}
          data={data}
          none={t('noTargets')}
          onAdd={(basis) => {
            const found = bases.find(({ value }) => value === basis)
            if (found) onAdd(targetTile(basis, found.label))
          }}
        />
      )
    }
    case 'filter': {
      const fields = catalog.dimensions.filter(({ available, isDate }) => available && !isDate)
      const data = fields.map(({ id, label }) => ({ value: id, label: local(label) }))
      return (
        <OneOf
          label={t('filterBy')}
          data={data}
          onAdd={(id) => {
            const found = fields.find((one) => one.id === id)
            if (found) onAdd(filterTile(found))
          }}
        />
      )
    }
    case 'image':
      return <ImageForm onAdd={onAdd} />
    case 'text':
      return (
        <TextForm
          text=""
          action={t('add')}
          onTake={(text) => onAdd({ kind: 'text', title: sameText(''), text: sameText(text), values: valuesOf(text, catalog) })}
        />
      )
  }
}

function MetricChoice({ onAdd }: { onAdd: (tile: NewTile) => void }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const { catalog } = useDesk()
  const [metricId, setMetric] = useState<string | null>(null)
  const [dimensionId, setDimension] = useState<string | null>(null)
  const metrics = (catalog?.metrics ?? []).filter(({ available }) => available)
  const metric = metrics.find(({ id }) => id === metricId) ?? null
  const dimensions = (catalog?.dimensions ?? []).filter(
    ({ id, available }) => available && (id === 'date' || metric?.dimensions.includes(id) === true),
  )
  const dimension = dimensions.find(({ id }) => id === dimensionId) ?? null
  return (
    <>
      <Select
        size="sm"
        label={t('metric')}
        placeholder={t('chooseMetric')}
        data={metrics.map(({ id, label }) => ({ value: id, label: local(label) }))}
        value={metricId}
        onChange={setMetric}
        searchable
        data-autofocus
        nothingFoundMessage={t('nothingFound')}
      />
      <Select
        size="sm"
        label={t('dimension')}
        placeholder={t('noDimension')}
        data={dimensions.map(({ id, label }) => ({ value: id, label: local(label) }))}
        value={dimensionId}
        onChange={setDimension}
        searchable
        clearable
        disabled={metric === null}
        nothingFoundMessage={t('nothingFound')}
      />
      <div className={classes.addFoot}>
        <Button disabled={metric === null} onClick={() => metric && onAdd(metricTile(metric, dimension))}>
          {t('add')}
        </Button>
      </div>
    </>
  )
}

function ReportChoice({ onAdd }: { onAdd: (tile: NewTile) => void }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const api = useApi()
  const [failed, setFailed] = useState<unknown>(null)
  const list = useAnswer('documents', ['documents.list', 'report'], (asked, options) => asked.documents.list({ kind: 'report' }, options))
  const add = async (name: string) => onAdd(reportTile(SavedReport.parse((await api.documents.read({ kind: 'report', name })).body)))
  if (failed !== null) return <ErrorState compact error={failed} onRetry={() => setFailed(null)} />
  const reports = list.data?.documents ?? []
  return (
    <OneOf
      label={t('kind-report')}
      data={reports.map(({ name, title }) => ({ value: name, label: local(title) }))}
      none={list.isSuccess ? t('noReports') : t('loading')}
      onAdd={(name) => void add(name).catch(setFailed)}
    />
  )
}

function StudyChoice({ onAdd }: { onAdd: (tile: NewTile) => void }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const list = useAnswer('data', ['studies.list'], (api, options) => api.studies.list({}, options))
  const studies = (list.data?.studies ?? []).filter(({ available }) => available)
  return (
    <OneOf
      label={t('kind-study')}
      data={studies.map(({ study, label }) => ({ value: study, label: local(label) }))}
      none={list.isSuccess ? t('noStudies') : t('loading')}
      onAdd={(name) => {
        const found = studies.find(({ study }) => study === name)
        if (found) onAdd(studyTile(found))
      }}
    />
  )
}

interface OneProps {
  readonly label: string
  readonly data: readonly { readonly value: string; readonly label: string }[]
  readonly none?: string
  readonly onAdd: (value: string) => void
}

function OneOf({ label, data, none, onAdd }: OneProps) {
  const { t } = useTranslation('cockpits')
  const [value, setValue] = useState<string | null>(null)
  const isKnown = data.some((one) => one.value === value)
  if (data.length === 0 && none !== undefined) return <p className={classes.hint}>{none}</p>
  return (
    <>
      <Select
        size="sm"
        label={label}
        data={[...data]}
        value={value}
        onChange={setValue}
        searchable
        nothingFoundMessage={t('nothingFound')}
        data-autofocus
      />
      <div className={classes.addFoot}>
        <Button disabled={!isKnown} onClick={() => value !== null && onAdd(value)}>
          {t('add')}
        </Button>
      </div>
    </>
  )
}
