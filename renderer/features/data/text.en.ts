export const dataEn = {
  title: 'Data',
} as const
