import { Command, InvalidArgumentError, Option } from 'commander'
import { chartKinds } from '../contract/documents.ts'
import { pageSizes } from '../contract/pages.ts'
import { dealMoves, rowChanges } from '../contract/load-changes.ts'
import { systems } from '../contract/pulls.ts'
import { tableFormats } from '../contract/tables.ts'
import { engineVersion } from '../engine/workspace/engine-version.ts'
import { backUp, restoreBackup, type BackupOptions } from './commands/back-up.ts'
import { showSettings, type SettingsOptions } from './commands/change-settings.ts'
import { explainNumber } from './commands/explain-number.ts'
import { checkField, fieldUses, listFields, removeField, setFields, type FieldOptions } from './commands/define-field.ts'
import { exportTable, type ExportOptions } from './commands/export-table.ts'
import { fillSheet, type SheetOptions } from './commands/fill-sheet.ts'
import { connectSource, listConnections, type ConnectOptions } from './commands/connect-source.ts'
import { importFiles, type ImportOptions } from './commands/import-files.ts'
import { listAudit, type AuditOptions } from './commands/list-audit.ts'
import { listLoads } from './commands/list-loads.ts'
import { listUnmatched } from './commands/list-unmatched.ts'
import { makeSample, type SampleOptions } from './commands/make-sample.ts'
import { openProduct, workspaceToOpen } from './commands/open-product.ts'
import { packFile, unpackFile } from './commands/pack-file.ts'
import { tendConnection, type TendOptions } from './commands/tend-connection.ts'
import { pullSource, type PullOptions } from './commands/pull-source.ts'
import { readFile, type ReadOptions } from './commands/read-file.ts'
import { runDoctor } from './commands/run-doctor.ts'
import { reportFormats, runReport, type ReportOptions } from './commands/run-report.ts'
import { writeDeck, type DeckOptions } from './commands/write-deck.ts'
import { writePdf, type PdfOptions } from './commands/write-pdf.ts'
import { writePicture, type PictureOptions } from './commands/write-picture.ts'
import { writeBook, type BookOptions } from './commands/write-book.ts'
import { runStudy, studyFormats, type StudyOptions } from './commands/run-study.ts'
import { setLoad } from './commands/set-load.ts'
import { serveWorkspace, type ServeOptions } from './commands/serve-workspace.ts'
import { showCatalog } from './commands/show-catalog.ts'
import { showChanges, type ChangesOptions } from './commands/show-changes.ts'
import { UsageError } from './failure.ts'
import type { ProgramPlaces } from './places.ts'
import type { Terminal } from './terminal.ts'

export function createProgram(terminal: Terminal, places: ProgramPlaces): Command {
  const program = new Command('helmdeck')
    .description('Sales analytics cockpit: CRM exports in, one lead-to-payment model, reports that prove every number')
    .version(engineVersion)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
  const command = (text: string, description: string): Command => withLanguage(program.command(text).description(description))

  addHosts(command, terminal, places)
  addData(command, terminal, places)
  addQuestions(command, terminal)
  addPulls(command, terminal)
  addPacking(command, terminal)
  addSettings(command, terminal)
  return program
}

type Add = (text: string, description: string) => Command

function addHosts(command: Add, terminal: Terminal, places: ProgramPlaces): void {
  const served = (text: string, description: string): Command =>
    command(text, description)
      .option('--port <n>', 'port on 127.0.0.1 (0 = any free one)', portNumber, 0)
      .option('--no-open', 'do not show the browser')
  served('open [workspace]', 'open the desktop window, or the browser where there is none').action(
    (workspace: string | undefined, options: ServeOptions) => openProduct(terminal, places, workspace, options),
  )
  served('serve [workspace]', 'serve a workspace to the browser on this machine').action(
    async (workspace: string | undefined, options: ServeOptions) =>
      serveWorkspace(terminal, places, await workspaceToOpen(terminal, places, workspace), options),
  )
}

function addData(command: Add, terminal: Terminal, places: ProgramPlaces): void {
  command('import <workspace> <path...>', 'import files and folders, making the workspace where it is missing')
    .option('--recipe <file>', 'mappings decided beforehand (JSON)')
    .option('--answers <file>', 'answers to open questions (JSON)')
    .addOption(new Option('--full', 'what these files no longer name has vanished').conflicts(['append', 'replace']))
    .addOption(new Option('--append', 'only add rows; known ones stay as they are').conflicts(['full', 'replace']))
    .addOption(new Option('--replace', 'as --full, and columns the files do not have are emptied').conflicts(['full', 'append']))
    .option('--json', 'print the result as JSON')
    .action((workspace: string, paths: string[], options: ImportOptions) => importFiles(terminal, workspace, paths, options))
  command('loads <workspace>', 'list what was imported, newest first')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: { json?: boolean }) => listLoads(terminal, workspace, options))
  command('changes <workspace>', 'say what a load changed: new, changed, vanished and returned rows, and what became of deals')
    .argument('<load>', 'as helmdeck loads lists it', wholeNumber)
    .option('--entity <name>', 'rows of one entity only, for example opportunity')
    .addOption(new Option('--kind <kind>', 'rows of one kind only').choices([...rowChanges, ...dealMoves]))
    .option('--offset <n>', 'first row', wholeNumber, 0)
    .option('--limit <n>', 'rows at most', wholeNumber, 200)
    .option('--json', 'print the result as JSON')
    .action((workspace: string, load: number, options: ChangesOptions) => showChanges(terminal, workspace, load, options))
  command('undo-load <workspace>', 'take a load back, as if it had never been')
    .argument('<id>', 'as helmdeck loads lists it', wholeNumber)
    .option('--json', 'print the result as JSON')
    .action((workspace: string, id: number, options: { json?: boolean }) => setLoad(terminal, workspace, id, true, options))
  command('redo-load <workspace>', 'do an undone load again')
    .argument('<id>', 'as helmdeck loads lists it', wholeNumber)
    .option('--json', 'print the result as JSON')
    .action((workspace: string, id: number, options: { json?: boolean }) => setLoad(terminal, workspace, id, false, options))
  command('unmatched <workspace>', 'list the rows of histories that speak of something not imported yet')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: { json?: boolean }) => listUnmatched(terminal, workspace, options))
  command('audit <workspace>', 'list what was done in a workspace, newest first')
    .option('--offset <n>', 'first line', wholeNumber, 0)
    .option('--limit <n>', 'lines at most', wholeNumber, 200)
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: AuditOptions) => listAudit(terminal, workspace, options))
  command('doctor <workspace>', 'look into everything a workspace promises, and say what is off')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: { json?: boolean }) => runDoctor(terminal, workspace, options))
  command('read <file>', 'show what the readers see of a file, typed, without a workspace')
    .addOption(new Option('--format <format>', 'how it is written').choices(['json', 'csv']).default('csv'))
    .option('--sheet <name>', 'one sheet of a workbook')
    .option('--json', 'the same as --format json, and errors as JSON')
    .action((file: string, options: ReadOptions & { json?: boolean }) =>
      readFile(terminal, file, options.json ? { ...options, format: 'json' } : options),
    )
  command('sample <workspace>', 'import the small sample set, or invent a company of any size')
    .option('--rows <n>', 'invent a company with so many leads', wholeNumber)
    .option('--seed <n>', 'another company for every number', wholeNumber)
    .option('--until <date>', 'last day of its history (2026-09-30)')
    .option('--exports <dir>', 'write it as exports of four CRM systems too, and again as of a week later')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: SampleOptions) => makeSample(terminal, places, workspace, options))
}

function addQuestions(command: Add, terminal: Terminal): void {
  command('catalog <workspace>', 'list metrics and dimensions, and what the missing ones need')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: { json?: boolean }) => showCatalog(terminal, workspace, options))
  const fields =
    'define metrics, dimensions, bins, groups, orders and hierarchies by formulas: list | set <file> | remove <id> | check <formula>'
  command('field <workspace> <action> [what]', fields)
    .addOption(new Option('--as <use>', 'what a formula to check is for').choices(fieldUses).default('metric'))
    .option('--json', 'print the result as JSON')
    .action((workspace: string, action: string, what: string | undefined, options: FieldOptions) =>
      defineField(terminal, workspace, action, what, options),
    )
  command('report <workspace> <spec>', 'answer a report: a file, - for standard input, or the name of a saved one')
    .addOption(new Option('--format <format>', 'how it is written (json unless --out says otherwise)').choices(reportFormats))
    .option('--out <file>', 'write to a file')
    .option('--pivot', 'as xlsx: with a PivotTable on the finest rows')
    .option('--json', 'the same as --format json, and errors as JSON')
    .action((workspace: string, spec: string, options: ReportOptions & { json?: boolean }) =>
      runReport(terminal, workspace, spec, options.json ? { ...options, format: 'json' } : options),
    )
  command('study <workspace> [name]', 'answer a study; without a name, list those there are')
    .option('--params <file>', 'its parameters (JSON), or - for standard input')
    .addOption(new Option('--format <format>', 'how it is written (json unless --out says otherwise)').choices(studyFormats))
    .option('--out <file>', 'write to a file')
    .option('--json', 'print as JSON, errors too')
    .action((workspace: string, name: string | undefined, options: StudyOptions) => runStudy(terminal, workspace, name, options))
  command('deck <workspace> [name]', 'write a review deck as PPTX: weekly, monthly or quarterly, a saved one, or what is named by options')
    .option('--out <file>', 'the file to write; with --update the earlier deck itself unless given')
    .option('--cockpit <name...>', 'every tile of a cockpit')
    .option('--study <name...>', 'a study with its first charts')
    .option('--items <file>', 'items as JSON: reports, studies with parameters, cockpits')
    .option('--title <text>', 'what the title slide says')
    .option('--template <file>', 'a .pptx or .potx of the company, or the name of one that the workspace keeps')
    .option('--update <file>', 'an earlier deck: its slides get new figures, what people did by hand stays')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, name: string | undefined, options: DeckOptions) => writeDeck(terminal, workspace, name, options))
  command('pdf <workspace> [name]', 'write pages as PDF: weekly, monthly or quarterly, or what is named by options')
    .requiredOption('--out <file>', 'the file to write')
    .option('--cockpit <name...>', 'every tile of a cockpit')
    .option('--study <name...>', 'a study with its first charts')
    .option('--items <file>', 'items as JSON: reports, studies with parameters, cockpits, page breaks')
    .option('--title <text>', 'what stands on top of the first page')
    .addOption(new Option('--size <size>', 'of the paper').choices(pageSizes).default('A4'))
    .option('--landscape', 'pages lie')
    .option('--apart', 'every visual begins a page')
    .option('--figures', 'under each chart its figures as a table')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, name: string | undefined, options: PdfOptions) => writePdf(terminal, workspace, name, options))
  command('picture <workspace> [spec]', 'draw a report (a file, - or a saved one), or a chart of a study, as PNG or SVG')
    .requiredOption('--out <file>', 'the file to write: .png or .svg')
    .addOption(new Option('--chart <kind>', 'how a report is drawn').choices(chartKinds))
    .option('--study <name>', 'a study instead of a report')
    .option('--params <file>', 'the parameters of the study (JSON), or - for standard input')
    .option('--chart-of <id>', 'which chart of the study; the first without it')
    .option('--dark', 'light on dark')
    .option('--width <n>', 'pixels; a PNG has twice as many', wholeNumber, 960)
    .option('--height <n>', 'pixels at least', wholeNumber, 540)
    .option('--json', 'print the result as JSON')
    .action((workspace: string, spec: string | undefined, options: PictureOptions) => writePicture(terminal, workspace, spec, options))
  command('workbook <workspace>', 'write one XLSX workbook: cockpits, saved reports and studies by name, or items of a document')
    .requiredOption('--out <file>', 'the file to write')
    .option('--cockpit <name...>', 'every tile of a cockpit, a sheet each')
    .option('--report <name...>', 'a saved report, or a file with one')
    .option('--study <name...>', 'a study with its tables')
    .option('--items <file>', 'items as JSON: reports with chart and look, studies with parameters, cockpits')
    .option('--title <text>', 'what the workbook is called')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: BookOptions) => writeBook(terminal, workspace, options))
  command(
    'export <workspace> [spec]',
    'write the figures of a report (a file, - or a saved one), a study or a tile as CSV, Parquet or Arrow',
  )
    .option('--out <file>', 'the file to write: .csv, .parquet or .arrow')
    .addOption(new Option('--format <format>', 'how it is written (csv unless --out says otherwise)').choices(tableFormats))
    .option('--study <name>', 'a table of a study instead of a report')
    .option('--params <file>', 'the parameters of the study (JSON), or - for standard input')
    .option('--table <id>', 'which table of the study; the first without it')
    .option('--cockpit <name>', 'a tile of a cockpit instead of a report, as the cockpit asks for it')
    .option('--tile <id>', 'which tile of the cockpit')
    .option('--title <text>', 'what its metadata call it')
    .option('--no-mark', 'CSV without the mark by which Excel knows UTF-8')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, spec: string | undefined, options: ExportOptions) => exportTable(terminal, workspace, spec, options))
  command('explain <workspace> <spec>', 'say where one number comes from: definition, filters, SQL, rows with their files')
    .requiredOption('--row <n>', 'place in the report’s rows, counted from 0, or "total"', rowNumber)
    .requiredOption('--value <id>', 'column id of the number')
    .option('--offset <n>', 'first contributing row', wholeNumber, 0)
    .option('--limit <n>', 'contributing rows at most', wholeNumber, 200)
    .option('--json', 'errors as JSON')
    .action((workspace: string, spec: string, options: { row: number | 'total'; value: string; offset: number; limit: number }) =>
      explainNumber(terminal, workspace, spec, options),
    )
}

function addPulls(command: Add, terminal: Terminal): void {
  const connect = command(
    'connect <workspace> <system>',
    `follow a system (${systems.join(', ')}), making the workspace where it is missing`,
  )
    .requiredOption('--name <name>', 'what the connection is called here')
    .requiredOption('--url <url>', 'where the system answers; of Tryton with the database, https://host/database')
  withConnectionParts(connect)
    .option('--json', 'print the result as JSON')
    .action((workspace: string, system: string, options: ConnectOptions) => connectSource(terminal, workspace, system, options))
  command('connections <workspace>', 'list the systems that a workspace follows: schedule, next pull, how fresh, last error')
    .option('--remove <name>', 'forget one, and its secret; what was pulled stays')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: { json?: boolean; remove?: string }) => listConnections(terminal, workspace, options))
  const tend = command(
    'connection <workspace> <action> <name>',
    'update, test, pause, resume, stop (the pull that runs), runs (their history) or remove a connection',
  ).option('--url <url>', 'update: where the system answers')
  withConnectionParts(tend)
    .option('--secret', 'update: ask for a new password or token')
    .option('--offset <n>', 'runs: first one', wholeNumber)
    .option('--limit <n>', 'runs: how many at most', wholeNumber)
    .option('--json', 'print the result as JSON')
    .action((workspace: string, action: string, name: string, options: TendOptions) =>
      tendConnection(terminal, workspace, action, name, options),
    )
  command('pull <workspace> [name]', 'take in what changed at a connection, or at all of them')
    .option('--full', 'read everything anew')
    .option('--accept-deletes', 'delete also where very many records are gone from the source')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, name: string | undefined, options: PullOptions) => pullSource(terminal, workspace, name, options))
}

function withConnectionParts(command: Command): Command {
  return command
    .option('--user <user>', 'who logs in')
    .option('--objects <name...>', 'only these objects')
    .addOption(
      new Option(
        '--auth <way>',
        'how it proves who it is: a password or token, a sign-in in the browser (OAuth 2.0), or its client secret',
      ).choices(['token', 'browser', 'client-credentials']),
    )
    .option('--client-id <id>', 'of the application that you registered with the system (OAuth 2.0)')
    .option('--auth-settings <file>', 'endpoints, scopes or redirectPort where they differ from those of the system (JSON)')
    .option('--description <file>', 'for rest: how the system is to be asked (JSON)')
    .option('--settings <file>', 'for hubspot and fxiaoke: what differs from one account to another (JSON)')
    .option('--daily-calls <n>', 'most calls in a day', wholeNumber)
    .option('--overlap <minutes>', 'how far before the last change seen a pull begins', wholeNumber)
    .option('--authority <file>', 'certificates (PEM) of an authority of your own; "system" for those of the machine only')
    .option('--every <time>', 'while the workspace is open, pull so often: 30m, 2h, 1d')
    .option('--daily <time>', 'pull daily at a time of the workspace’s zone: 07:00')
    .option('--weekly <days>', 'pull on days of the week: "mon,thu 07:00"')
    .option('--by-hand', 'no schedule')
}

function addPacking(command: Add, terminal: Terminal): void {
  command('backup <workspace>', 'copy the workspace into its own folder, also while it is open')
    .option('--list', 'list the backups, newest first')
    .option('--remove <id>', 'remove one for good')
    .option('--note <text>', 'what it is for')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: BackupOptions) => backUp(terminal, workspace, options))
  command('restore <workspace> <backup>', 'put the workspace back (an id, or "latest"), keeping the present state as a backup')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, backup: string, options: { json?: boolean }) => restoreBackup(terminal, workspace, backup, options))
  command('pack <workspace> [file]', 'write a workspace into one file (.helmdeckz) for sending')
    .option('--json', 'print the result as JSON')
    .action((workspace: string, file: string | undefined, options: { json?: boolean }) => packFile(terminal, workspace, file, options))
  command('unpack <file> [workspace]', 'make a workspace of a packed one')
    .option('--json', 'print the result as JSON')
    .action((file: string, workspace: string | undefined, options: { json?: boolean }) => unpackFile(terminal, file, workspace, options))
}

function addSettings(command: Add, terminal: Terminal): void {
  command('settings <workspace>', 'show how a workspace reads its data, or change it')
    .option('--set <file>', 'merge a JSON document into the settings: a file, or - for standard input')
    .addOption(new Option('--undo', 'go back to the version before').conflicts(['set', 'redo']))
    .addOption(new Option('--redo', 'go forward again').conflicts(['set', 'undo']))
    .option('--json', 'print the result as JSON')
    .action((workspace: string, options: SettingsOptions) => showSettings(terminal, workspace, options))
  command('sheet <workspace> <name>', 'show or fill a sheet: targets, spend, product-costs, exchange-rates')
    .option('--set <file>', 'put a table in place of all rows: a CSV file, or - for standard input; months may stand across')
    .addOption(new Option('--undo', 'go back to the version before').conflicts(['set', 'redo']))
    .addOption(new Option('--redo', 'go forward again').conflicts(['set', 'undo']))
    .option('--json', 'print the result as JSON')
    .action((workspace: string, name: string, options: SheetOptions) => fillSheet(terminal, workspace, name, options))
}

function withLanguage(command: Command): Command {
  return command.addOption(new Option('--language <language>', 'language of the output').choices(['zh', 'en']))
}

async function defineField(
  terminal: Terminal,
  workspace: string,
  action: string,
  what: string | undefined,
  options: FieldOptions,
): Promise<void> {
  const actions = { set: setFields, remove: removeField, check: checkField } as const
  if (action === 'list') return await listFields(terminal, workspace, options)
  if (action !== 'set' && action !== 'remove' && action !== 'check') throw new UsageError(`${action}: one of list, set, remove, check`)
  if (what === undefined) throw new UsageError(`${action} needs ${{ set: 'a file', remove: 'an id', check: 'a formula' }[action]}`)
  await actions[action](terminal, workspace, what, options)
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is wanted')
  return Number(text)
}

function rowNumber(text: string): number | 'total' {
  return text === 'total' ? text : wholeNumber(text)
}

function portNumber(text: string): number {
  const port = wholeNumber(text)
  if (port > 65_535) throw new InvalidArgumentError('a port is at most 65535')
  return port
}
