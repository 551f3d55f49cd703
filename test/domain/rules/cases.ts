/** The form of the cases of a rule, and facts in a few words. One data file per rule stands beside. */
import type { OutsideSource, FindingCode } from '../../../domain/contract/codes.ts'
import type {
  DeclarationBody,
  DossierBody,
  EnterpriseBody,
  PersonBody,
  PresenceBody,
  TandemRecord,
} from '../../../domain/contract/records.ts'
import { taskKey } from '../../../domain/limosa/same-task.ts'
import type {
  EnterpriseFacts,
  MonthOfFilings,
  SharedHandle,
} from '../../../domain/risk/enterprise-facts.ts'
import type { OutsideFacts } from '../../../domain/risk/outside-facts.ts'
import type { PersonFacts } from '../../../domain/risk/person-facts.ts'
import * as one from '../fixtures.ts'

type Facts = PersonFacts | EnterpriseFacts

/** A parameter set to a value: clear on the limit, flagged one step beyond. */
export interface Boundary {
  value: number
  clear: Facts
  flagged: Facts
}

export interface RuleCases {
  code: FindingCode
  planted: Readonly<Record<string, Facts>>
  innocent: Readonly<Record<string, Facts>>
  boundaries: Readonly<Record<string, Boundary>>
}

export const TODAY = '2026-11-20'

/** Lines of an outside source; their ids do not matter. */
export const held = <S extends OutsideSource>(
  source: S,
  ...lines: readonly Omit<OutsideFacts[S][number], 'id'>[]
): PersonFacts['outside'] => ({
  [source]: lines.map((line, i) => ({ id: `${source}-${i}`, ...line })),
})

interface Story {
  person?: Partial<PersonBody>
  declared?: readonly Partial<DeclarationBody>[]
  dossiers?: readonly Partial<DossierBody>[]
  employer?: Partial<EnterpriseBody>
  present?: readonly (Partial<PresenceBody> & { date: string })[]
  samePassport?: PersonFacts['samePassport']
  outside?: PersonFacts['outside']
}

/** One person; declarations are l1, l2 …, dossiers d1, d2 …, the employer of all dossiers e1. */
export function somebody(story: Story): PersonFacts {
  const facts = one.facts({
    person: one.person(story.person),
    declarations: (story.declared ?? []).map((body, i) => one.declaration(body, `l${i + 1}`)),
    dossiers: (story.dossiers ?? []).map((body, i) => one.dossier(body, `d${i + 1}`)),
    presences: (story.present ?? []).map((body, i) => one.presence(body, `c${i + 1}`)),
    samePassport: story.samePassport ?? [],
    enterprises: [one.enterprise('e1', story.employer)],
  })
  return story.outside ? { ...facts, outside: story.outside } : facts
}

interface Firm {
  body?: Partial<EnterpriseBody>
  dossiers?: readonly Partial<DossierBody>[]
  declared?: readonly Partial<DeclarationBody>[]
  lodgers?: EnterpriseFacts['lodgers']
  handles?: readonly SharedHandle[]
  allFilings?: readonly MonthOfFilings[]
  outside?: EnterpriseFacts['outside']
}

/** One enterprise e1; `body` as in fixtures. Its dossiers are all that were ever filed, unless told. */
export function firm(story: Firm): EnterpriseFacts {
  const dossiers = (story.dossiers ?? []).map((body, i) => one.dossier(body, `d${i + 1}`))
  const declarations = (story.declared ?? []).map(
    (body, i): TandemRecord<'declaration'> => one.declaration(body, `l${i + 1}`).record,
  )
  const filings = monthsOf(dossiers)
  const tasks = Map.groupBy(declarations, ({ body }) => taskKey(body))
  const facts = {
    enterprise: one.enterprise('e1', story.body),
    dossiers,
    declarations,
    filings,
    allFilings: story.allFilings ?? filings,
    sameTask: declarations.filter(({ body }) => {
      const key = taskKey(body)
      return key !== null && body.status === 'ACTIVE' && tasks.get(key)!.length > 1
    }),
    lodgers: story.lodgers ?? [],
    handles: story.handles ?? [],
  }
  return story.outside ? { ...facts, outside: story.outside } : facts
}

function monthsOf(dossiers: readonly TandemRecord<'dossier'>[]): MonthOfFilings[] {
  const months = Map.groupBy(dossiers, ({ body }) => body.submittedOn.slice(0, 7))
  return [...months]
    .map(([month, { length }]) => ({ month, count: length }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
}

/** So many of the same. */
export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))

export const SLOVENE = {
  name: 'Gradnje Zelenko d.o.o.',
  country: 'SI',
  vatNumber: 'SI12345678',
  enterpriseNumber: null,
}

export const site = (municipality: string, street: string | null = 'Kaai 1') => ({
  type: 'SITE' as const,
  name: 'Site',
  address: { street, postalCode: '2000', place: 'X', municipality, country: 'BE' },
})

export { ANTWERP, BRUSSELS, KBO_A, KBO_B, LIEGE, PROVEN } from '../fixtures.ts'
