/**
 * What somebody said of a finding, and whether it still speaks of it. A finding keeps its id while it rests on
 * more and more facts; a word about the first of them says nothing of the others.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { FindingStatus } from '../contract/codes.ts'
import type { Finding, FindingFact } from '../contract/findings.ts'
import type { FindingJudgementBody } from '../contract/records.ts'
import { hash } from '../identifiers/hash.ts'

/** How far an extract reaches changes with each import and decides nothing. */
const NOT_DECIDING: ReadonlySet<string> = new Set(['heldPeriod', 'unreadRows'])

/** Read from a record and shown here: a limit is the rule's own, and what is masked is no other fact. */
const isDeciding = ({ label, value, source }: FindingFact): boolean =>
  source !== null && value !== null && !NOT_DECIDING.has(label)

/** A count or an amount that moves by a quarter or so is the same one. */
const STEP = Math.log(1.25)

/** Two signs for a fact: enough to see another one, too few to tell the fact from them. */
const SIGNS = 2
const signOf = (label: string, value: FindingFact['value']): string =>
  hash(JSON.stringify([label, value])).slice(-SIGNS)

/** The sign of a fact, and those that stand for the same one. */
function signsOf({ label, value }: FindingFact): string[] {
  if (typeof value !== 'number' || value <= 0) return [signOf(label, value)]
  const step = Math.round(Math.log(value) / STEP)
  return [step, step - 1, step + 1].map((one) => signOf(label, one))
}

/** Most signs that are kept: a finding that rests on more is told by the first. */
const SIGNS_MAX = 130

/** What decides of a finding, as far as a print tells it. */
const decidingOf = ({ facts }: Pick<Finding, 'facts'>): FindingFact[] =>
  facts.filter(isDeciding).slice(0, SIGNS_MAX)

/** The facts on which a finding rests, in short. */
export function findingPrint(finding: Pick<Finding, 'facts'>): string {
  return [...new Set(decidingOf(finding).map((fact) => signsOf(fact)[0]!))].join(' ')
}

/** True while a finding rests on nothing that did not stand in a print of it. */
function restsOn(finding: Pick<Finding, 'facts'>, print: string): boolean {
  const known = new Set(print.split(' '))
  return decidingOf(finding).every((fact) => signsOf(fact).some((sign) => known.has(sign)))
}

/**
 * How a finding stands: as it was judged, or open again when it rests on facts that were not there then. A
 * judgement from before the facts were kept holds.
 */
export function standingOf(
  finding: Pick<Finding, 'facts'>,
  said: Pick<FindingJudgementBody, 'status' | 'print'> | null,
): FindingStatus {
  if (said === null) return 'OPEN'
  const { status, print } = said
  if (status === 'OPEN' || status === 'ASKED' || print === undefined) return status
  return restsOn(finding, print) ? status : 'OPEN'
}

type Said = { id: string; body: Pick<FindingJudgementBody, 'code' | 'snooze'> }

/**
 * The judgement that sets a finding aside on a day; null: none does. One with a day holds for all
 * findings of its rule about the subject, one without for its own finding until it rests on other facts.
 */
export function asideBy<T extends Said>(
  finding: Pick<Finding, 'id' | 'code' | 'facts'>,
  said: readonly T[],
  today: LocalDate,
): T | null {
  const holds = ({ id, body: { code, snooze } }: T) => {
    if (!snooze || code !== finding.code) return false
    if (snooze.until !== null) return today < snooze.until
    return id === finding.id && restsOn(finding, snooze.print)
  }
  return said.find(holds) ?? null
}
