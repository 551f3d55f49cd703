/** What stands in records and acts as lines of typed values: a screen puts them in words. */
import type { Choice, ConflictField, ConflictValue, Lines, Said } from '../contract/conflict.ts'
import type {
  DossierDocument,
  FactValue,
  Period,
  Proposal,
  Workplace,
} from '../contract/records.ts'
import { formatEnterpriseNumber } from '../identifiers/enterprise-number.ts'
import type { RecordLookup } from './command.ts'

/** True when two sides say the same. */
export const isSame = (a: ConflictValue, b: ConflictValue): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/** True when the officer left a field to others and nothing of the act differs from what stands then. */
export function leavesAll(
  fields: readonly ConflictField[],
  choice: (field: string) => Choice,
): boolean {
  const decided = fields.filter(({ kind }) => kind !== 'SHOWN')
  const isLeft = ({ field }: ConflictField) => choice(field) === 'THEIRS'
  return decided.some(isLeft) && decided.every((one) => isLeft(one) || isSame(one.mine, one.theirs))
}

/** A value of a closed list of the contract, as `list.VALUE` of the texts. */
export const codeOf = (list: string, value: string): Said => ['code', `${list}.${value}`]

/** Codes of one list, a line each. */
export const codesOf = (list: string, values: readonly string[]): Lines =>
  values.map((value) => [codeOf(list, value)])

/** A text as it was written; no line for an empty one. */
export const textOf = (text: string | null | undefined): Lines =>
  text?.trim() ? [[['text', text.trim()]]] : []

/** Words of a colleague beside one's own, to be read: one's own are edited below. */
export const wordsBeside = (field: string, mine: string, theirs: string): ConflictField => ({
  field,
  type: 'lines',
  kind: 'SHOWN',
  base: null,
  mine: textOf(mine),
  theirs: textOf(theirs),
  by: null,
  at: null,
})

/** A day; no line for none. */
export const dayOf = (day: string | null | undefined): Lines => (day ? [[['date', day]]] : [])

const period = ({ from, to }: Period): Said => ['period', `${from}/${to ?? ''}`]

/** A period; no line for none. */
export const periodOf = (value: Period | null | undefined): Lines =>
  value ? [[period(value)]] : []

/**
 * An enterprise by name and number; without one the id that nobody reads is there to compare, for two of
 * one name are two. By its id where it is not on this desk.
 */
export function enterpriseOf(id: string, records: RecordLookup): Lines {
  const body = records('enterprise', id)?.body
  if (!body) return [[['text', id]]]
  const { name, enterpriseNumber: number, vatNumber } = body
  const known = number ? formatEnterpriseNumber(number) : vatNumber
  return [[['text', name], known ? ['text', known] : ['id', id]]]
}

/** A worker by name, with the id that nobody reads: two of one name are two. By id where not on this desk. */
export function workerOf(id: string, records: RecordLookup): Lines {
  const body = records('person', id)?.body
  if (!body) return [[['text', id]]]
  return [
    [
      ['text', `${body.familyName} ${body.givenNames}`],
      ['id', id],
    ],
  ]
}

/** The employer of a dossier: nobody for the self-employed. */
export const employerOf = (id: string | null, records: RecordLookup): Lines =>
  id === null ? [[codeOf('employer', 'NONE')]] : enterpriseOf(id, records)

function placeOf({ municipality, street, establishmentUnit, share }: Workplace): Said[] {
  return [
    ...(street ? [['text', street] satisfies Said] : []),
    ['municipality', municipality],
    ...(establishmentUnit ? [['unit', establishmentUnit] satisfies Said] : []),
    ['percent', share * 100],
  ]
}

/** The whole value of a key fact: two that differ in anything say different things. */
export function factOf(value: FactValue, records: RecordLookup): Lines {
  switch (value.field) {
    case 'CATEGORY':
      return [[codeOf('category', value.category)]]
    case 'EMPLOYER':
      return employerOf(value.employerId, records)
    case 'JOB':
      return [
        [
          ['text', value.title],
          ['isco', value.isco],
        ],
      ]
    case 'PAY':
      return value.payCents === null
        ? []
        : [[['money', value.payCents], codeOf('payUnit', value.payUnit)]]
    case 'HOURS':
      return value.weeklyHours === null ? [] : [[['number', value.weeklyHours]]]
    case 'PERIOD':
      return periodOf(value.contract)
    case 'WORKPLACES':
      return value.workplaces.map(placeOf)
    case 'LANGUAGE':
      return [[codeOf('language', value.language)]]
  }
}

/** What was proposed, for which days, on which grounds, why and by whom. */
export function proposalOf({ decision, period: days, grounds, reason, by, on }: Proposal): Lines {
  return [
    [codeOf('decision', decision), ...(days ? [period(days)] : [])],
    ...codesOf('ground', grounds),
    ...textOf(reason),
    [
      ['person', by],
      ['date', on],
    ],
  ]
}

/** A content of a document: which version, how large, when it came in, what its letter corrects. */
export function contentOf({
  file,
  receivedOn,
  letter,
}: Pick<DossierDocument, 'file' | 'receivedOn' | 'letter'>): Lines {
  if (!file) return []
  return [
    [
      ['version', file.version],
      ['size', file.bytes],
      ...(receivedOn ? [['date', receivedOn] satisfies Said] : []),
    ],
    ...textOf(letter?.correction),
  ]
}
