import { useQuery } from '@tanstack/react-query'
import { reads } from '../data/reads.ts'
import { Panel } from '../design/panel.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useWorkshopWords } from './words.ts'

/** What waits for this person: rules that are held back, and proposals of others. */
export function WaitingPanel() {
  const t = useWorkshopWords()
  const { data } = useQuery(reads.workshopWaiting())
  if (!data || data.held.length + data.proposals.length === 0) return null
  const lines = [
    ...data.held.map((code) => ({ code, what: 'held' as const })),
    ...data.proposals.map((code) => ({ code, what: 'proposal' as const })),
  ]
  return (
    <Panel title={t('waiting.title')}>
      <ul className="workshop-list">
        {lines.map(({ code, what }) => (
          <li key={`${what} ${code}`}>
            <RouteLink to={{ screen: 'rule', id: code }}>
              <span className="mono">{code}</span> {t(`rule.${code}.title`)}
            </RouteLink>
            <span className="muted">{t(`waiting.${what}`)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
