import packageFile from '../../../package.json' with { type: 'json' }

export const engineVersion = packageFile.version
