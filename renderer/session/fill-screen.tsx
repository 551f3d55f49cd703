import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import { queryClient } from '../data/reads.ts'
import { Icon } from '../design/icon.tsx'
import { Notice, useErrorWords } from '../design/states.tsx'
import { useFormats } from '../i18n/format.ts'

type Fill = NonNullable<SyncStatus['fill']>
const PHASES = ['RECORDS', 'INDEX', 'FINDINGS'] as const
type Phase = (typeof PHASES)[number]

const phaseOf = (fill: Fill | null): Phase => PHASES.find((one) => one === fill?.phase) ?? 'RECORDS'

/** A fill of this computer, step by step. */
export function FillScreen({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('app')
  const errorWords = useErrorWords()
  const { error } = status
  // The person may be shown other things now than were read before.
  useEffect(() => queryClient.removeQueries({ type: 'inactive' }), [])
  return (
    <section className="entry-card fill" aria-labelledby="fill-title">
      <h1 id="fill-title">{t('fill.title')}</h1>
      <p>{t('fill.hint')}</p>
      {error && (
        <Notice icon="offline" tone="amber">
          <b>{errorWords(error).title}.</b> {errorWords(error).advice}
        </Notice>
      )}
      <ol className="fill-steps">
        {PHASES.map((phase) => (
          <Step key={phase} phase={phase} fill={status.fill} />
        ))}
      </ol>
    </section>
  )
}

function Step({ phase, fill }: { phase: Phase; fill: Fill | null }) {
  const { t } = useTranslation('app')
  const at = PHASES.indexOf(phaseOf(fill))
  const own = PHASES.indexOf(phase)
  const name = t(`fill.${phase}`)
  if (own < at) {
    return (
      <li className="fill-step tone-calm">
        <Icon name="check" /> {name}
      </li>
    )
  }
  if (own > at) {
    return (
      <li className="fill-step muted">
        <Icon name="waiting" /> {name}
      </li>
    )
  }
  return <StepNow name={name} fill={fill} />
}

/** What is being done, and how far it is. */
export function StepNow({ name, fill }: { name: string; fill: Fill | null }) {
  const { t } = useTranslation('app')
  const { number } = useFormats()
  const total = Math.max(fill?.total ?? 0, fill?.done ?? 0)
  return (
    <li className="fill-step fill-step-now" aria-current="step">
      <Icon name="sync" /> <b>{name}</b>
      {fill && total > 0 && (
        <>
          <span className="muted">
            {t('fill.progress', { done: number(fill.done), total: number(total) })}
          </span>
          <progress max={total} value={fill.done} aria-label={name} />
        </>
      )}
    </li>
  )
}
