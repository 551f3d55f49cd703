/** Whom findings are about, as one text: a set of them keeps persons and enterprises in one order. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { Engine } from '../../domain/risk/index.ts'
import { engineOf, enterpriseFindings, personFindings } from '../../domain/risk/index.ts'
import type { CacheReader, FindingsOf } from '../../db/index.ts'

/** `p` for a person or `e` for an enterprise, and the id. */
export type Subject = `${'p' | 'e'}${string}`

export const personSubject = (id: string): Subject => `p${id}`
export const enterpriseSubject = (id: string): Subject => `e${id}`

/** The subject of findings. */
export const subjectOf = (of: FindingsOf): Subject =>
  'personId' in of ? personSubject(of.personId) : enterpriseSubject(of.enterpriseId)

/** What the rules say of a subject now; nothing of one that is not in the cache any more. */
export function judge(cache: CacheReader, subject: Subject, engine: Engine): FindingsOf {
  const id = subject.slice(1)
  if (subject.startsWith('p')) {
    const facts = cache.personFacts(id)
    return { personId: id, findings: facts ? personFindings(facts, engine) : [] }
  }
  const facts = cache.enterpriseFacts(id, engine.today)
  return { enterpriseId: id, findings: facts ? enterpriseFindings(facts, engine) : [] }
}

/** The rules as they are in use on a day; made anew when the day is another one. */
export function engines(): (today: LocalDate) => Engine {
  let engine: Engine | null = null
  return (today) => (engine?.today === today ? engine : (engine = engineOf(today)))
}
