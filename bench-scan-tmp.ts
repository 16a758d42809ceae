import { readFileSync } from 'node:fs'
import { scanRecords, scanRules } from './src/engine/ingest/readers/record-scanner.ts'
const b = readFileSync('/tmp/readers-big.csv')
for (let k = 0; k < 4; k++) {
  const t = performance.now(); const c0 = process.cpuUsage(); let n = 0, odd = 0
  scanRecords(b, 0, b.length, true, scanRules({ delimiter: ',', quote: '"', escape: '"' }, 25), f => { n++; if (f.flags) odd++; if (f.cells !== 25) throw new Error(String(f.cells)) })
  const ms = performance.now() - t; const c = process.cpuUsage(c0).user / 1000
  console.log(n, odd, ms | 0, 'ms wall', c | 0, 'ms cpu', (b.length / c / 1000) | 0, 'MB/s cpu')
}
let t = process.cpuUsage(); let n = 0; for (let i = b.indexOf(10); i >= 0; i = b.indexOf(10, i + 1)) n++; console.log('memchr', n, process.cpuUsage(t).user / 1000)
t = process.cpuUsage(); let s = 0; for (let i = 0; i < b.length; i++) s += b[i]!; console.log('sum loop', s, process.cpuUsage(t).user / 1000)
