import { useState } from 'react'
import type { MentionLink } from '../../domain/contract/links.ts'
import type { EnterprisePage } from '../../domain/contract/workbench.ts'
import { Button } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { CountryText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { ReasonDialog } from '../links/judge-bar.tsx'
import { MentionWhy } from '../links/mention-view.tsx'
import { mentionSubject, useJudge } from '../links/use-judge.ts'

/** How declarations name an enterprise under no number of the register: why that is linked to it, or is not. */
export function MentionsOf({ page: { mentions } }: { page: EnterprisePage }) {
  const t = useWords()
  if (mentions.length === 0) return null
  return (
    <Panel title={t('links.mention.panel')}>
      <p className="muted">{t('links.mention.panelHint')}</p>
      <ul className="plain-list">
        {mentions.map((mention) => (
          <Mention key={mention.key} mention={mention} />
        ))}
      </ul>
    </Panel>
  )
}

function Mention({ mention }: { mention: MentionLink }) {
  const t = useWords()
  const { may } = useJudge()
  const [judging, setJudging] = useState(false)
  const { verdict } = mention
  const close = () => setJudging(false)
  return (
    <li>
      <bdi>{mention.name}</bdi> <CountryText code={mention.country} />{' '}
      {mention.number && <span className="mono nowrap">{mention.number}</span>}{' '}
      <span className="muted">
        {t('links.mention.declarations', { count: mention.declarations })}
      </span>
      <MentionWhy mention={mention} />
      {may && (
        <Button kind="quiet" onClick={() => setJudging(true)}>
          {t('links.mention.judgeIt')}
        </Button>
      )}
      {judging && (
        <ReasonDialog
          subject={mentionSubject(mention)}
          first={verdict === 'OPEN' ? 'SAME' : verdict}
          onClose={close}
          onDone={close}
        />
      )}
    </li>
  )
}
