export type Need = 'chromium' | 'soffice' | 'shared'

export interface Suite {
  readonly name: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly needs: readonly Need[]
  readonly timeoutSeconds: number
  /** Kills, full disks, whole round trips, random histories and models: run before anything lands, not after every change. */
  readonly isLong?: true
}

const shared = 'test/**/*.shared.test.{ts,tsx}'
const office = 'test/**/*.office.test.{ts,tsx}'
const long = 'test/**/*.long.test.ts'
const sharedLong = 'test/**/*.shared.long.test.ts'
const browser = 'test/e2e/**/*.test.ts'

/** Every test file belongs to one suite: by its folder, or by `.shared`, `.office` or `.long` in its name. */
export const suites: readonly Suite[] = [
  {
    name: 'unit',
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [shared, office, long, browser],
    needs: [],
    timeoutSeconds: 90,
  },
  { name: 'office', include: [office], exclude: [browser], needs: ['soffice'], timeoutSeconds: 90 },
  { name: 'shared', include: [shared], exclude: [browser], needs: ['shared'], timeoutSeconds: 120 },
  { name: 'e2e', include: [browser], exclude: [shared, office, long], needs: ['chromium'], timeoutSeconds: 120 },
  {
    name: 'e2e-office',
    include: ['test/e2e/**/*.office.test.ts'],
    exclude: [shared],
    needs: ['chromium', 'soffice'],
    timeoutSeconds: 120,
  },
  {
    name: 'e2e-shared',
    include: ['test/e2e/**/*.shared.test.ts'],
    exclude: [],
    needs: ['chromium', 'shared'],
    timeoutSeconds: 120,
  },
  { name: 'long', include: [long], exclude: [browser, sharedLong], needs: [], timeoutSeconds: 180, isLong: true },
  { name: 'shared-long', include: [sharedLong], exclude: [browser], needs: ['shared'], timeoutSeconds: 180, isLong: true },
  { name: 'e2e-long', include: ['test/e2e/**/*.long.test.ts'], exclude: [], needs: ['chromium'], timeoutSeconds: 120, isLong: true },
]
