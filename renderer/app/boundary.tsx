import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { EmptyState } from '../design/states.tsx'

interface BoundaryProps {
  children: ReactNode
  /** Looks of the words that stand in place of what broke. */
  className?: string
}

/** Keeps a broken screen from taking the window with it; shows no stack. A new key tries anew. */
export class Boundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div className={this.props.className}>
        <Broken onRetry={() => this.setState({ broken: false })} />
      </div>
    )
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
