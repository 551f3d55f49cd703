/**
 * Declared workers who are nobody of the register: whoever never asked for anything. What they need follows
 * from what was declared of them alone, by the same table as that of everybody else. Nobody is told by name
 * here who carries no number: each of their declarations stands for itself.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { PersonBody, TandemRecord } from '../contract/records.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import { identifierOf } from '../linking/exact.ts'
import { MASKED } from '../rights/view.ts'
import { compareActive } from './compare.ts'

type Declaration = TandemRecord<'declaration'>

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

/** Tells strangers apart: INSZ, passport, else the declaration itself. */
const strangerOf = ({ id, body }: Declaration): string =>
  identifierOf(body, 'INSZ') ?? identifierOf(body, 'PASSPORT') ?? id

/**
 * What the declarations in force of strangers need, each with its record. Declarations whose worker the reader
 * may not see are left out: nothing follows from a mask.
 */
export function strangerVerdicts(
  declarations: readonly Declaration[],
  today: LocalDate,
): { record: Declaration; verdict: DeclarationVerdict }[] {
  const told = declarations.filter(
    ({ body }) => body.status === 'ACTIVE' && body.worker.familyName !== MASKED,
  )
  return [...Map.groupBy(told, strangerOf).values()].flatMap((own) => {
    const [first] = own
    const person = { kind: 'person' as const, id: first!.id, version: 0, body: personOf(first!) }
    const active = own.map((record) => ({ record, linkedBy: 'NAME' as const }))
    const facts = {
      person,
      dossiers: [],
      declarations: active,
      presences: [],
      enterprises: new Map<string, TandemRecord<'enterprise'>>(),
      mandates: [],
      samePassport: [],
    }
    return compareActive(facts, active, today).map(({ verdict }, at) => ({
      record: own[at]!,
      verdict,
    }))
  })
}
