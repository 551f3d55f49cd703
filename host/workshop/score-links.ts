/** How good the links of a desk are, against the planted truth or what officers said of links. */
import type { CacheReader, OpenLink } from '../../db/index.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { LinkScore } from '../../domain/contract/link-score.ts'
import { holding } from '../../domain/linking/judgements.ts'
import type { Identity } from '../../domain/linking/register/identity.ts'
import { Register } from '../../domain/linking/register/register.ts'
import { weightTable } from '../../domain/linking/register/weights.ts'
import {
  EdgeBook,
  type Label,
  noTally,
  outcomeOf,
  SCORE_LIMITS,
  stepOf,
} from '../../domain/linking/scorecard.ts'
import { countMentions } from './score-mentions.ts'
import type { Planted, Scored } from './work.ts'

/** Workers whose identity is read together. */
const SLICE = 500

type Labels = ReadonlyMap<string, Label>

/** Says of each record whose it really is; who is not in the register of this desk is nobody. */
function plantedLabels(pages: readonly string[], register: Register): Map<string, Label> {
  const labels = new Map<string, Label>()
  for (const page of pages) {
    for (const line of page.split('\n')) {
      const [record, person] = line.split(' ')
      if (record && person) labels.set(record, { is: register.has(person) ? person : null })
    }
  }
  return labels
}

/** What officers said of links and still holds. */
function judgedLabels({ links }: CacheReader): Map<string, Label> {
  const said = links.said(null)
  const labels = new Map<string, Label>()
  for (const { id, who } of links.workersById([...said.keys()])) {
    const held = holding(said.get(id)!, who, (personId) => links.person(personId))
    const same = held.find(({ verdict }) => verdict === 'SAME')
    const others = held.flatMap(({ verdict, personId }) =>
      verdict === 'DIFFERENT' ? [personId] : [],
    )
    if (same) labels.set(id, { is: same.personId })
    else if (others.length > 0) labels.set(id, { isNot: others })
  }
  return labels
}

function registerOf({ links }: CacheReader): Register {
  const model = links.model()
  if (!model) throw new TandemError('LINKS_NOT_MADE')
  const register = new Register(links.personCount())
  for (const { id, who } of links.persons()) register.put(id, who)
  register.useModel(model)
  return register
}

const places = () => Array.from({ length: SCORE_LIMITS.length + 1 }, noTally)

/** Counts declarations as they are linked, and remembers of whom presences follow. */
class Counting {
  readonly byNumber = noTally()
  readonly judged = noTally()
  readonly open = places()
  readonly contradicted = places()
  readonly edges = new EdgeBook()
  readonly #labels: Labels
  readonly #register: Register

  constructor(labels: Labels, register: Register) {
    this.#labels = labels
    this.#register = register
  }

  number(id: string, personId: string): void {
    this.byNumber[outcomeOf(this.#labels.get(id), personId)] += 1
  }

  /** A declaration that an officer decided: right or wrong whatever linking would say. */
  decided(id: string, personId: string): void {
    this.judged[outcomeOf(this.#labels.get(id), personId)] += 1
  }

  scored(id: string, who: Identity, best: OpenLink['best']): void {
    const outcome = outcomeOf(this.#labels.get(id), best?.personId ?? null)
    if (!best) {
      this.open[0]![outcome] += 1
      return
    }
    const { personId, probability } = best
    const isContradicted = this.#register.contradicts(who, personId)
    const places = isContradicted ? this.contradicted : this.open
    places[stepOf(probability)]![outcome] += 1
    this.edges.add({ declarationId: id, personId, probability, outcome, isContradicted })
  }

  /** What linking says of a worker when nobody said anything. */
  asIfUnjudged(id: string, who: Identity): void {
    const { byIdentifier, candidates } = this.#register.link(who)
    const [best = null] = candidates
    if (byIdentifier && best) this.number(id, best.personId)
    else this.scored(id, who, best)
  }
}

/** Each open link with the identity of its worker. */
function* withWorkers(
  { links }: CacheReader,
  open: Iterable<OpenLink>,
): Generator<{ link: OpenLink; who: Identity }> {
  let slice: OpenLink[] = []
  function* flush() {
    const workers = new Map(
      links.workersById(slice.map(({ id }) => id)).map(({ id, who }) => [id, who]),
    )
    for (const link of slice) {
      const who = workers.get(link.id)
      if (who) yield { link, who }
    }
    slice = []
  }
  for (const link of open) {
    slice.push(link)
    if (slice.length === SLICE) yield* flush()
  }
  yield* flush()
}

/** Presences without a number, by the declaration that they name. */
type Waiting = Map<string, string[]>

const noSource = () => ({ linked: noTally(), unlinked: noTally() })

function countPresences({ links }: CacheReader, labels: Labels) {
  const byNumber = noSource()
  const byDeclaration = noSource()
  const waiting: Waiting = new Map()
  for (const { id, personId, declarationId, byNumber: hasNumber } of links.presenceOwners()) {
    const side = hasNumber ? byNumber : byDeclaration
    if (personId !== null) side.linked[outcomeOf(labels.get(id), personId)] += 1
    else if (declarationId === null) side.unlinked[outcomeOf(labels.get(id), null)] += 1
    else waiting.set(declarationId, [...(waiting.get(declarationId) ?? []), id])
  }
  const follow = (declarationId: string, personId: string | null): void => {
    for (const id of waiting.get(declarationId) ?? []) {
      const to = personId === null ? byDeclaration.unlinked : byDeclaration.linked
      to[outcomeOf(labels.get(id), personId)] += 1
    }
    waiting.delete(declarationId)
  }
  return { byNumber, byDeclaration, waiting, follow }
}

function countReports(cache: CacheReader): LinkScore['reports'] {
  const reports = { confirmed: 0, refused: 0 }
  for (const { body } of cache.few('report')) {
    for (const { verdict } of body.links) {
      if (verdict === 'CONFIRMED') reports.confirmed += 1
      else reports.refused += 1
    }
  }
  return reports
}

/**
 * Counts everything that this desk holds. With judgements as labels a declaration that somebody judged
 * counts as linking alone would have it: otherwise every judgement would agree with itself. Throws
 * LINKS_NOT_MADE before the first linking.
 */
export function scoreLinks(
  cache: CacheReader,
  planted: Planted,
  tell: (done: number, total: number) => void,
): Scored {
  const { links } = cache
  const register = registerOf(cache)
  const isPlanted = 'pages' in planted
  const labels = isPlanted ? plantedLabels(planted.pages, register) : judgedLabels(cache)
  const isLabelled = (id: string) => !isPlanted && labels.has(id)
  const total = links.lastDeclaration()
  const counting = new Counting(labels, register)
  const presences = countPresences(cache, labels)
  let done = 0
  const step = () => {
    done += 1
    if (done % 2_000 === 0) tell(done, total)
  }
  for (const { id, personId } of links.numberLinks()) {
    step()
    presences.follow(id, personId)
    if (!isLabelled(id)) counting.number(id, personId)
  }
  for (const { link, who } of withWorkers(cache, links.openLinks())) {
    step()
    const { id, band, best, isJudged } = link
    presences.follow(id, band === 'LINKED' ? (best?.personId ?? null) : null)
    if (isLabelled(id)) continue
    if (isJudged && best) counting.decided(id, best.personId)
    else counting.scored(id, who, best)
  }
  if (!isPlanted) {
    for (const { id, who } of links.workersById([...labels.keys()])) counting.asIfUnjudged(id, who)
  }
  // A declaration that went missing meanwhile leaves its presences without a person.
  for (const id of presences.waiting.keys()) presences.follow(id, null)
  const model = register.model!
  const { byNumber, judged, open, contradicted, edges } = counting
  return {
    edges: edges.done(),
    score: {
      labels: isPlanted ? 'PLANTED' : 'JUDGED',
      missing: isPlanted ? null : planted.missing,
      byNumber,
      judged,
      open,
      contradicted,
      presences: { byNumber: presences.byNumber, byDeclaration: presences.byDeclaration },
      mentions: countMentions(links.mentions, planted),
      reports: countReports(cache),
      coverage: model.coverage,
      weights: weightTable(model),
    },
  }
}
