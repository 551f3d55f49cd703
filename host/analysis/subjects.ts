/** Whom findings are about, as one text: a set of them keeps persons and enterprises in one order. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import { engineOf, type Engine } from '../../domain/risk/index.ts'
import { findingsBy, shadowEngine } from '../../domain/risk/rule-replay.ts'
import { settingsOn } from '../../domain/risk/settings.ts'
import type { CacheReader, FindingsOf } from '../../db/index.ts'

/** `p` for a person or `e` for an enterprise, and the id. */
export type Subject = `${'p' | 'e'}${string}`

export const personSubject = (id: string): Subject => `p${id}`
export const enterpriseSubject = (id: string): Subject => `e${id}`

/** The subject of findings. */
export const subjectOf = (of: FindingsOf): Subject =>
  'personId' in of ? personSubject(of.personId) : enterpriseSubject(of.enterpriseId)

/** The rules as a desk runs them on a day. */
export interface Rules {
  engine: Engine
  /** Drafts that run along; null: none. */
  shadow: Engine | null
}

/** Findings of a subject; `shadow`: what drafts that run along see, absent when none does. */
export type Judged = FindingsOf & { shadow?: readonly Finding[] }

/** The rules in force on a day, as the workshop set them. */
export function rulesOn(cache: CacheReader, today: LocalDate): Rules {
  const rules = cache.few('rule')
  return { engine: engineOf(today, settingsOn(rules, today)), shadow: shadowEngine(rules, today) }
}

/** What the rules say of a subject now; nothing of one that is not in the cache any more. */
export function judge(cache: CacheReader, subject: Subject, { engine, shadow }: Rules): Judged {
  const id = subject.slice(1)
  const facts = subject.startsWith('p')
    ? cache.personFacts(id)
    : cache.enterpriseFacts(id, engine.today)
  const findings = facts ? findingsBy(facts, engine) : []
  const aside = shadow && { shadow: facts ? findingsBy(facts, shadow) : [] }
  return subject.startsWith('p')
    ? { personId: id, findings, ...aside }
    : { enterpriseId: id, findings, ...aside }
}

/** True when nothing of it is to be written. */
export function isStored(cache: CacheReader, judged: Judged): boolean {
  const { shadow } = judged
  if (!cache.areStored(judged)) return false
  return !shadow || cache.rules.isShadow({ subject: subjectOf(judged), findings: shadow })
}

/** The rules as they are in force; made anew when the day is another one, or after `forget`. */
export function rulesOfDesk(cache: CacheReader): {
  on(today: LocalDate): Rules
  forget(): void
} {
  let rules: Rules | null = null
  return {
    on: (today) => (rules?.engine.today === today ? rules : (rules = rulesOn(cache, today))),
    forget: () => (rules = null),
  }
}
