import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './test/slowest-first.ts'
import { suites } from './test/suites.ts'

export default defineConfig({
  test: {
    globalSetup: ['test/temporary-files.ts', 'test/build-programs.ts'],
    // One more than cores: tests of pages wait as much as they work.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    projects: suites.map((suite) => ({
      test: {
        name: suite.name,
        include: [...suite.include],
        exclude: [...suite.exclude, '**/node_modules/**'],
        setupFiles: ['test/seeded.ts'],
        pool: 'forks' as const,
        // Two workers on two cores: more threads would only wait for each other. The other suites run as users do.
        env: suite.name === 'unit' || suite.name === 'long' ? { HELMDECK_THREADS: '1' } : {},
        // Most files import the engine and its libraries: a worker reads them once, not once per file.
        isolate: false,
        testTimeout: suite.timeoutSeconds * 1000,
        hookTimeout: suite.timeoutSeconds * 1000,
        // The machine may be busy; what is waited for comes or the test fails.
        expect: { poll: { timeout: 30_000 } },
      },
    })),
  },
})
