import { sparkPath } from './spark-path.ts'
import './chart.css'

const box = { width: 132, height: 32 }

/** A run of figures without axes; the sentence says its ends. */
export function Spark({ values, sentence }: { values: readonly (number | null)[]; sentence: string }) {
  const path = sparkPath(values, box.width, box.height)
  if (path.line === '') return null
  return (
    <svg
      className="spark"
      width={box.width}
      height={box.height}
      preserveAspectRatio="xMinYMax meet"
      viewBox={`0 0 ${box.width} ${box.height}`}
      role="img"
      aria-label={sentence}
    >
      <path d={path.line} />
      {path.end && <circle cx={path.end.x} cy={path.end.y} r={2.5} />}
    </svg>
  )
}
