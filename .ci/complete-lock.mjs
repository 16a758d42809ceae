// Run after `npm install`. A registry that hides other platforms' packages leaves them out of the lock, and `npm ci` then refuses all of it,
// here and on those platforms. What is added is what the packages that ask for them declare; npm checks platform and version on its own.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

function platformOf(name) {
  const words = name.split(/[/-]/)
  const cpu = processors.filter((processor) => words.includes(processor))
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : []
  const os = systems.filter((system) => words.includes(system))
  if (os.length !== 1) throw new Error(`${name}: for which system is it?`)
  return { ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }), os }
}

function isLocked(path, name) {
  const above = path.includes('/node_modules/') ? path.slice(0, path.lastIndexOf('/node_modules/')) : ''
  return `${path}/node_modules/${name}` in lock.packages || (path === '' ? `node_modules/${name}` in lock.packages : isLocked(above, name))
}

for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isLocked(path, name)) continue
    lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev && { dev }), optional: true }
    process.stdout.write(`added ${name} ${version}\n`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([one], [other]) => one.localeCompare(other, 'en')))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
