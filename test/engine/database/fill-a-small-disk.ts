import { dirname } from 'node:path'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'

// Past the limit of file size the kernel sends SIGXFSZ, which ends a process that does not listen.
process.on('SIGXFSZ', () => undefined)
const file = process.argv[2] ?? ''
const database = await openDatabase({ file, allowedFolder: dirname(file) })
await database.run('create table small as select * from range(10); checkpoint')
try {
  await database.run('create table big as select range, md5(range::varchar) as a, md5((range + 1)::varchar) as b from range(1000000)')
  await database.run('checkpoint')
  process.stdout.write('no error')
} catch (error) {
  process.stdout.write(error instanceof HelmdeckError ? error.code : String(error))
}
process.exit(0)
