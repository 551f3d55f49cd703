/** The form of the cases of a rule, and facts in a few words. One data file per rule stands beside. */
import {
  WORKER_SOURCES,
  type ExtractSource,
  type FindingCode,
  type Region,
  type TableName,
} from '../../../domain/contract/codes.ts'
import type {
  A1Body,
  ControlBody,
  ControlSigns,
  DeclarationBody,
  DossierBody,
  EmploymentBody,
  EnterpriseBody,
  HoldingBody,
  Intermediary,
  PersonBody,
  PresenceBody,
  TableRow,
  TandemRecord,
} from '../../../domain/contract/records.ts'
import { siteOfClient } from '../../../domain/limosa/building-site.ts'
import { taskKeys, type OnTask } from '../../../domain/limosa/same-task.ts'
import { tablesId } from '../../../domain/reference/own-rows.ts'
import type {
  EnterpriseFacts,
  MonthOfFilings,
  SharedHandle,
} from '../../../domain/risk/enterprise-facts.ts'
import { isExtract } from '../../../domain/risk/holdings.ts'
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
  /** Planted in a rule of conditions, and a mere sign. */
  signs?: Readonly<Record<string, Facts>>
  innocent: Readonly<Record<string, Facts>>
  boundaries: Readonly<Record<string, Boundary>>
}

export const TODAY = '2026-11-20'

/** Lines of an outside source; their ids do not matter. */
export const held = <S extends keyof OutsideFacts>(
  source: S,
  ...lines: readonly Omit<OutsideFacts[S][number], 'id'>[]
): PersonFacts['outside'] => ({
  [source]: lines.map((line, i) => ({ id: `${source}-${i}`, ...line })),
})

/** Rows that a region approved of one of its tables, in the order in which they came. */
export const kept = (
  region: Region,
  table: TableName,
  ...rows: readonly (Pick<TableRow, 'value'> & Partial<TableRow>)[]
): TandemRecord<'norm'> => ({
  kind: 'norm',
  id: tablesId(region),
  version: 1,
  body: { region, rows: rows.map((row) => one.tableRow({ table, ...row })) },
})

/** Somebody on a region's list of those who act for many. */
export const listed = (
  who: Partial<Intermediary>,
  more: Partial<TableRow> = {},
  region: Region = 'BR',
): TandemRecord<'norm'> => {
  const intermediary: Intermediary = {
    kind: 'SOCIAL_SECRETARIAT',
    name: 'Secretariaat',
    enterpriseNumber: null,
    handles: [],
    ...who,
  }
  return kept(region, 'INTERMEDIARIES', { value: { intermediary }, ...more })
}

/** What an inspector saw at a control; nothing unless told. */
export const signs = (seen: Partial<ControlSigns>): NonNullable<ControlBody['signs']> => ({
  ledByClient: 'NOT_SEEN',
  onlyLabour: 'NOT_SEEN',
  sameHours: 'NOT_SEEN',
  ownTools: 'NOT_SEEN',
  ...seen,
  by: 'insp-sien',
  byName: 'Sien',
  at: '2026-04-02T15:00:00.000Z',
})

interface Story {
  person?: Partial<PersonBody>
  declared?: readonly Partial<DeclarationBody>[]
  dossiers?: readonly Partial<DossierBody>[]
  employer?: Partial<EnterpriseBody>
  present?: readonly (Partial<PresenceBody> & { date: string })[]
  samePassport?: PersonFacts['samePassport']
  norms?: PersonFacts['norms']
  samePapers?: PersonFacts['samePapers']
  /** Controls that met them, k1, k2 … */
  controls?: readonly Partial<ControlBody>[]
  outside?: PersonFacts['outside']
  debts?: PersonFacts['debts']
  /** Extracts that the desk holds, with what differs of the holding. */
  holds?: Partial<Record<ExtractSource, Partial<HoldingBody>>>
  /** A1 forms a1, a2 … and employments w1, w2 … */
  a1?: readonly Partial<A1Body>[]
  employed?: readonly Partial<EmploymentBody>[]
  sameA1?: PersonFacts['sameA1']
  /** Declarations of others, o1, o2 …, on the tasks of theirs. */
  beside?: readonly Beside[]
}

/** A declaration of somebody else, and what is known of their worker. */
export interface Beside extends Partial<Omit<OnTask, 'record'>> {
  body: Partial<DeclarationBody>
}

/** What a desk holds of extracts, in Flanders unless told otherwise. */
function holdings(holds: Story['holds'] = {}): TandemRecord<'holding'>[] {
  return (Object.keys(holds) as ExtractSource[]).map((source) => one.holding(source, holds[source]))
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
    a1: (story.a1 ?? []).map((body, i) => one.a1(body, `a${i + 1}`)),
    employments: (story.employed ?? []).map((body, i) => one.employment(body, `w${i + 1}`)),
    sameA1: story.sameA1 ?? [],
    controls: (story.controls ?? []).map((body, i) => one.control(body, `k${i + 1}`)),
    holdings: [...holdings(story.holds), ...heldLists(story.outside)],
  })
  const debts = story.debts ? { debts: story.debts } : {}
  const own = facts.declarations.map(({ record }) => onTask(record, { personId: facts.person.id }))
  const others = (story.beside ?? []).map(({ body, ...known }, i) =>
    onTask(one.declaration(body, `o${i + 1}`).record, known),
  )
  const sameTask = others.length === 0 ? [] : [...own, ...others]
  const lines = linesOf(story.outside)
  const norms = story.norms ? { norms: story.norms } : {}
  const papers = story.samePapers ? { samePapers: story.samePapers } : {}
  return {
    ...facts,
    sameTask,
    ...debts,
    ...norms,
    ...papers,
    lines,
    ...(story.outside && { outside: story.outside }),
  }
}

interface Firm {
  body?: Partial<EnterpriseBody>
  dossiers?: readonly Partial<DossierBody>[]
  declared?: readonly Partial<DeclarationBody>[]
  lodgers?: EnterpriseFacts['lodgers']
  handles?: readonly SharedHandle[]
  allFilings?: readonly MonthOfFilings[]
  outside?: EnterpriseFacts['outside']
  norms?: EnterpriseFacts['norms']
  holds?: Story['holds']
  falseA1?: readonly Partial<A1Body>[]
}

/** One enterprise e1; `body` as in fixtures. Its dossiers are all that were ever filed, unless told. */
export function firm(story: Firm): EnterpriseFacts {
  const dossiers = (story.dossiers ?? []).map((body, i) => one.dossier(body, `d${i + 1}`))
  const declarations = (story.declared ?? []).map(
    (body, i): TandemRecord<'declaration'> => one.declaration(body, `l${i + 1}`).record,
  )
  const filings = monthsOf(dossiers)
  const sites = Map.groupBy(declarations, ({ body }) => siteOfClient(body))
  const facts = {
    enterprise: one.enterprise('e1', story.body),
    dossiers,
    declarations,
    filings,
    allFilings: story.allFilings ?? filings,
    sameTask: sharingTask(declarations).map((record) => onTask(record)),
    atOneSite: declarations.filter(({ body }) => {
      const site = siteOfClient(body)
      return site !== null && sites.get(site)!.length > 1
    }),
    lodgers: story.lodgers ?? [],
    handles: story.handles ?? [],
    falseA1: (story.falseA1 ?? []).map((body, i) =>
      one.a1({ state: 'FALSE', ...body }, `a${i + 1}`),
    ),
    holdings: [...holdings(story.holds), ...heldLists(story.outside)],
    ...(story.norms && { norms: story.norms }),
  }
  return story.outside ? { ...facts, outside: story.outside } : facts
}

const keysOf = ({ body }: TandemRecord<'declaration'>) =>
  body.status === 'ACTIVE' ? taskKeys(body) : []

/** Those in force on a task that another of them has too. */
const sharingTask = (declarations: readonly TandemRecord<'declaration'>[]) =>
  declarations.filter((one) =>
    keysOf(one).some((key) =>
      declarations.some((other) => other !== one && keysOf(other).includes(key)),
    ),
  )

/** A declaration as others on its task see it: of nobody of the register, unless told. */
export const onTask = (
  record: TandemRecord<'declaration'>,
  more: Partial<Omit<OnTask, 'record'>> = {},
): OnTask => ({ record, personId: null, notified: [], ...more })

/** A list of a source that is an extract is one that the desk holds. */
const heldLists = (lists: PersonFacts['outside'] = {}) =>
  (Object.keys(lists) as (keyof OutsideFacts)[])
    .filter(isExtract)
    .flatMap((source) => holdings({ [source]: {} }))

/** The records behind the lists of what other sources say of workers. */
const linesOf = (lists: PersonFacts['outside'] = {}): TandemRecord<'workerLine'>[] =>
  WORKER_SOURCES.flatMap((source) =>
    (lists[source] ?? []).map(({ id }) => ({
      kind: 'workerLine',
      id,
      version: 1,
      body: one.workerLine({ source }),
    })),
  )

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
