export const uiEn = {
  title: 'Common',
  cancel: 'Cancel',
  cancelled: 'This was cancelled. Nothing was changed.',
  tryAgain: 'Try again',
  loading: 'Asking the engine…',
  waiting: 'Waiting for the engine.',
  copied: 'Copied {{rows}} × {{columns}} cells with headers',
  yes: 'Yes',
  no: 'No',
  empty: '(empty)',
  missing: 'A file about',
  wouldAdd: 'adds',
} as const
