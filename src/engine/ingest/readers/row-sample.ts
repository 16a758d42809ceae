const firstRows = 300
export const sampleRows = 1000

/** Picks up to 1,000 records of a stream of unknown length: all of a short one, else the first 300 and 700 spread by position. */
export class RowSample {
  private readonly first: Buffer[] = []
  private readonly spread: Buffer[] = []
  private readonly step: number
  private threshold: number

  constructor(totalBytes: number) {
    this.step = Math.max(1, totalBytes / (sampleRows - firstRows))
    this.threshold = this.step / 2
  }

  offer(position: number, bytes: Buffer, start: number, end: number): void {
    const isEarly = this.first.length < sampleRows
    if (!isEarly && position < this.threshold) return
    const copy = Buffer.from(bytes.subarray(start, end))
    const wasEarly = isEarly && this.first.length < firstRows
    if (isEarly) this.first.push(copy)
    if (position >= this.threshold) {
      this.threshold += this.step * Math.max(1, Math.ceil((position - this.threshold) / this.step))
      if (!wasEarly) this.spread.push(copy)
    }
  }

  records(): string[] {
    const isWhole = this.first.length < sampleRows
    const chosen = isWhole ? this.first : [...this.first.slice(0, firstRows), ...this.spread.slice(0, sampleRows - firstRows)]
    return chosen.map((bytes) => bytes.toString('utf8'))
  }
}
