export type Need = 'chromium' | 'soffice' | 'shared'

export interface Suite {
  readonly name: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly needs: readonly Need[]
  readonly timeoutSeconds: number
}

const shared = 'test/**/*.shared.test.{ts,tsx}'
const office = 'test/**/*.office.test.{ts,tsx}'
const browser = 'test/e2e/**/*.test.ts'

/** Every test file belongs to one suite: by its folder, or by `.shared` or `.office` in its name. */
export const suites: readonly Suite[] = [
  {
    name: 'unit',
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: [shared, office, browser],
    needs: [],
    timeoutSeconds: 90,
  },
  { name: 'office', include: [office], exclude: [browser], needs: ['soffice'], timeoutSeconds: 90 },
  { name: 'shared', include: [shared], exclude: [browser], needs: ['shared'], timeoutSeconds: 120 },
  { name: 'e2e', include: [browser], exclude: [shared, office], needs: ['chromium'], timeoutSeconds: 120 },
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
]
