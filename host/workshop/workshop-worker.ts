/**
 * Runs in a worker thread: goes through everything that the desk holds, on a read-only connection of
 * its own, for a replay, for a look whom a rule touches, to draw dossiers with little or no signal, or to tell
 * how good the links are.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { FindingCode, OutcomeLabel } from '../../domain/contract/codes.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Finding } from '../../domain/contract/findings.ts'
import type { ReplayShown } from '../../domain/contract/workshop.ts'
import { displayName } from '../../domain/linking/names.ts'
import { FairnessLook } from '../../domain/risk/fairness-look.ts'
import { drawnFrom } from '../../domain/risk/fairness.ts'
import { lookAt } from '../../domain/risk/index.ts'
import type { ReplayPast } from '../../domain/contract/records.ts'
import { expectedOutcomes, outcomeOf, noOutcomes } from '../../domain/risk/outcomes.ts'
import {
  RuleHistoring,
  type PastFinding,
  type RuleHistory,
} from '../../domain/risk/rule-history.ts'
import {
  engineOfRule,
  RuleReplaying,
  type Facts,
  type Said,
} from '../../domain/risk/rule-replay.ts'
import {
  draftPrint,
  revisionOn,
  ruleId,
  ruleOf,
  settingsOn,
  withDraft,
} from '../../domain/risk/settings.ts'
import { type CacheReader, openReader } from '../../db/index.ts'
import { errorValue } from '../errors.ts'
import { scoreLinks } from './score-links.ts'
import type { Answers, FromWorkshop, WorkshopWork } from './work.ts'

/** Findings of each group that a window is told. */
const TOLD = 50
/** Subjects between two words about how far it is. */
const TELL_EVERY = 100
/** Ids read at once. */
const IDS = 500

const { file, key, today, asked } = workerData as WorkshopWork
const host = parentPort!
const say = (message: FromWorkshop) => host.postMessage(message)

/** Facts of all subjects that a rule is about, as a pass over everybody reads them. */
function* everybody(cache: CacheReader, code: FindingCode): Generator<Facts> {
  const all = cache.everybody()
  if (ruleOf(code).subject === 'PERSON') {
    for (let piece = 0; piece < all.pieces; piece += 1) yield* all.persons(piece).facts
    return
  }
  for (let part = 0; part < all.parts; part += 1) yield* all.enterprises(part).facts
}

/** The same, one by one: who is to be looked at as somebody else is copied. */
function* oneByOne(cache: CacheReader, code: FindingCode): Generator<Facts> {
  if (ruleOf(code).subject === 'PERSON') {
    for (const id of idsOf((after) => cache.personIds(after, IDS))) {
      const facts = cache.personFacts(id)
      if (facts) yield facts
    }
    return
  }
  for (const id of idsOf((after) => cache.enterpriseIds(after, IDS))) {
    const facts = cache.enterpriseFacts(id)
    if (facts) yield facts
  }
}

function* idsOf(next: (after: string | null) => string[]): Generator<string> {
  for (let ids = next(null); ids.length > 0; ids = next(ids.at(-1)!)) yield* ids
}

/** Hands every subject to `take` and says how far it is. */
function goThrough(
  cache: CacheReader,
  code: FindingCode,
  subjects: Iterable<Facts>,
  take: (facts: Facts) => void,
): void {
  const total = subjectsOf(cache, code)
  let done = 0
  for (const facts of subjects) {
    take(facts)
    done += 1
    if (done % TELL_EVERY === 0) say({ type: 'progress', done, total: Math.max(total, done) })
  }
}

function subjectsOf(cache: CacheReader, code: FindingCode): number {
  const counts = cache.counts()
  return ruleOf(code).subject === 'PERSON' ? counts.person : counts.enterprise
}

/** How the officer knows whom a finding is about. */
function labelOf(cache: CacheReader, { dossierId, personId, enterpriseId }: Finding): string {
  const dossier = dossierId && cache.record('dossier', dossierId)
  if (dossier) return dossier.body.reference
  const enterprise = enterpriseId && cache.record('enterprise', enterpriseId)
  if (enterprise) return enterprise.body.name
  const person = personId && cache.record('person', personId)
  return person ? displayName(person.body) : ''
}

function recordOf(cache: CacheReader, code: FindingCode) {
  const outcomes = noOutcomes()
  for (const { code: of, status, outcome, n } of cache.rules.judged()) {
    const label = of === code ? outcomeOf(status, outcome) : null
    if (label) outcomes[label] += n
  }
  return outcomes
}

function replay(cache: CacheReader, code: FindingCode, place: number): ReplayShown {
  const body = cache.record('rule', ruleId(code))?.body
  const version = body?.versions[place]
  if (!body || !version) throw new TandemError('NOT_FOUND')
  const inForce = settingsOn(cache.few('rule'), today)
  const draft = withDraft(inForce, code, version, place + 1)
  const said: Said = ({ id }) => {
    const judged = cache.rules.saidOf(id)
    return judged && outcomeOf(judged.status, judged.outcome)
  }
  const run = new RuleReplaying(code, today, { inForce, draft }, TOLD, said)
  const past = new RuleHistoring(code, today, { inForce, draft }, TOLD, said)
  goThrough(cache, code, everybody(cache, code), (facts) => {
    const now = lookAt(facts, today)
    run.take(facts, now)
    past.take(facts, now)
  })
  const { subjects, before, after, counts, findings, workload, lost } = run.result()
  const history = past.result()
  const expected = expectationOf(cache, code)
  const rows = (list: readonly Finding[]) =>
    list.map((finding) => ({ finding, label: labelOf(cache, finding) }))
  const ofPast = (list: readonly PastFinding[]) =>
    list.map(({ finding, month }) => ({ finding, month, label: labelOf(cache, finding) }))
  const { overCounts } = history
  return {
    print: draftPrint(code, version),
    against: revisionOn(body, today),
    result: {
      subjects,
      before,
      after,
      added: counts.added,
      gone: counts.gone,
      changed: counts.changed,
      expected: expected(counts.added),
      lost: checkedOf(lost),
      workload: [...workload].map(([service, load]) => ({ service, ...load })),
      past: pastOf(history, expected),
    },
    counts: {
      justIn: counts.justIn,
      justOut: counts.justOut,
      addedOver: overCounts.added,
      goneOver: overCounts.gone,
    },
    added: rows(findings.added),
    gone: rows(findings.gone),
    changed: rows(findings.changed),
    justIn: rows(findings.justIn),
    justOut: rows(findings.justOut),
    addedOver: ofPast(history.over.added),
    goneOver: ofPast(history.over.gone),
  }
}

const checkedOf = ({ CONFIRMED, USEFUL, FALSE_ALARM }: Record<OutcomeLabel, number>) => ({
  confirmed: CONFIRMED,
  useful: USEFUL,
  falseAlarms: FALSE_ALARM,
})

type Expected = ReturnType<typeof expectedOutcomes>

/** What so many new findings of a rule would turn out to be, by what its earlier ones did. */
function expectationOf(cache: CacheReader, code: FindingCode): (count: number) => Expected {
  const records = new Map([[code, recordOf(cache, code)]])
  return (count) =>
    expectedOutcomes(
      Array.from({ length: count }, () => ({ code })),
      records,
    )
}

/** The past year in numbers. */
function pastOf(history: RuleHistory, expected: (count: number) => Expected): ReplayPast {
  const { from, to, rows, checked, asNow } = history
  const fresh = rows.reduce((n, { month, added }) => n + (month === null ? 0 : added), 0)
  return {
    from,
    to,
    rows,
    checked: {
      before: checkedOf(checked.before),
      after: checkedOf(checked.after),
      added: checkedOf(checked.added),
      gone: checkedOf(checked.gone),
    },
    expected: expected(fresh),
    asNow,
  }
}

function fairness(cache: CacheReader, code: FindingCode) {
  const engine = engineOfRule(code, today, settingsOn(cache.few('rule'), today))
  const look = new FairnessLook(code, engine, subjectsOf(cache, code))
  goThrough(cache, code, oneByOne(cache, code), (facts) => look.take(facts))
  return look.result()
}

/** Dossiers of which the rules say little or nothing and that are in no sample yet, each with the same chance. */
function draw(cache: CacheReader, seed: string, wanted: number) {
  const sampled = new Set(
    cache.few('sample').flatMap(({ body }) => body.items.map(({ dossierId }) => dossierId)),
  )
  const ids = cache.rules.dossiersOfLowRisk().filter((id) => !sampled.has(id))
  return { from: ids.length, dossierIds: drawnFrom(ids, seed, wanted) }
}

function answer(cache: CacheReader): Answers[keyof Answers] {
  switch (asked.type) {
    case 'replay':
      return replay(cache, asked.code, asked.place)
    case 'fairness':
      return fairness(cache, asked.code)
    case 'draw':
      return draw(cache, asked.seed, asked.wanted)
    case 'score':
      return scoreLinks(cache, asked.planted, (done, total) =>
        say({ type: 'progress', done, total: Math.max(total, done) }),
      )
  }
}

function run(): FromWorkshop {
  const cache = openReader({ file, key: Buffer.from(key) })
  try {
    return { type: 'done', answer: answer(cache) }
  } finally {
    cache.close()
  }
}

try {
  say(run())
} catch (error) {
  say({ type: 'failed', error: errorValue(error) })
} finally {
  host.close()
}
