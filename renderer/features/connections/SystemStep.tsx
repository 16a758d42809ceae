import { useTranslation } from 'react-i18next'
import { systems, type System } from '../../../src/contract/pulls.ts'
import { changeDraft, emptyDraft, freeName, useDraft } from './connect-draft.ts'
import classes from './connections.module.css'

/** Every system that the contract knows, each with its own words. */
export function SystemStep({ taken }: { taken: readonly string[] }) {
  const { t } = useTranslation('connections')
  const choose = (system: System): void => {
    const { system: before, name } = useDraft.getState()
    if (system === before && name !== '') changeDraft({ step: 'access' })
    else useDraft.setState({ ...emptyDraft, step: 'access', system, name: freeName(system, taken) })
  }
  return (
    <div className={classes.systems}>
      {systems.map((system) => (
        <button key={system} type="button" className={classes.system} onClick={() => choose(system)}>
          <span className={classes.systemName}>{t(`system.${system}`)}</span>
          <span className={classes.quiet}>{t(`systemText.${system}`)}</span>
        </button>
      ))}
    </div>
  )
}
