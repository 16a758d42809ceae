import type { ReactNode } from 'react'
import classes from './frame.module.css'

interface PageProps {
  readonly title: ReactNode
  /** What stands right of the title: saved state, undo, export. */
  readonly actions?: ReactNode
  /** A second line under the head that stays while the content scrolls: tabs or the filter strip. */
  readonly strip?: ReactNode
  readonly children: ReactNode
  /** Content that fills the height and scrolls by itself, as a grid does. */
  readonly fill?: boolean
}

/** The head and the scrolling content of every room. */
export function Page({ title, actions, strip, children, fill = false }: PageProps) {
  return (
    <div className={classes.page}>
      <header className={classes.pageHead}>
        <h1 className="clip">{title}</h1>
        <div className={classes.pageActions}>{actions}</div>
      </header>
      {strip && <div className={classes.strip}>{strip}</div>}
      <div className={classes.content} data-fill={fill || undefined} tabIndex={-1}>
        {children}
      </div>
    </div>
  )
}
