/** The workers of an enterprise week by week: a few workers per turn, so that other answers go between. */
import { setImmediate } from 'node:timers/promises'
import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import { MATRIX_WORKERS_MAX, type WorkerMatrix } from '../../domain/contract/workbench.ts'
import { compareActive } from '../../domain/limosa/compare.ts'
import { mondayOf, weeksFrom, weeksOf } from '../../domain/limosa/matrix.ts'
import { strangersOf } from '../../domain/limosa/strangers.ts'
import { keysOfParty } from '../../domain/linking/mentions.ts'
import { displayName } from '../../domain/linking/names.ts'
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import type { PageSources } from './pages.ts'

export interface MatrixAsked {
  id: string
  from: LocalDate
  weeks: number
}

const TURN = 5

/** What the declarations in force of one worker need and what covers them. */
const comparedNow = (facts: PersonFacts, today: LocalDate) =>
  compareActive(
    facts,
    facts.declarations.filter(({ record }) => record.body.status === 'ACTIVE'),
    today,
  )

/** `sources`: asked anew for each turn, since the cache may be closed meanwhile. Throws NOT_FOUND. */
export async function workerMatrix(
  sources: <T>(read: (sources: PageSources) => T) => T,
  { id, from, weeks }: MatrixAsked,
): Promise<WorkerMatrix> {
  const monday = mondayOf(from)
  const days = weeksFrom(monday, weeks)
  const span = { from: monday, to: addDays(monday, 7 * weeks - 1) }
  const { enterprise, persons, strangers, declarations } = sources(({ cache }) => {
    const found = cache.enterpriseWorkers(id, span)
    const record = cache.record('enterprise', id)
    if (!found || !record) throw new TandemError('NOT_FOUND')
    return { enterprise: record.body, ...found }
  })
  const theirs = new Set(declarations)
  // Registers of presences name many who send from abroad by name alone.
  const unnumbered = { ...enterprise, enterpriseNumber: null, vatNumber: null }
  const keys = new Set([...keysOfParty(enterprise), ...keysOfParty(unnumbered)])
  const isTheirs = (declaration: { id: string }) => theirs.has(declaration.id)
  const nobodies = strangersOf(
    strangers.declarations.map(({ record }) => record),
    strangers.presences,
  )
  const proposed = new Set(
    strangers.declarations.flatMap(({ record, isProposed }) => (isProposed ? [record.id] : [])),
  )
  // Whoever nobody knows stands first: they are never those who are cut off.
  const workers: WorkerMatrix['workers'] = nobodies.slice(0, MATRIX_WORKERS_MAX).map((facts) => ({
    personId: null,
    declarationId: facts.person.id,
    worker: proposed.has(facts.person.id) ? 'PROPOSED' : 'STRANGER',
    name: displayName(facts.person.body),
    ...weeksOf(
      facts,
      comparedNow(
        facts,
        sources(({ today }) => today),
      ),
      days,
      isTheirs,
      () => true,
    ),
  }))
  const shown = persons.slice(0, MATRIX_WORKERS_MAX - workers.length)
  for (let at = 0; at < shown.length; at += TURN) {
    await setImmediate()
    sources(({ cache, today }) => {
      for (const personId of shown.slice(at, at + TURN)) {
        const facts = cache.personFacts(personId)
        if (!facts) continue
        const l1Numbers = new Set(
          facts.declarations
            .filter(({ record }) => theirs.has(record.id))
            .map(({ record }) => record.body.l1Number),
        )
        const rows = weeksOf(
          facts,
          comparedNow(facts, today),
          days,
          isTheirs,
          ({ body }) =>
            (body.l1Number !== null && l1Numbers.has(body.l1Number)) ||
            keysOfParty({ ...body.employer, vatNumber: null }).some((key) => keys.has(key)),
        )
        const name = displayName(facts.person.body)
        workers.push({ personId, declarationId: null, worker: 'KNOWN', name, ...rows })
      }
    })
  }
  return {
    enterpriseId: id,
    enterpriseName: enterprise.name,
    from: monday,
    weeks,
    workers: workers.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
    workerTotal: nobodies.length + persons.length,
  }
}
