/** The workers of an enterprise week by week: a few workers per turn, so that other answers go between. */
import { setImmediate } from 'node:timers/promises'
import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import { MATRIX_WORKERS_MAX, type WorkerMatrix } from '../../domain/contract/workbench.ts'
import { compareActive } from '../../domain/limosa/compare.ts'
import { mondayOf, weeksFrom, weeksOf } from '../../domain/limosa/matrix.ts'
import { keysOfParty } from '../../domain/linking/mentions.ts'
import { displayName } from '../../domain/linking/names.ts'
import type { PageSources } from './pages.ts'

export interface MatrixAsked {
  id: string
  from: LocalDate
  weeks: number
}

const TURN = 5

/** `sources`: asked anew for each turn, since the cache may be closed meanwhile. Throws NOT_FOUND. */
export async function workerMatrix(
  sources: <T>(read: (sources: PageSources) => T) => T,
  { id, from, weeks }: MatrixAsked,
): Promise<WorkerMatrix> {
  const monday = mondayOf(from)
  const days = weeksFrom(monday, weeks)
  const span = { from: monday, to: addDays(monday, 7 * weeks - 1) }
  const { enterprise, persons, declarations } = sources(({ cache }) => {
    const found = cache.enterpriseWorkers(id, span)
    const record = cache.record('enterprise', id)
    if (!found || !record) throw new TandemError('NOT_FOUND')
    return { enterprise: record.body, ...found }
  })
  const theirs = new Set(declarations)
  // Registers of presences name many who send from abroad by name alone.
  const unnumbered = { ...enterprise, enterpriseNumber: null, vatNumber: null }
  const keys = new Set([...keysOfParty(enterprise), ...keysOfParty(unnumbered)])
  const workers: WorkerMatrix['workers'] = []
  const shown = persons.slice(0, MATRIX_WORKERS_MAX)
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
          compareActive(
            facts,
            facts.declarations.filter(({ record }) => record.body.status === 'ACTIVE'),
            today,
          ),
          days,
          (declaration) => theirs.has(declaration.id),
          ({ body }) =>
            (body.l1Number !== null && l1Numbers.has(body.l1Number)) ||
            keysOfParty({ ...body.employer, vatNumber: null }).some((key) => keys.has(key)),
        )
        workers.push({ personId, name: displayName(facts.person.body), ...rows })
      }
    })
  }
  return {
    enterpriseId: id,
    enterpriseName: enterprise.name,
    from: monday,
    weeks,
    workers: workers.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    workerTotal: persons.length,
  }
}
