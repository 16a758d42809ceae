import { register } from 'node:module'
import { pathToFileURL } from 'node:url'

// The built program imports 'electron'; here it gets the stand-in.
const standIn = pathToFileURL(process.env['STAND_IN_ELECTRON'] ?? '').href
register(
  `data:text/javascript,${encodeURIComponent(`export async function resolve(specifier, context, next) {
    return next(specifier === 'electron' ? ${JSON.stringify(standIn)} : specifier, context)
  }`)}`,
)
