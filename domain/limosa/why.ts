/**
 * Why a declaration is a mismatch or is none: each code of domain facts 4.8 with what decided it.
 * Reads what the comparison and the rules read, and says nothing that they do not.
 */
import type { DeclarationVerdict, MismatchCheck } from '../contract/workbench.ts'
import { personIdentifiers } from '../linking/exact.ts'
import { parseInsz } from '../identifiers/insz.ts'
import { hasFreeMovement } from '../reference/countries.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { cancelledOn, doubleStatus, otherInsz, workBeforeCancelling } from './beyond.ts'
import { suits } from './compare.ts'

type Declared = PersonFacts['declarations'][number]
type Reason = Pick<MismatchCheck, 'outcome' | 'why'>

const FOUND: Reason = { outcome: 'FOUND', why: 'FOUND' }
const clear = (why: MismatchCheck['why']): Reason => ({ outcome: 'CLEAR', why })
const silent = (why: MismatchCheck['why']): Reason => ({ outcome: 'NOT_APPLICABLE', why })

/** What holds for all of M1 to M4 before anything is compared. */
function beforeComparing(verdict: DeclarationVerdict | null): Reason | null {
  if (verdict === null) return silent('NOT_IN_FORCE')
  if (verdict.requirement === 'NONE') return clear('NO_AUTHORISATION_NEEDED')
  return verdict.isUndetermined ? silent('COUNTRY_UNKNOWN') : null
}

type Cover = 'M1' | 'M2' | 'M3' | 'M4'

/** Why the permits of the worker did not give this code. */
function uncovered(facts: PersonFacts, code: Cover, verdict: DeclarationVerdict): Reason {
  if (verdict.code === code) return FOUND
  const fitting = facts.dossiers.filter(({ body }) => suits(verdict.requirement, body))
  if (fitting.length === 0) return silent('NO_DOSSIER')
  if (code === 'M1') return clear('APPLICATION_FOUND')
  if (verdict.code === 'M0') {
    const isPending = fitting.some(({ id, body }) => id === verdict.dossierId && !body.authorised)
    if (!isPending) return clear('COVERED')
    return code === 'M2' ? clear('NOT_BEGUN') : silent('STILL_PENDING')
  }
  return clear(code === 'M2' ? 'NOTHING_PENDING' : code === 'M3' ? 'NOTHING_REFUSED' : 'NO_PERMIT')
}

function doubleStatusReason(facts: PersonFacts, declared: Declared): Reason {
  const { status, employer, period } = declared.record.body
  if (status !== 'ACTIVE') return silent('NOT_IN_FORCE')
  if (hasFreeMovement(facts.person.body.nationality, period.from)) return silent('FREE_MOVER')
  if (!employer || employer.country === 'BE') return silent('NOT_POSTED')
  if (facts.person.body.unlimitedAccess !== null) return silent('OWN_ACCESS')
  return doubleStatus(facts, declared).length > 0 ? FOUND : clear('NO_LOCAL_PERMIT')
}

function cancelledReason(facts: PersonFacts, declared: Declared): Reason {
  const cancelled = cancelledOn(declared.record.body)
  if (cancelled === null) return silent('NOT_CANCELLED')
  if (cancelled < declared.record.body.period.from) return clear('CANCELLED_BEFORE')
  return workBeforeCancelling(facts, declared).length > 0 ? FOUND : clear('NO_PRESENCE')
}

function inszReason(facts: PersonFacts, declared: Declared): Reason {
  const { insz } = declared.record.body.worker
  if (!insz || !parseInsz(insz)) return silent('NO_INSZ')
  const known = personIdentifiers(facts.person.id, facts.person.body)
  if (!known.some(({ type }) => type !== 'PASSPORT')) return silent('INSZ_UNKNOWN')
  return otherInsz(facts, declared) === null ? clear('SAME_INSZ') : FOUND
}

/** Every code of a declaration with the reason; `verdict` is null for one that is not in force. */
export function whyOf(
  facts: PersonFacts,
  declared: Declared,
  verdict: DeclarationVerdict | null,
): MismatchCheck[] {
  const before = beforeComparing(verdict)
  const covers = (['M1', 'M2', 'M3', 'M4'] as const).map((code) => ({
    code,
    ...(before ?? uncovered(facts, code, verdict!)),
  }))
  return [
    ...covers,
    { code: 'M5', ...(verdict ? clear('DECLARED') : silent('NOT_IN_FORCE')) },
    { code: 'M6', ...doubleStatusReason(facts, declared) },
    { code: 'M7', ...cancelledReason(facts, declared) },
    { code: 'M8', ...inszReason(facts, declared) },
  ]
}

/** The reasons for every declaration of a person, in the order given. */
export function whyNoMismatch(
  facts: PersonFacts,
  verdicts: readonly DeclarationVerdict[],
): { declarationId: string; checks: MismatchCheck[] }[] {
  return facts.declarations.map((declared) => {
    const { id } = declared.record
    const verdict = verdicts.find(({ declarationId }) => declarationId === id) ?? null
    return { declarationId: id, checks: whyOf(facts, declared, verdict) }
  })
}
