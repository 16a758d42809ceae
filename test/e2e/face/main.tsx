import { keepConnected } from '../../../renderer/data/connection.ts'
import { start } from '../../../renderer/start.tsx'
import { fakeApi } from './fake-api.ts'

/** `?scene=empty` starts without data, `?scene=lost` never reaches an engine. */
const scene = new URLSearchParams(window.location.search).get('scene') ?? 'loaded'
const client = fakeApi(scene === 'empty' ? 'empty' : 'loaded')

await start(
  keepConnected(async () => {
    if (scene === 'lost') throw new Error('no engine')
    return { client, closed: new Promise(() => {}) }
  }),
)
