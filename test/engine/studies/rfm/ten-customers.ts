/**
 * Ten customers, day of the study 2026-06-30, orders as [days ago, money]:
 *
 * | customer | orders                       | last | times | money |
 * |----------|------------------------------|------|-------|-------|
 * | A        | 1: 500, 40: 300, 80: 200     | 1    | 3     | 1000  |
 * | B        | 5: 400, 300: 100             | 5    | 2     | 500   |
 * | C        | 10: 100                      | 10   | 1     | 100   |
 * | D        | 20: 100                      | 20   | 1     | 100   |
 * | E        | 35: 50                       | 35   | 1     | 50    |
 * | F        | 60: 800, 61: 200             | 60   | 2     | 1000  |
 * | G        | 100: 20                      | 100  | 1     | 20    |
 * | H        | 200: 10, 201: 10             | 200  | 2     | 20    |
 * | I        | 400: 5, then a return 3: -1  | 400  | 1     | 4     |
 * | J        | 500: 60                      | 500  | 1     | 60    |
 * | K        | 1000: 70 (before the window) |      |       |       |
 * | L        | nothing                      |      |       |       |
 */
export const bought: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  A: [
    [1, 500],
    [40, 300],
    [80, 200],
  ],
  B: [
    [5, 400],
    [300, 100],
  ],
  C: [[10, 100]],
  D: [[20, 100]],
  E: [[35, 50]],
  F: [
    [60, 800],
    [61, 200],
  ],
  G: [[100, 20]],
  H: [
    [200, 10],
    [201, 10],
  ],
  I: [
    [400, 5],
    [3, -1],
  ],
  J: [[500, 60]],
  K: [[1000, 70]],
  L: [],
}
export const ago = (days: number): string => new Date(Date.UTC(2026, 5, 30) - days * 86_400_000).toISOString().slice(0, 10)
