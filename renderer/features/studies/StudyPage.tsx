import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPresentation } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudyName } from '../../../src/contract/studies.ts'
import { useAnswer } from '../../data/queries.ts'
import { offerToDeck } from '../../editing/for-deck.ts'
import { Page } from '../../frame/Page.tsx'
import { hashOf, navigate } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { failureOf } from '../../ui/failure.ts'
import { ExportStudy } from './ExportStudy.tsx'
import { faultOf } from './param-fault.ts'
import { setParam } from './param-moves.ts'
import { ParamPane } from './ParamPane.tsx'
import { defaultsOf, formOf } from './params/forms.ts'
import type { Params } from './params/study-form.ts'
import { RowsPanel } from './RowsPanel.tsx'
import { StudyAnswer } from './StudyAnswer.tsx'
import { StudyProblem, StudyProgress } from './StudyProblem.tsx'
import { useStudy, type AnsweredStudy } from './use-study.ts'
import classes from './studies.module.css'

/** A number whose rows are looked at. */
export interface AskedRows {
  readonly drill: string
  readonly title: string
  readonly params: Params
}

/** Params on the left, the answer beside them, on demand the rows behind a number. */
export function StudyPage({ study, params }: { study: StudyName; params: Params }) {
  const { t } = useTranslation('studies')
  const local = useLocal()
  const entry = useAnswer('data', ['studies.list'], (api, options) => api.studies.list({}, options)).data?.studies.find(
    (one) => one.study === study,
  )
  const asked = useStudy(study, params)
  const [rows, setRows] = useState<AskedRows | null>(null)
  const close = useCallback(() => setRows(null), [])
  const { last, state } = asked
  const defaults = defaultsOf(study)
  const form = formOf(study)
  const shown = { ...defaults, ...takenBy(last, defaults), ...params }
  const change = (id: string, value: unknown) => {
    setRows(null)
    const next = setParam(params, id, value, defaults)
    navigate('studies', study, ...(Object.keys(next).length === 0 ? [] : [JSON.stringify(next)]))
  }
  const fault = state === 'failed' ? faultOf(failureOf(asked.error), form.fields, shown) : null
  const title = entry === undefined ? t('title') : local(entry.label)
  return (
    <Page
      title={title}
      fill
      actions={
        <>
          {Object.keys(params).length > 0 && (
            <Button variant="subtle" color="gray" onClick={() => navigate('studies', study)}>
              {t('reset')}
            </Button>
          )}
          {last !== null && <ToDeck study={study} params={params} title={title} />}
          {last !== null && <ExportStudy study={study} params={last.params} title={title} />}
          <Button variant="default" component="a" href={hashOf('studies')}>
            {t('all')}
          </Button>
        </>
      }
    >
      <div className={classes.study}>
        <ParamPane
          form={form}
          params={shown}
          set={Object.keys(params)}
          fault={fault}
          onChange={change}
          definition={last?.result.definition ?? []}
        />
        <section
          className={classes.centre}
          aria-label={t('answer')}
          aria-busy={state === 'asking'}
          data-stale={(last !== null && state !== 'fresh') || undefined}
          tabIndex={0}
        >
          {state === 'failed' && (
            <StudyProblem
              error={asked.error}
              field={form.fields.find(({ id }) => id === fault) ?? null}
              hasLast={last !== null}
              onReset={(id) => change(id, undefined)}
              onRetry={asked.again}
            />
          )}
          {state !== 'fresh' && state !== 'failed' && (
            <StudyProgress state={state} hasLast={last !== null} onStop={asked.stop} onAgain={asked.again} />
          )}
          {last !== null && (
            <StudyAnswer
              study={study}
              answer={last}
              onRows={(drill, name) => setRows({ drill, title: name, params: last.params })}
              asked={rows?.drill ?? null}
            />
          )}
        </section>
      </div>
      {rows !== null && <RowsPanel key={`${rows.drill} ${JSON.stringify(rows.params)}`} study={study} asked={rows} onClose={close} />}
    </Page>
  )
}

function ToDeck({ study, params, title }: { study: StudyName; params: Params; title: string }) {
  const { t } = useTranslation('decks')
  return (
    <Tooltip label={t('addToDeck')}>
      <ActionIcon
        aria-label={t('addToDeck')}
        onClick={() => offerToDeck({ kind: 'study', study, params: { ...params }, charts: 2 }, title)}
      >
        <IconPresentation size={17} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
}

/** What the study took of itself where nobody said anything: the steps that the workspace can tell. */
function takenBy(last: AnsweredStudy | null, defaults: Params): Params {
  const taken = Object.entries(last?.result.params ?? {}).filter(([id]) => !(id in defaults) && !(id in (last?.params ?? {})))
  return Object.fromEntries(taken)
}
