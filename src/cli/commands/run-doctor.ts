import type { DoctorCheck, DoctorReport } from '../../contract/doctor.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

const heads = {
  zh: { check: '检查', checked: '检查数', found: '异常', ok: '正常', off: '异常' },
  en: { check: 'check', checked: 'checked', found: 'off', ok: 'ok', off: 'OFF' },
}

/** Prints every promise of the workspace and whether it is kept; fails with `workspace-damaged` where one is not. */
export async function runDoctor(terminal: Terminal, workspace: string, { json }: { json?: boolean }): Promise<void> {
  const { isInteractive, err, stop: signal } = terminal
  const report = await withWorkspace(terminal, workspace, { create: false }, (api) =>
    api.workspace
      .doctor(
        {},
        { signal, onProgress: ({ check, fraction }) => isInteractive && err(`\r\u001b[K${Math.round(fraction * 100)} % ${check}`) },
      )
      .finally(() => isInteractive && err('\r\u001b[K')),
  )
  terminal.out(json ? `${JSON.stringify(reportJson(report, terminal))}\n` : reportText(report, terminal))
  if (!report.ok)
    throw new HelmdeckError('workspace-damaged', { checks: report.checks.filter(({ ok }) => !ok).map(({ label }) => say(terminal, label)) })
}

function reportJson({ ok, dataVersion, checks }: DoctorReport, terminal: Terminal): object {
  return {
    ok,
    dataVersion,
    checks: checks.map(({ label, advice, ...check }) => ({
      ...check,
      label: say(terminal, label),
      advice: check.ok ? null : say(terminal, advice),
    })),
  }
}

function reportText({ checks }: DoctorReport, terminal: Terminal): string {
  const words = heads[terminal.language]
  const columns = [
    { head: '' },
    { head: words.check },
    { head: words.checked, align: 'right' as const },
    { head: words.found, align: 'right' as const },
  ]
  const rows = checks.map(({ label, ok, checked, found }) => [
    ok ? words.ok : words.off,
    say(terminal, label),
    String(checked),
    String(found),
  ])
  return [textTable(columns, rows), ...checks.filter(({ ok }) => !ok).map((check) => brokenPromise(check, terminal))].join('\n')
}

function brokenPromise({ label, examples, advice }: DoctorCheck, terminal: Terminal): string {
  return `${say(terminal, label)}\n${examples.map((example) => `  - ${example}\n`).join('')}  ${say(terminal, advice)}\n`
}
