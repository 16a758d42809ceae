import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { PulledObject } from '../../../src/contract/pulls.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { kindLabel } from '../data/target-options.ts'
import classes from './connections.module.css'

const figures = ['pages', 'records', 'inSource', 'held', 'deleted', 'archived', 'merged', 'heldBack'] as const

/** What became of each object of a pull. */
export function RunObjects({ objects }: { objects: readonly PulledObject[] }) {
  const { t } = useTranslation('connections')
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('objects')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('object')}</th>
            <th scope="col">{t('becomes')}</th>
            <th scope="col">{t('objectState')}</th>
            <th scope="col">{t('mode')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col" data-number>
                {t(`figure.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {objects.map((object) => (
            <ObjectLines key={object.object} object={object} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const tones: Partial<Record<PulledObject['state'], 'warning' | 'bad'>> = { incomplete: 'warning', refused: 'bad', stopped: 'warning' }

function ObjectLines({ object }: { object: PulledObject }) {
  const { t } = useTranslation('connections')
  const format = useFormat()
  const language = useLanguage()
  const local = useLocal()
  const { drift, problem, state } = object
  const changes = (['appeared', 'vanished', 'retyped'] as const)
    .filter((kind) => drift[kind].length > 0)
    .map((kind) => t(`drift.${kind}`, { fields: drift[kind].join(', ') }))
  const notes = [
    ...(problem === null ? [] : [local(problem.message)]),
    ...(state === 'incomplete' ? [t('incompleteText')] : []),
    ...changes,
  ]
  return (
    <Fragment>
      <tr data-notes={notes.length > 0 || undefined}>
        <th scope="row" className="clip" title={object.object}>
          {object.object}
        </th>
        <td>{kindLabel(object.entity, language) ?? t('ownTable')}</td>
        <td data-tone={tones[state]}>{t(`object.${state}`)}</td>
        <td>{t(`mode.${object.mode}`)}</td>
        {figures.map((figure) => (
          <td key={figure} data-number data-figure={figure}>
            {format.cell(object[figure], 'count')}
          </td>
        ))}
      </tr>
      {notes.length > 0 && (
        <tr>
          <td colSpan={4 + figures.length} className={classes.notes}>
            {notes.map((note) => (
              <div key={note}>{note}</div>
            ))}
          </td>
        </tr>
      )}
    </Fragment>
  )
}
