import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NOTE_MAX_LENGTH } from '../../domain/commands/add-note.ts'
import { REASON_MAX_LENGTH, REASON_MIN_LENGTH } from '../../domain/commands/judge-finding.ts'
import type { AttentionItem } from '../../domain/contract/workbench.ts'
import { formatRoute } from '../app/route.ts'
import { workbench } from '../data/client.ts'
import { queryClient, reads, useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { EmptyState, Loading, useErrorWords } from '../design/states.tsx'
import { InstantText } from '../design/time.tsx'
import { useCodes } from '../i18n/format.ts'

/** Refused commands with the officer's own words, kept until they are dismissed. */
export default function AttentionTray({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const { data } = useQuery(reads.attention())
  return (
    <Dialog title={t('attention.title')} onClose={onClose}>
      {!data ? (
        <Loading lines={3} />
      ) : data.length === 0 ? (
        <EmptyState icon="check" tone="calm" title={t('attention.empty')}>
          {t('attention.emptyHint')}
        </EmptyState>
      ) : (
        <>
          <p className="muted">{t('attention.intro')}</p>
          <ul className="attention-list">
            {data.map((item) => (
              <Refused key={item.n} item={item} onLeave={onClose} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

async function dismiss(n: number): Promise<void> {
  await workbench.sync.dismissAttention({ n })
  await queryClient.invalidateQueries({ queryKey: ['sync.attention'] })
}

function Refused({ item, onLeave }: { item: AttentionItem; onLeave: () => void }) {
  const { t } = useTranslation('app')
  const words = useErrorWords()({
    code: item.code,
    details: { ...limitsOf(item), ...item.details },
  })
  const args = item.args as Readonly<Record<string, unknown>>
  const released = item.name === 'assignDossier' && args['assignee'] === null
  return (
    <li className="attention-item">
      <h3>
        {t(`command.${released ? 'releaseDossier' : item.name}`)}
        {item.reference && <span className="mono"> · {item.reference}</span>}
      </h3>
      <p className="muted">
        <InstantText instant={item.at} />
      </p>
      <p>
        <b>{words.title}.</b> {words.advice}
      </p>
      <Intent args={args} details={item.details} />
      <div className="attention-actions">
        {item.dossierId && (
          <a
            className="button button-plain"
            href={formatRoute({ screen: 'dossier', id: item.dossierId })}
            onClick={onLeave}
          >
            {t('attention.open')}
          </a>
        )}
        <Button onClick={() => void dismiss(item.n)} icon="check">
          {t('attention.dismiss')}
        </Button>
      </div>
    </li>
  )
}

/** Limits that some refusals name without saying them. */
function limitsOf({ name }: AttentionItem): object {
  const max = name === 'addNote' ? NOTE_MAX_LENGTH : REASON_MAX_LENGTH
  return { min: REASON_MIN_LENGTH, max }
}

interface IntentProps {
  args: Readonly<Record<string, unknown>>
  details: AttentionItem['details']
}

/** What the officer had in front of them, what they wanted, and what somebody else did meanwhile. */
function Intent({ args, details }: IntentProps) {
  const { t } = useTranslation('app')
  const code = useCodes()
  const colleagues = useSession()?.colleagues ?? []
  const show = (value: unknown): string => {
    if (value === null) return t('nobody')
    const name = colleagues.find(({ id }) => id === value)?.name
    return name ?? (typeof value === 'string' ? code('findingStatus', value) : '')
  }
  const text = args['text'] ?? args['reason']
  const wanted = args['assignee'] === undefined ? args['status'] : args['assignee']
  return (
    <dl className="intent">
      {args['from'] !== undefined && <Pair name={t('attention.base')} value={show(args['from'])} />}
      {wanted !== undefined && <Pair name={t('attention.mine')} value={show(wanted)} />}
      {details['theirs'] !== undefined && (
        <Pair name={t('attention.theirs')} value={show(details['theirs'])} />
      )}
      {typeof text === 'string' && <OwnWords text={text} />}
    </dl>
  )
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function OwnWords({ text }: { text: string }) {
  const { t } = useTranslation('app')
  const [copied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <>
      <dt>{t('attention.yourWords')}</dt>
      <dd>
        <blockquote>{text}</blockquote>
        <Button kind="quiet" icon={copied ? 'check' : 'note'} onClick={copy}>
          {t(copied ? 'attention.copied' : 'attention.copy')}
        </Button>
      </dd>
    </>
  )
}
