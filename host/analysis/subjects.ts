/** Whom findings are about, as one text: a set of them keeps persons and enterprises in one order. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import { engineOf, lookAt, type Engine } from '../../domain/risk/index.ts'
import { type Facts, shadowEngine } from '../../domain/risk/rule-replay.ts'
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

const isPerson = (subject: Subject): boolean => subject.startsWith('p')

/** What the rules say of a subject now; nothing of one that is not in the cache any more. */
export const judge = (cache: CacheReader, subject: Subject, rules: Rules): Judged =>
  judgeMany(cache, [subject], rules)[0]!

/** Subjects whose facts are read together: more gain nothing, and are not young any more when they are dropped. */
export const TOGETHER = 25

/** The same of many, in their order. */
export function judgeMany(
  cache: CacheReader,
  subjects: readonly Subject[],
  rules: Rules,
): Judged[] {
  const judged: Judged[] = []
  for (let from = 0; from < subjects.length; from += TOGETHER) {
    judged.push(...judgeTogether(cache, subjects.slice(from, from + TOGETHER), rules))
  }
  return judged
}

function judgeTogether(cache: CacheReader, subjects: readonly Subject[], rules: Rules): Judged[] {
  const persons = subjects.filter(isPerson).map((subject) => subject.slice(1))
  const ofPersons = persons.length === 0 ? null : cache.factsOfPersons(persons)
  return subjects.map((subject) => {
    const id = subject.slice(1)
    const facts = isPerson(subject) ? ofPersons!.get(id) : cache.enterpriseFacts(id)
    if (facts) return judgeFacts(facts, rules)
    const nothing = { findings: [], ...(rules.shadow && { shadow: [] }) }
    return isPerson(subject) ? { personId: id, ...nothing } : { enterpriseId: id, ...nothing }
  })
}

/** What the rules say of a person or an enterprise. */
export function judgeFacts(facts: Facts, { engine, shadow }: Rules): Judged {
  const by = lookAt(facts, engine.today)
  const findings = by(engine)
  const aside = shadow && { shadow: by(shadow) }
  return 'person' in facts
    ? { personId: facts.person.id, findings, ...aside }
    : { enterpriseId: facts.enterprise.id, findings, ...aside }
}

/** True when nothing of it is to be written. */
export function isStored(
  cache: CacheReader,
  judged: Judged,
  areStored: (of: FindingsOf) => boolean = (of) => cache.areStored(of),
): boolean {
  const { shadow } = judged
  if (!areStored(judged)) return false
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
