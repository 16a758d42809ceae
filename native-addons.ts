/** Loaded from node_modules at run time, because they find their binaries and data beside themselves; everything else is bundled. */
export const nativeAddons: readonly (string | RegExp)[] = [
  /^@duckdb\/node-bindings/,
  '@napi-rs/keyring',
  /^@resvg\//,
  'pdfmake',
  'bufferutil',
  'utf-8-validate',
]
