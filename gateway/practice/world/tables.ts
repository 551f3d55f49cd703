/** The lists that the regions of the practice world keep: who acts for many, and which jobs are short. */
import type { Region, TableName } from '../../../domain/contract/codes.ts'
import type { TableRow, TableValue, TandemRecord } from '../../../domain/contract/records.ts'
import { tablesId } from '../../../domain/reference/own-rows.ts'
import { PRACTICE_PEOPLE, type PracticePerson } from '../people.ts'
import { dayText, instantText } from './days.ts'
import { CATEGORY_PLANS, LEFT_THE_LIST } from './jobs.ts'

const TEXTS = {
  nl: { source: 'Lijst van de dienst (oefening)', reason: 'Nagevraagd bij wie het aangaat.' },
  fr: { source: 'Liste du service (exercice)', reason: 'Vérifié auprès des intéressés.' },
  de: { source: 'Liste der Dienststelle (Übung)', reason: 'Bei den Betroffenen nachgefragt.' },
  en: { source: 'List of the service (practice)', reason: 'Asked whom it concerns.' },
} as const

/** Days ago when the list of Flanders lost its jobs: files of before and after are open. */
export const LIST_CHANGED = 300

const LONG_AGO = '2019-01-01'

const listed = {
  jobs: CATEGORY_PLANS.MEDIUM_SKILLED_SHORTAGE.jobs.map(({ isco }) => isco).toSorted(),
}
const longer = {
  jobs: [...listed.jobs, ...LEFT_THE_LIST.map(({ isco }) => isco)].toSorted(),
}

const secretariat: TableValue = {
  intermediary: {
    kind: 'SOCIAL_SECRETARIAT',
    name: 'Sociaal Secretariaat Oefening',
    enterpriseNumber: null,
    handles: ['liaison@social-secretariat.example'],
  },
}
const centre: TableValue = {
  intermediary: {
    kind: 'BUSINESS_CENTRE',
    name: 'Business Centre 1',
    enterpriseNumber: null,
    handles: ['Business Centre 1, 1000 Brussel'],
  },
}

type Kept = readonly [table: TableName, validFrom: string, value: TableValue]

/** What each region listed, in that order; the German-speaking Community keeps no list of jobs. */
const keptBy = (today: number): readonly (readonly [Region, readonly Kept[]])[] => [
  [
    'FL',
    [
      ['INTERMEDIARIES', '2007-04-01', secretariat],
      ['SHORTAGE_JOBS', LONG_AGO, longer],
      ['SHORTAGE_JOBS', dayText(today - LIST_CHANGED), listed],
    ],
  ],
  ['WA', [['SHORTAGE_JOBS', LONG_AGO, longer]]],
  [
    'BR',
    [
      ['INTERMEDIARIES', '2007-04-01', centre],
      ['SHORTAGE_JOBS', LONG_AGO, longer],
    ],
  ],
]

const personOf = (region: Region, role: PracticePerson['role']): PracticePerson =>
  PRACTICE_PEOPLE.find((one) => one.region === region && one.role === role)!

function row(region: Region, [table, validFrom, value]: Kept, today: number): TableRow {
  const [by, second] = [personOf(region, 'SUPERVISOR'), personOf(region, 'REGION_OFFICER')]
  return {
    table,
    value,
    validFrom,
    validTo: null,
    ...TEXTS[by.language],
    state: 'APPROVED',
    by: by.id,
    byName: by.name,
    at: instantText(today - LIST_CHANGED - 20, 10 * 60),
    closedBy: second.id,
    closedByName: second.name,
    closedAt: instantText(today - LIST_CHANGED - 18, 14 * 60),
    remark: null,
  }
}

/** The records of these lists, by id. */
export function tableItems(today: number): TandemRecord<'norm'>[] {
  return keptBy(today)
    .map(([region, kept]): TandemRecord<'norm'> => ({
      kind: 'norm',
      id: tablesId(region),
      version: 1,
      body: { region, rows: kept.map((one) => row(region, one, today)) },
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
