import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { EmptyState } from '../design/states.tsx'

interface BoundaryProps {
  /** When it changes, the screen is tried anew. */
  on: string
  children: ReactNode
}

/** Keeps a broken screen from taking the window with it; shows no stack. */
export class Boundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidUpdate(before: BoundaryProps) {
    if (before.on !== this.props.on && this.state.broken) this.setState({ broken: false })
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return <Broken onRetry={() => this.setState({ broken: false })} />
  }
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation('app')
  return (
    <EmptyState
      icon="warning"
      tone="red"
      title={t('broken.title')}
      actions={
        <>
          <Button kind="primary" onClick={onRetry}>
            {t('retry')}
          </Button>
          <Button onClick={() => location.reload()}>{t('reload')}</Button>
        </>
      }
    >
      {t('broken.hint')}
    </EmptyState>
  )
}
