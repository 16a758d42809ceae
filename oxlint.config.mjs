import { builtinModules } from 'node:module'

const deny = (message, { groups = [], names = [] }) => ({
  'no-restricted-imports': [
    'error',
    { paths: names.map((name) => ({ name, message })), patterns: groups.length > 0 ? [{ group: groups, message }] : [] },
  ],
})
// `node:*` alone lets `import 'fs'` through, so the bare names are listed too.
const node = { groups: ['node:*'], names: builtinModules.filter((name) => !name.startsWith('_')) }
const shells = ['electron', 'electron/**', 'hono', 'hono/**', '@hono/**', 'ws', 'commander']
const face = [
  'react',
  'react/**',
  'react-dom',
  'react-dom/**',
  '@mantine/**',
  '@tanstack/**',
  'zustand',
  'zustand/**',
  'i18next',
  '**/renderer/**',
]
const duckdb = ['@duckdb/**']
const arrow = ['apache-arrow', 'apache-arrow/**']
const engine = [...shells, ...face, '**/transport/**', '**/host/**', '**/server/**', '**/cli/**', '**/main/**']

/** One row per wall; for a file that several rows match, the last one counts. */
const walls = [
  { files: ['src/contract/**'], rules: deny('src/contract imports only zod and itself.', { groups: ['**', '!zod', '!./*'] }) },
  {
    files: ['src/charts/**'],
    rules: deny('src/charts imports src/contract, the types of ECharts and itself.', {
      groups: ['**', '!echarts', '!./*', '!../contract/*'],
    }),
  },
  {
    files: ['src/transport/**'],
    rules: deny('src/transport imports only zod, src/contract and itself.', { groups: ['**', '!zod', '!./*', '!../contract/*'] }),
  },
  {
    files: ['src/engine/**'],
    rules: deny('src/engine knows neither hosts nor the face; DuckDB stays in database/, Arrow in database/, export/ and report/.', {
      groups: [...engine, ...duckdb, ...arrow],
    }),
  },
  {
    files: ['src/engine/export/**', 'src/engine/report/**'],
    rules: deny('src/engine knows neither hosts nor the face; only database/ imports DuckDB.', { groups: [...engine, ...duckdb] }),
  },
  { files: ['src/engine/database/**'], rules: deny('src/engine knows neither hosts nor the face.', { groups: engine }) },
  {
    files: ['src/host/**'],
    rules: deny('src/host is what the hosts share: it knows no server, command line, window or face.', {
      groups: [...shells, ...face, ...duckdb, ...arrow, '**/server/**', '**/cli/**', '**/main/**'],
    }),
  },
  {
    files: ['src/server/**'],
    rules: deny('src/server wires the browser host and nothing else.', {
      groups: [...face, ...duckdb, ...arrow, 'electron', 'electron/**', '**/cli/**'],
    }),
  },
  {
    files: ['src/cli/**'],
    rules: deny('src/cli wires the command line and nothing else.', { groups: [...face, ...duckdb, 'electron', 'electron/**'] }),
  },
  {
    files: ['main/**'],
    rules: deny('main/ wires the Electron shell and nothing else.', {
      groups: [...face, ...duckdb, ...arrow, '**/server/**', '**/cli/**'],
    }),
  },
  {
    files: ['renderer/**'],
    rules: deny(
      'renderer/ reaches the engine only through src/contract and src/transport, shares src/charts with it, and runs without Node.',
      {
        groups: [...shells, ...duckdb, ...node.groups, '**/engine/**', '**/host/**', '**/server/**', '**/cli/**', '**/main/**'],
        names: node.names,
      },
    ),
  },
]

export default {
  plugins: ['eslint', 'typescript', 'import', 'unicorn', 'oxc', 'promise'],
  categories: { correctness: 'error' },
  options: { typeAware: true, maxWarnings: 0, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['out/**', 'node_modules/**'],
  rules: {
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'no-throw-literal': 'error',
    'no-else-return': 'error',
    'max-lines': ['error', { max: 350 }],
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-duplicates': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    // Spreading a string into its code points is how names are counted and cut here.
    'typescript/no-misused-spread': ['error', { allow: ['string'] }],
    'typescript/no-unnecessary-type-assertion': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    // Objects here are records of closures: no method has a `this` to lose.
    'typescript/unbound-method': 'off',
    'unicorn/filename-case': ['error', { cases: { kebabCase: true } }],
    'unicorn/no-abusive-eslint-disable': 'error',
  },
  overrides: [
    { files: ['src/contract/**', 'src/transport/**', 'src/engine/**'], rules: { 'no-console': 'error' } },
    { files: ['*.config.*'], rules: { 'import/no-default-export': 'off' } },
    {
      files: ['renderer/**'],
      plugins: ['eslint', 'typescript', 'import', 'unicorn', 'oxc', 'promise', 'react', 'jsx-a11y'],
      rules: { 'react/rules-of-hooks': 'error', 'react/exhaustive-deps': 'error', 'react/jsx-key': 'error' },
    },
    {
      files: ['renderer/**/*.tsx', 'test/**/*.tsx'],
      rules: { 'unicorn/filename-case': ['error', { cases: { kebabCase: true, pascalCase: true } }] },
    },
    {
      files: ['test/**'],
      plugins: ['eslint', 'typescript', 'import', 'unicorn', 'oxc', 'promise', 'vitest'],
      rules: {
        'vitest/no-focused-tests': 'error',
        'vitest/no-disabled-tests': 'error',
        'vitest/no-identical-title': 'error',
        'no-unsafe-optional-chaining': 'off',
      },
    },
    ...walls,
  ],
}
