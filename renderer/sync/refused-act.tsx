import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOpen, wordsIn } from '../../domain/commands/conflict.ts'
import type { Choice } from '../../domain/contract/conflict.ts'
import { isErrorCode } from '../../domain/contract/errors.ts'
import type { AttentionItem } from '../../domain/contract/workbench.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { announce } from '../app/announce.ts'
import { useDrafts } from '../app/drafts.ts'
import { formatRoute } from '../app/route.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import type { CommandProblem } from '../data/use-command.ts'
import { queryClient } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { TextAreaField } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import { useErrorWords } from '../design/states.tsx'
import { InstantText } from '../design/time.tsx'
import { useFormats } from '../i18n/format.ts'
import { useActTitle } from './act-title.ts'
import { type Choices, ConflictTable } from './conflict-table.tsx'

interface RefusedActProps {
  item: AttentionItem
  /** It left the list. */
  onGone: () => void
  /** Something behind the tray is looked at. */
  onLeave: () => void
}

type Problem = { undecided: true } | CommandProblem
type Limits = { min: number; max: number }

const readAgain = () => queryClient.invalidateQueries({ queryKey: ['sync.attention'] })

/** What the officer makes of a refused act: choices per field, edited words, and the two ways out. */
function useRefused(item: AttentionItem, onGone: () => void) {
  const { t } = useTranslation('app')
  const title = useActTitle()(item)
  const own = wordsIn(item.name, item.args)
  const stored = Object.fromEntries(own.map(({ field, text }) => [field, text]))
  const [words, write] = useDrafts(`attention ${item.n} ${item.at}`, stored)
  const [choices, setChoices] = useState<Choices>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const open = item.fields.filter(isOpen)
  const gone = async (said: string) => {
    for (const { field, text } of own) write(field, text)
    announce(said)
    await readAgain()
    onGone()
  }
  const refused = async ({ code, details }: CommandProblem) => {
    setProblem({ code, details })
    setChoices({})
    await readAgain()
  }
  const [asking, ask] = useState<'DISMISS' | 'SEND' | null>(null)
  const send = async (letGo = false) => {
    ask(null)
    const decided = open.flatMap(({ field, theirs }) => {
      const choice = choices[field]
      return choice ? [[field, { choice, theirs }] as const] : []
    })
    if (decided.length < open.length) return setProblem({ undecided: true })
    const decisions = { choices: Object.fromEntries(decided), words, letGo }
    try {
      const result = await workbench.sync.sendAgain({ n: item.n, decided: decisions })
      if (result.outcome === 'QUEUED') return await gone(t('attention.sent', { act: title }))
      if (result.outcome === 'LEFT') return await gone(t('attention.left'))
      if (result.outcome === 'ASKS') return ask('SEND')
      const code = isErrorCode(result.code) ? result.code : 'INTERNAL'
      await refused({ code, details: result.details })
    } catch (error) {
      await refused(toTandemError(error))
    }
  }
  const dismiss = async () => {
    try {
      await workbench.sync.dismissAttention({ n: item.n })
      await gone(t('attention.dismissed'))
    } catch (error) {
      await refused(toTandemError(error))
    }
  }
  const choose = (field: string, choice: Choice) => {
    setProblem(null)
    setChoices({ ...choices, [field]: choice })
  }
  return { title, own, words, write, choices, choose, problem, send, dismiss, asking, ask }
}

type Refused = ReturnType<typeof useRefused>

/** One refused act: why, what it and the record disagree on, the officer's words, and what to do. */
export function RefusedAct({ item, onGone, onLeave }: RefusedActProps) {
  const { t } = useTranslation('app')
  const heading = useId()
  const refused = useRefused(item, onGone)
  const { title, own, words, write, choices, choose, problem } = refused
  const limits = own[0] ?? null
  return (
    <li className="attention-item" aria-labelledby={heading}>
      <h3 id={heading}>
        {title}
        {item.reference && <span className="mono"> · {item.reference}</span>}
      </h3>
      <p className="muted">
        <InstantText instant={item.at} />
      </p>
      <Why item={item} own={limits} />
      {item.fields.length > 0 && (
        <ConflictTable
          caption={t('attention.compare', { act: title })}
          fields={item.fields}
          choices={choices}
          onChoose={item.blocked ? null : choose}
        />
      )}
      {own.map(({ field, max }) => (
        <TextAreaField
          key={field}
          label={
            field === 'text'
              ? t('attention.yourText')
              : t('attention.yourWords', { field: t(`field.${field}`) })
          }
          value={words[field] ?? ''}
          limit={max}
          rows={3}
          onChange={(event) => write(field, event.target.value)}
        />
      ))}
      <span role="alert">{problem && <ProblemText problem={problem} own={limits} />}</span>
      <Actions item={item} refused={refused} onLeave={onLeave} />
    </li>
  )
}

/** Why it was not accepted. */
function Why({ item, own }: { item: AttentionItem; own: Limits | null }) {
  const { code, details } = item
  const { title, advice } = useErrorWords()({
    code,
    details: { min: own?.min, max: own?.max, ...details },
  })
  return (
    <>
      <p>
        <b>{title}.</b> {advice}
      </p>
      {item.heldBy && <HeldBy heldBy={item.heldBy} />}
    </>
  )
}

interface ActionsProps {
  item: AttentionItem
  refused: Refused
  onLeave: () => void
}

function Actions({ item, refused, onLeave }: ActionsProps) {
  const { t } = useTranslation('app')
  const actor = useSession()?.actor
  const allowed = actor ? mayRun(actor, item.name) : false
  const mayAct = allowed && item.blocked === null
  const { asking, ask } = refused
  const words = Object.values(refused.words)
    .filter((text) => text.trim() !== '')
    .join('\n\n')
  const hasWords = words !== ''
  const dismiss = () => void refused.dismiss()
  if (asking) {
    const drop = asking === 'SEND' ? () => void refused.send(true) : dismiss
    return <AskDismiss words={words} onDrop={drop} onKeep={() => ask(null)} />
  }
  return (
    <>
      {!allowed && <p className="muted">{t('attention.noRight')}</p>}
      {allowed && item.blocked && <Blocked blocked={item.blocked} />}
      <div className="attention-actions">
        {mayAct && (
          <Button kind="primary" onClick={() => void refused.send()}>
            {t('attention.send')}
          </Button>
        )}
        {item.dossierId && (
          <a
            className="button button-plain"
            href={formatRoute({ screen: 'dossier', id: item.dossierId })}
            onClick={onLeave}
          >
            {t('attention.open')}
          </a>
        )}
        {hasWords && <CopyButton text={words} />}
        <Button kind="quiet" icon="close" onClick={() => (hasWords ? ask('DISMISS') : dismiss())}>
          {t('attention.dismiss')}
        </Button>
      </div>
    </>
  )
}

/** Why it cannot be sent again as the dossier stands now. */
function Blocked({ blocked }: { blocked: NonNullable<AttentionItem['blocked']> }) {
  const { t } = useTranslation('app')
  const { title, advice } = useErrorWords()(blocked)
  return <p>{t('attention.blocked', { reason: `${title}. ${advice}` })}</p>
}

function ProblemText({ problem, own }: { problem: Problem; own: Limits | null }) {
  const { t } = useTranslation('app')
  const errorWords = useErrorWords()
  if ('undecided' in problem) return <Warning text={t('attention.decideFirst')} />
  const { code, details } = problem
  const { title, advice } = errorWords({
    code,
    details: { min: own?.min, max: own?.max, ...details },
  })
  return <Warning text={`${title}. ${advice}`} />
}

function Warning({ text }: { text: string }) {
  return (
    <span className="field-problem">
      <Icon name="warning" size={14} />
      {text}
    </span>
  )
}

/** The act that this one built on, and why that one was not accepted. */
function HeldBy({ heldBy }: { heldBy: NonNullable<AttentionItem['heldBy']> }) {
  const { t } = useTranslation('app')
  const { dateTime } = useFormats()
  const title = useActTitle()(heldBy)
  const { title: reason } = useErrorWords()({ code: heldBy.code })
  const at = dateTime(heldBy.at)
  return <p>{t('attention.heldBy', { act: title, at, reason })}</p>
}

interface AskDismissProps {
  words: string
  onDrop: () => void
  onKeep: () => void
}

/** The officer's own words go only after a question. */
function AskDismiss({ words, onDrop, onKeep }: AskDismissProps) {
  const { t } = useTranslation('app')
  return (
    <div className="attention-actions" role="group" aria-label={t('attention.loseWords')}>
      <span>{t('attention.loseWords')}</span>
      <Button ref={(button) => button?.focus()} onClick={onKeep}>
        {t('attention.keep')}
      </Button>
      <CopyButton text={words} />
      <Button kind="danger" onClick={onDrop}>
        {t('attention.dropWords')}
      </Button>
    </div>
  )
}

function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation('app')
  const [copied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <Button kind="quiet" icon={copied ? 'check' : 'note'} onClick={copy}>
      {t(copied ? 'attention.copied' : 'attention.copy')}
    </Button>
  )
}
