import type { ApiHandlers } from '../../../contract/api.ts'
import type { Uploads } from './uploads.ts'

/** The engine's side of `sources`: bytes arrive in chunks, nothing is read or loaded yet. */
export function sourceHandlers(context: { readonly uploads: Uploads }): ApiHandlers['sources'] {
  const { uploads } = context
  return {
    begin: async ({ name, bytes }) => ({ upload: await uploads.begin(name, bytes) }),
    append: async ({ upload, bytes }) => ({ received: await uploads.append(upload, bytes) }),
    finish: async ({ upload }) => {
      const { hash, bytes } = await uploads.finish(upload)
      return { upload, hash, bytes }
    },
    discard: async ({ upload }) => {
      await uploads.discard(upload)
      return {}
    },
  }
}
