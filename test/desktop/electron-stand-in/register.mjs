import { register } from 'node:module'

// The built program imports 'electron'; here it gets the stand-in.
const standIn = new URL('./electron.ts', import.meta.url).href
register(
  `data:text/javascript,${encodeURIComponent(`export async function resolve(specifier, context, next) {
    return next(specifier === 'electron' ? ${JSON.stringify(standIn)} : specifier, context)
  }`)}`,
)
