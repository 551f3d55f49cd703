/**
 * Declared workers who are nobody of the register: whoever never asked for anything. What they need follows
 * from what was declared of them alone, by the same table as that of everybody else. Nobody is told by name
 * here who carries no number: each of their declarations stands for itself.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { CoverageNeed } from '../contract/codes.ts'
import type { Finding } from '../contract/findings.ts'
import type { PersonBody, TandemRecord } from '../contract/records.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import { MASKED } from '../rights/view.ts'
import { declarationFacts } from '../risk/evidence.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { sighting, toFinding, type RuleContext, type Sighting } from '../risk/rule.ts'
import { m1 } from '../risk/rules/m1.ts'
import { compareActive } from './compare.ts'
import { needOf } from './decision-table.ts'
import { oneOfEachNumber } from './one-number.ts'
import { byNumbers } from './same-worker.ts'

type Declaration = TandemRecord<'declaration'>
type Presence = TandemRecord<'presence'>

/** A declared worker as far as the declaration tells them. */
function personOf({ body: { worker } }: Declaration): PersonBody {
  return {
    familyName: worker.familyName,
    givenNames: worker.givenNames,
    nativeName: null,
    birthDate: worker.birthDate,
    sex: worker.sex,
    nationality: worker.nationality,
    insz: worker.insz,
    inszAliases: [],
    passports: [],
    address: worker.homeAddress ?? null,
    unlimitedAccess: null,
  }
}

/**
 * The facts of each stranger of whom these declarations tell, with the presences under their L1 numbers. The
 * person has the id of the first declaration: there is no record of one. Declarations whose worker the reader
 * may not see are left out: nothing follows from a mask.
 */
export function strangersOf(
  declarations: readonly Declaration[],
  presences: readonly Presence[] = [],
): PersonFacts[] {
  const told = oneOfEachNumber(declarations, (record) => record).filter(
    ({ body }) => body.worker.familyName !== MASKED,
  )
  const seen = Map.groupBy(presences, ({ body }) => body.l1Number)
  const workers = byNumbers(told, ({ body }) => body)
  return [...Map.groupBy(told, (one) => workers.get(one)!).values()].map((own) => ({
    person: { kind: 'person', id: own[0]!.id, version: 0, body: personOf(own[0]!) },
    isStranger: true,
    dossiers: [],
    declarations: own.map((record) => ({ record, linkedBy: 'NAME' })),
    presences: own.flatMap(({ body }) => seen.get(body.l1Number) ?? []),
    enterprises: new Map(),
    mandates: [],
    samePassport: [],
  }))
}

/** What a declaration needs or may need, as the signal that people speak of. */
export interface StrangerSignal {
  needs: CoverageNeed
  finding: Finding
}

/** What the table says of one declaration of a stranger; without a signal it needs nothing. */
export interface StrangerVerdict {
  record: Declaration
  verdict: DeclarationVerdict
  signal: StrangerSignal | null
}

const NOBODY = { personId: null, enterpriseId: null }

/**
 * What the declarations in force of strangers need. The signal is that of M1, also where nobody can tell
 * whether the work needs an authorisation: it is the same one once that is known.
 */
export function strangerVerdicts(
  declarations: readonly Declaration[],
  today: LocalDate,
): StrangerVerdict[] {
  return strangersOf(declarations).flatMap((facts) => {
    const active = facts.declarations.filter(({ record }) => record.body.status === 'ACTIVE')
    const compared = compareActive(facts, active, today)
    return active.map(({ record }, at) => {
      const { verdict, cover } = compared[at]!
      const needs = needOf(verdict)
      const context = { facts, active: [record], cases: [{ record, verdict, cover }], today }
      const seen = needs && seenIn({ ...context, why: null })
      const signal = needs && seen && { needs, finding: toFinding(m1, 0, NOBODY, seen) }
      return { record, verdict, signal }
    })
  })
}

/** What M1 sees in a declaration, or would if it were known whether the work needs an authorisation. */
function seenIn(context: RuleContext): Sighting {
  const [found] = m1.find(context, {})
  if (found) return found
  const { record, verdict } = context.cases[0]!
  const facts = declarationFacts(context, record)
  return sighting([record.id], { declaration: record }, facts, verdict.exceptions)
}
