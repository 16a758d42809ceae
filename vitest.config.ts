import { defineConfig } from 'vitest/config'
import { suites } from './test/suites.ts'

export default defineConfig({
  test: {
    projects: suites.map((suite) => ({
      test: {
        name: suite.name,
        include: [...suite.include],
        exclude: [...suite.exclude, '**/node_modules/**'],
        pool: 'forks' as const,
        testTimeout: suite.timeoutSeconds * 1000,
        hookTimeout: suite.timeoutSeconds * 1000,
      },
    })),
  },
})
