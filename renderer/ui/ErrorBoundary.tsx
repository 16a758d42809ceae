import { Component, type ErrorInfo, type ReactNode } from 'react'
import { ErrorState } from './states.tsx'

interface Props {
  readonly children: ReactNode
  readonly compact?: boolean
  /** Another value takes the broken content away and tries again: a page's address, a tile's id. */
  readonly resetKey: string
}

/** One failing page or tile never blanks the rest. */
export class ErrorBoundary extends Component<Props, { error: unknown; failed: boolean }> {
  override state = { error: null as unknown, failed: false }

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true }
  }

  override componentDidUpdate(previous: Props) {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ error: null, failed: false })
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <ErrorState
        error={this.state.error}
        compact={this.props.compact ?? false}
        onRetry={() => this.setState({ error: null, failed: false })}
      />
    )
  }
}
