import { connect } from './connect.ts'
import { start } from './start.tsx'

await start(connect())
