/**
 * Every day that any command is told: one that no calendar has is refused, and so is one that nobody can
 * mean, long ago or far ahead, with a code that has words.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RecordLookup } from '../../domain/commands/command.ts'
import { COMMANDS, decideCommand, type CommandName } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { UI_LANGUAGES } from '../../domain/contract/codes.ts'
import {
  LocalDateText,
  type AnyRecord,
  type DossierBody,
  type RuleBody,
} from '../../domain/contract/records.ts'
import { readFact } from '../../domain/dossier/facts.ts'
import { draftPrint, ruleId, ruleOf } from '../../domain/risk/settings.ts'
import { declaration, dossier, enterprise, person } from './fixtures.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const GREET: Actor = { ...AN, id: 'vl-greet', name: 'Greet', role: 'SUPERVISOR' }
const TOM: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
const PIET: Actor = { id: 'in-piet', name: 'Piet', role: 'INSPECTOR', region: null }
const TODAY = '2026-06-20'
const SUBMITTED = '2026-06-01'
const REASON = 'As the file and the letter of the employer show.'
const PERIOD = { from: '2026-07-01', to: '2026-09-15' }

interface Told {
  name: CommandName
  args: Record<string, unknown>
  actor: Actor
  body?: DossierBody
}

const file = (some: Partial<DossierBody> = {}): DossierBody =>
  dossier({
    submittedOn: SUBMITTED,
    work: { state: 'IN_EXAM', since: SUBMITTED },
    residence: { state: 'PRE_ASSESSMENT', since: SUBMITTED },
    authorised: null,
    documents: [{ id: 'paper', type: 'CONTRACT', status: 'RECEIVED', receivedOn: SUBMITTED }],
    ...some,
  }).body

/** A rule of which GREET drafts the retirement. */
const RETIRED: RuleBody = {
  code: 'R10',
  versions: [
    {
      ruleVersion: ruleOf('R10').version,
      active: false,
      values: [],
      validFrom: TODAY,
      reason: REASON,
      state: 'DRAFT',
      replay: null,
      shadowSince: null,
      by: GREET.id,
      byName: GREET.name,
      at: `${TODAY}T09:00:00.000Z`,
      closedBy: null,
      closedByName: null,
      closedAt: null,
      remark: null,
    },
  ],
  releases: [],
}
const UNCHECKED = { confirmed: 0, useful: 0, falseAlarms: 0 }
const NONE_EXPECTED = { confirmed: 0, falseAlarms: 0, unknown: 0 }

const step = (name: CommandName, body: DossierBody, fields: object, actor = AN): Told => {
  const track = actor === TOM ? 'RESIDENCE' : 'WORK'
  const from = track === 'WORK' ? body.work.state : body.residence.state
  const args = { dossierId: 'd1', track, on: TODAY, from, reason: REASON, ...fields }
  return { name, args, actor, body }
}
const DECIDED = file({
  work: { state: 'GRANTED', since: SUBMITTED },
  residence: { state: 'CARD_ISSUED', since: SUBMITTED },
  authorised: PERIOD,
})
const APPEALED = file({ work: { state: 'APPEAL_PENDING', since: SUBMITTED } })
const SILENT = file({
  procedure: 'PROFESSIONAL_CARD',
  work: { state: 'MINISTER_DECISION', since: SUBMITTED },
  residence: { state: 'NO_TRACK', since: SUBMITTED },
  adviceRequests: [
    {
      adviser: 'REOV',
      askedOn: SUBMITTED,
      due: SUBMITTED,
      text: 'The appeal.',
      by: AN.id,
      closedOn: SUBMITTED,
      opinion: 'POSITIVE',
      answer: null,
    },
  ],
})
const { region, category } = file()
const PAPERS = {
  homeResidence: { from: '2025-01-01', to: '2027-12-31' },
  homeWorkAuthorisation: { from: '2025-06-01', to: '2026-12-31' },
  contractWithPostingEmployer: true,
  passportValidTo: '2029-05-31',
}
const FILE = { hash: 'A'.repeat(43), bytes: 10, claims: 'PDF' }
const SIGNAL = { findingId: 'R41-a', code: 'R41', ruleVersion: 1, personId: 'p1' }
const NORM = {
  region: 'FL',
  category: 'HIGHLY_SKILLED',
  ageMax: null,
  amountCents: 5_000_000,
  unit: 'YEAR',
  basis: 'GROSS_PLUS_LISTED_BENEFITS',
  validFrom: '2027-01-01',
  validTo: '2027-12-31',
  source: 'B.S. 15 december 2026',
  reason: 'Indexing for 2027.',
  endedBy: 'B.S. 3 december 2027',
}
const REPORT = {
  reportId: 'r1',
  category: 'WAGE',
  channel: 'PHONE',
  language: 'pl',
  text: 'Nie dostałem wypłaty od trzech miesięcy.',
  receivedOn: '2026-06-18',
  happened: { from: '2026-01-01', to: '2026-02-01' },
  region: 'FL',
  worker: null,
  enterprise: { name: 'Exemple', number: null },
  place: null,
  guarded: false,
  reporter: null,
}

/** Each command that is told days beside that of its step or entry, as it is accepted. */
const TOLD: readonly Told[] = [
  step('askInformation', file(), { text: REASON, documents: [], deadline: '2026-07-10' }),
  step('askAdvice', file(), { text: REASON, adviser: 'VDAB', deadline: '2026-07-10' }),
  step('proposeWork', file(), {
    decision: 'GRANT',
    grounds: [],
    period: PERIOD,
    personId: 'p1',
    threshold: { region, category },
    mandateId: null,
    signals: [],
  }),
  step('decideAppeal', APPEALED, { result: 'REFORMED', period: PERIOD }),
  step('closeSilentAppeal', SILENT, { period: PERIOD }),
  step(
    'recordEmploymentEnd',
    DECIDED,
    { employmentEndedOn: '2026-06-10', heldSince: '2024-06-01' },
    TOM,
  ),
  {
    name: 'changeFact',
    actor: AN,
    args: {
      dossierId: 'd1',
      on: TODAY,
      before: readFact(file(), 'PERIOD'),
      after: { field: 'PERIOD', contract: PERIOD },
      source: 'APPLICANT',
      reason: REASON,
    },
  },
  {
    name: 'fileDocument',
    actor: AN,
    args: {
      dossierId: 'd1',
      documentId: 'new',
      type: 'CONTRACT',
      on: TODAY,
      issuedOn: SUBMITTED,
      file: FILE,
      replaces: null,
    },
  },
  {
    name: 'dateDocument',
    actor: AN,
    args: { dossierId: 'd1', documentId: 'paper', reason: REASON, from: null, issuedOn: SUBMITTED },
  },
  {
    name: 'snoozeDossier',
    actor: AN,
    args: { dossierId: 'd1', snooze: { until: '2026-07-01' }, seen: 0 },
  },
  {
    name: 'snoozeRule',
    actor: AN,
    args: {
      ...SIGNAL,
      enterpriseId: null,
      dossierId: 'd1',
      snooze: { until: '2026-12-20', print: 'x' },
      reason: REASON,
    },
  },
  {
    name: 'recordPapers',
    actor: PIET,
    args: {
      declarationId: 'l1',
      before: null,
      after: PAPERS,
      source: 'CONTROL',
      on: TODAY,
      reason: REASON,
    },
  },
  {
    name: 'recordAccess',
    actor: AN,
    args: {
      personId: 'p1',
      before: null,
      after: { card: 'F', from: '2025-01-01', to: '2030-01-01' },
      source: 'CONTROL',
      on: TODAY,
      reason: REASON,
    },
  },
  {
    name: 'recordAbsence',
    actor: AN,
    args: {
      absenceId: 'a1',
      person: AN.id,
      from: '2026-07-01',
      to: '2026-07-10',
      replacedBy: null,
    },
  },
  { name: 'proposeNorm', actor: GREET, args: NORM },
  {
    name: 'draftRule',
    actor: GREET,
    args: {
      code: 'R06',
      place: null,
      active: true,
      values: [{ name: 'minDays', value: 60 }],
      validFrom: '2026-12-01',
      reason: REASON,
    },
  },
  {
    name: 'noteReplay',
    actor: GREET,
    args: {
      code: RETIRED.code,
      place: 0,
      print: draftPrint(RETIRED.code, RETIRED.versions[0]!),
      against: 0,
      result: {
        subjects: 3,
        before: 1,
        after: 0,
        added: 0,
        gone: 1,
        changed: 0,
        expected: NONE_EXPECTED,
        workload: [],
        past: {
          from: '2025-06-30',
          to: TODAY,
          rows: [],
          checked: { before: UNCHECKED, after: UNCHECKED, added: UNCHECKED, gone: UNCHECKED },
          expected: NONE_EXPECTED,
          asNow: [],
        },
      },
    },
  },
  {
    name: 'watchSubject',
    actor: AN,
    args: {
      watchId: 'w1',
      kind: 'enterprise',
      subjectId: 'e1',
      reason: REASON,
      until: '2026-09-01',
    },
  },
  { name: 'fileReport', actor: AN, args: REPORT },
  {
    name: 'recordVacancy',
    actor: AN,
    body: file({ category: 'OTHER_LMT' }),
    args: {
      dossierId: 'd1',
      on: TODAY,
      text: '',
      reference: 'V-12',
      services: ['VDAB'],
      from: '2026-03-01',
      to: '2026-05-10',
    },
  },
  {
    name: 'recordDiploma',
    actor: AN,
    body: file(),
    args: {
      dossierId: 'd1',
      on: TODAY,
      text: '',
      institution: 'Yildiz',
      awardedOn: '2015-07-01',
      recognised: 'YES',
      experienceYears: null,
    },
  },
]

function codeOf({ name, actor, body = file() }: Told, args: object): string {
  const known: readonly AnyRecord[] = [
    { kind: 'dossier', id: 'd1', version: 1, body },
    person(),
    enterprise('e1'),
    declaration({ postingProof: null }, 'l1').record,
    { kind: 'rule', id: ruleId(RETIRED.code), version: 1, body: RETIRED },
  ]
  const records = ((kind: string, id: string) =>
    known.find((one) => one.kind === kind && one.id === id) ?? null) as RecordLookup
  const at = `${TODAY}T10:00:00.000Z`
  const decision = decideCommand(name, args, records, { actor, today: TODAY, at, colleagues: [] })
  return decision.ok ? 'OK' : decision.code
}

interface Schema {
  wrapped?: Schema
  item?: Schema
  entries?: Record<string, Schema>
  options?: readonly unknown[]
  pipe?: readonly unknown[]
}

/** Where a schema asks a day, as paths. */
function daysIn(schema: Schema, path: readonly string[] = []): string[] {
  if ((schema as unknown) === LocalDateText) return [path.join('.')]
  const isSchema = (one: unknown): one is Schema =>
    typeof one === 'object' && one !== null && one !== schema
  return [
    ...(schema.wrapped ? daysIn(schema.wrapped, path) : []),
    ...(schema.item ? daysIn(schema.item, path) : []),
    ...Object.entries(schema.entries ?? {}).flatMap(([name, one]) => daysIn(one, [...path, name])),
    ...[...(schema.options ?? []), ...(schema.pipe ?? [])]
      .filter(isSchema)
      .flatMap((one) => daysIn(one, path)),
  ]
}

/** What is told because it was seen, to find out whether it still stands; and a filter, which is no act. */
const isSeen = (name: CommandName, path: string) =>
  path.startsWith('before.') || (name === 'dateDocument' && path === 'from') || name === 'saveView'

const DAYS = (Object.keys(COMMANDS) as CommandName[]).flatMap((name) =>
  [...new Set(daysIn(COMMANDS[name].args as unknown as Schema))]
    .filter((path) => !isSeen(name, path))
    .map((path) => ({ name, path })),
)

/** The args with another day at a path. */
function withDay(args: Record<string, unknown>, path: string, day: string): object {
  const [first, ...rest] = path.split('.') as [string, ...string[]]
  const inner = args[first]
  return {
    ...args,
    [first]:
      rest.length === 0 ? day : withDay(inner as Record<string, unknown>, rest.join('.'), day),
  }
}

function hasDay(args: Record<string, unknown>, path: string): boolean {
  const at = (value: unknown, name: string) => (value as Record<string, unknown> | null)?.[name]
  return typeof path.split('.').reduce<unknown>(at, args) === 'string'
}

const WORDS = UI_LANGUAGES.map((language) => {
  const url = new URL(`../../resources/i18n/${language}/errors.json`, import.meta.url)
  return (JSON.parse(readFileSync(url, 'utf8')) as { error: Record<string, unknown> }).error
})

describe('a day that a command is told', () => {
  it('is tried here, or with all steps and entries in every state (matrix.test.ts)', () => {
    const untried = DAYS.filter(({ name, path }) => {
      const command = COMMANDS[name]
      if (path === 'on' && ('step' in command || 'entry' in command)) return false
      return !TOLD.some((told) => told.name === name && hasDay(told.args, path))
    })
    expect(untried).toEqual([{ name: 'fileReport', path: 'worker.birthDate' }])
  })

  it.each(TOLD)('to $name is taken as it is', (told) => {
    expect(codeOf(told, told.args)).toBe('OK')
  })

  it.each(
    TOLD.flatMap((told) =>
      DAYS.filter(({ name, path }) => name === told.name && hasDay(told.args, path)).map(
        ({ path }) => [told.name, path, told] as const,
      ),
    ),
  )('%s: %s that cannot be, or that nobody can mean, is refused', (_name, path, told) => {
    for (const day of ['2026-02-30', '0000-00-00', '20-06-2026', '']) {
      expect(codeOf(told, withDay(told.args, path, day)), day).toBe('BAD_REQUEST')
    }
    for (const day of ['0001-01-01', '9999-12-31']) {
      const code = codeOf(told, withDay(told.args, path, day))
      expect(['OK', 'BAD_REQUEST'], day).not.toContain(code)
      expect(
        WORDS.filter((error) => !(code in error)),
        code,
      ).toEqual([])
    }
  })
})
