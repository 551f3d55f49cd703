/**
 * Whatever can be refused because somebody else was first is shown beside what stands, and goes out on
 * it. The steps are tried over all states in matrix.test.ts.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CommandContext, RecordLookup } from '../../domain/commands/command.ts'
import { blockedBy, conflictOf, isOpen, resolveConflict } from '../../domain/commands/conflict.ts'
import { STEP_FIELDS, NOT_SAID } from '../../domain/commands/steps/fields.ts'
import { COMMANDS, decideCommand, type CommandName } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { ConflictField } from '../../domain/contract/conflict.ts'
import { UI_LANGUAGES } from '../../domain/contract/codes.ts'
import type {
  AnyRecord,
  DossierBody,
  DossierDocument,
  RecordKind,
} from '../../domain/contract/records.ts'
import { letterId } from '../../domain/letters/templates.ts'
import { declaration, dossier, enterprise, person, report } from './fixtures.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const INSPECTOR: Actor = { ...AN, id: 'insp', name: 'Ine', role: 'INSPECTOR' }
const ON = '2026-06-20'
const AT = `${ON}T09:00:00.000Z`
const JORIS = { by: 'vl-joris', byName: 'Joris', at: AT }
const REASON = 'As the file and the letter of the employer show.'
const hash = (letter: string) => letter.repeat(43)
const record = (kind: RecordKind, id: string, body: unknown, version = 2) =>
  ({ kind, id, version, body }) as AnyRecord

const paper = (change: Partial<DossierDocument>): DossierDocument => ({
  id: 'paper',
  type: 'CONTRACT',
  status: 'RECEIVED',
  receivedOn: '2026-06-02',
  file: { hash: hash('B'), bytes: 4096, claims: 'PDF', version: 2 },
  filed: { by: 'vl-joris', at: AT },
  earlier: [
    {
      file: { hash: hash('A'), bytes: 2048, claims: 'PDF', version: 1 },
      receivedOn: '2026-06-01',
      filed: { by: 'vl-an', at: AT },
    },
  ],
  ...change,
})
const LETTER = { template: 'ACKNOWLEDGEMENT', track: 'WORK', nth: null } as const
const file = (body: Partial<DossierBody>) =>
  dossier({
    submittedOn: '2026-06-01',
    language: 'nl',
    work: { state: 'IN_EXAM', since: '2026-06-10' },
    ...body,
  })

const SIGNS = { ledByClient: 'YES', onlyLabour: 'YES', sameHours: 'NOT_SEEN', ownTools: 'NO' }

interface Scenario {
  actor?: Actor
  args: object
  /** As a colleague left it. */
  now: readonly AnyRecord[]
}

const QUERY = { queue: 'OPEN', facets: [], due: null, order: [] } as const
const VIEW = { owner: 'vl-an', ownerName: 'An', service: 'FL', removed: false, at: AT }
const NAMED = { viewId: 'v1', name: 'Rood', query: QUERY, shared: true, from: 1 }

/** Every act that names what was seen, and is no step. */
const SCENARIOS: { readonly [N in CommandName]?: readonly Scenario[] } = {
  assignDossier: [
    {
      args: { dossierId: 'd1', assignee: 'vl-an', from: null, reason: REASON },
      now: [file({ assignee: 'vl-joris' })],
    },
  ],
  changeFact: [
    {
      args: {
        dossierId: 'd1',
        on: ON,
        before: { field: 'HOURS', weeklyHours: null },
        after: { field: 'HOURS', weeklyHours: 38 },
        source: 'APPLICANT',
        reason: REASON,
      },
      now: [file({ job: { ...file({}).body.job, weeklyHours: 19 } })],
    },
  ],
  judgeFinding: [
    {
      args: {
        findingId: 'M1-x',
        code: 'M1',
        ruleVersion: 1,
        personId: 'p1',
        dossierId: null,
        status: 'EXPLAINED',
        from: 'OPEN',
        reason: REASON,
      },
      now: [
        record('findingJudgement', 'M1-x', {
          code: 'M1',
          ruleVersion: 1,
          personId: 'p1',
          dossierId: null,
          status: 'CONFIRMED',
          reason: 'Seen on the site.',
          ...JORIS,
        }),
      ],
    },
  ],
  recordPapers: [
    {
      args: {
        declarationId: 'l1',
        before: null,
        after: {
          homeResidence: { from: '2025-01-01', to: '2027-01-01' },
          homeWorkAuthorisation: null,
          contractWithPostingEmployer: true,
          passportValidTo: null,
        },
        source: 'DECLARANT',
        on: ON,
        reason: REASON,
      },
      now: [
        record('declaration', 'l1', {
          ...declaration().record.body,
          postingProof: {
            homeResidence: null,
            homeWorkAuthorisation: { from: '2025-01-01', to: null },
            contractWithPostingEmployer: false,
            passportValidTo: '2029-01-01',
          },
          paperNotes: [
            { papers: null, source: 'CONTROL', on: ON, reason: 'Seen on the site.', ...JORIS },
          ],
        }),
      ],
    },
  ],
  recordAccess: [
    {
      args: {
        personId: 'p1',
        before: null,
        after: { card: 'F+', from: '2025-01-01', to: null },
        source: 'WORKER',
        on: ON,
        reason: REASON,
      },
      now: [
        person({
          unlimitedAccess: { card: 'TEMPORARY_PROTECTION', from: '2025-01-01', to: '2027-03-04' },
          accessNotes: [
            { access: null, source: 'CONTROL', on: ON, reason: 'Seen on the site.', ...JORIS },
          ],
        }),
      ],
    },
  ],
  judgeLink: [
    {
      args: {
        declarationId: 'l1',
        personId: 'p1',
        verdict: 'SAME',
        facts: 'aa',
        from: 'OPEN',
        reason: REASON,
      },
      now: [
        record('declaration', 'l1', {}),
        record('linkJudgement', 'l1', {
          said: [
            { personId: 'p1', verdict: 'DIFFERENT', facts: 'aa', reason: 'Other photo.', ...JORIS },
          ],
        }),
      ],
    },
  ],
  fileDocument: [
    {
      args: {
        dossierId: 'd1',
        documentId: 'paper',
        type: 'CONTRACT',
        on: ON,
        file: { hash: hash('C'), bytes: 9000, claims: 'PDF' },
        replaces: hash('A'),
      },
      now: [file({ documents: [paper({})] })],
    },
  ],
  fileLetter: [
    {
      args: {
        dossierId: 'd1',
        ...LETTER,
        language: 'nl',
        file: { hash: hash('C'), bytes: 9000, claims: 'PDF' },
        replaces: hash('A'),
        reason: REASON,
      },
      now: [
        file({
          documents: [
            paper({
              id: letterId(LETTER),
              type: 'LETTER',
              status: 'ACCEPTED',
              letter: { ...LETTER, language: 'nl', correction: 'Another address.' },
            }),
          ],
        }),
      ],
    },
  ],
  withdrawDocument: [
    {
      args: { dossierId: 'd1', documentId: 'paper', reason: REASON, hash: hash('A') },
      now: [file({ documents: [paper({})] })],
    },
  ],
  dateDocument: [
    {
      args: {
        dossierId: 'd1',
        documentId: 'paper',
        reason: '',
        from: null,
        issuedOn: '2026-05-20',
      },
      now: [
        file({
          documents: [paper({ issuedOn: '2026-05-02' })],
          events: [
            {
              at: AT,
              type: 'DOCUMENT_DATED',
              by: 'vl-joris',
              text: null,
              entry: { on: '2026-05-02', text: null, codes: [], about: 'paper' },
            },
          ],
        }),
      ],
    },
  ],
  saveView: [
    {
      args: NAMED,
      now: [record('savedView', 'v1', { ...VIEW, name: 'Groen', shared: false, query: QUERY })],
    },
    {
      // Only what it shows is another: the name says nothing of it.
      args: NAMED,
      now: [
        record('savedView', 'v1', {
          ...VIEW,
          name: 'Rood',
          shared: true,
          query: { ...QUERY, facets: [{ facet: 'region', values: ['FL'] }] },
        }),
      ],
    },
  ],
  triageReport: [
    {
      actor: INSPECTOR,
      args: {
        reportId: 'r1',
        from: null,
        category: 'UNDECLARED_WORK',
        urgency: 'HIGH',
        indicators: [],
        guarded: true,
        remark: REASON,
      },
      now: [record('report', 'r1', report({ urgency: 'LOW', status: 'TRIAGED' }))],
    },
  ],
  moveReport: [
    {
      actor: INSPECTOR,
      args: { reportId: 'r1', from: 'TRIAGED', to: 'REFERRED', outcome: null, reason: REASON },
      now: [record('report', 'r1', report({ status: 'IN_HAND' }))],
    },
  ],
  answerReport: [
    {
      actor: INSPECTOR,
      args: { reportId: 'r1', after: 0, template: 'IN_HAND', language: 'nl', text: REASON },
      now: [
        record(
          'report',
          'r1',
          report({
            answers: [{ template: 'RECEIPT', language: 'nl', text: 'We got it.', ...JORIS }],
          }),
        ),
      ],
    },
  ],
  recordSigns: [
    {
      actor: INSPECTOR,
      args: { controlId: 'k1', before: null, after: SIGNS },
      now: [
        record('control', 'k1', {
          service: 'RSZ',
          date: ON,
          municipality: '44021',
          siteName: null,
          enterprise: { name: 'Bouw', country: 'BE', enterpriseNumber: null },
          met: [],
          outcome: null,
          signs: { ...SIGNS, ledByClient: 'NO', ...JORIS },
        }),
      ],
    },
  ],
  answerControlRequest: [
    {
      actor: INSPECTOR,
      args: { requestId: 'c1', from: 'OPEN', to: 'TAKEN_ON', text: REASON },
      now: [
        record('controlRequest', 'c1', {
          region: 'FL',
          subjects: [{ kind: 'person', id: 'p1' }],
          origin: 'NETWORK',
          reason: REASON,
          ...JORIS,
          status: 'DECLINED',
          answers: [{ status: 'DECLINED', text: 'No capacity.', ...JORIS }],
        }),
      ],
    },
  ],
}

const KNOWN: readonly AnyRecord[] = [person(), enterprise('e1')]
const lookup = (now: readonly AnyRecord[]): RecordLookup =>
  ((kind: string, id: string) =>
    [...now, ...KNOWN].find((one) => one.kind === kind && one.id === id) ?? null) as RecordLookup
const contextOf = (actor: Actor): CommandContext => ({
  actor,
  today: ON,
  at: `${ON}T10:00:00.000Z`,
  colleagues: [
    { id: 'vl-an', name: 'An', assignable: true },
    { id: 'vl-joris', name: 'Joris', assignable: true },
  ],
})

/** Arguments by which an act names what was seen. */
const SEEN = ['from', 'before', 'replaces', 'hash', 'after']

describe('an act that somebody else was before', () => {
  const cases = Object.entries(SCENARIOS).flatMap(([name, scenarios]) =>
    scenarios.map((scenario, index) => [name, index, scenario] as const),
  )

  it('is tried for every act that names what was seen', () => {
    const names = (Object.keys(COMMANDS) as CommandName[]).filter((name) => {
      const { entries = {} } = COMMANDS[name].args as { entries?: object }
      return !('step' in COMMANDS[name]) && SEEN.some((field) => field in entries)
    })
    // Days on which an absence begins, a vacancy opened, and on which the cases of a sample were closed.
    const OF_DAYS = new Set<string>(['recordAbsence', 'recordVacancy', 'drawSample'])
    expect(names.filter((name) => !(name in SCENARIOS) && !OF_DAYS.has(name))).toEqual([])
  })

  it.each(cases)(
    '%s %i is shown beside what stands and goes out on it',
    (name, _index, scenario) => {
      const { actor = AN, args, now } = scenario
      const records = lookup(now)
      expect(decideCommand(name, args, records, contextOf(actor))).toMatchObject({ code: 'STALE' })
      expect(blockedBy(name, args, records)).toBeNull()
      const fields = conflictOf(name, args, records)
      const open = fields.filter(isOpen)
      expect(open.length, 'something to decide').toBeGreaterThan(0)
      expect(
        open.some(({ by, at }) => by !== null || at !== null),
        'and by whom or when',
      ).toBe(
        name !== 'assignDossier' && name !== 'changeFact' && !now[0]!.body
          ? false
          : open.some(({ by, at }) => by !== null || at !== null),
      )
      const choose = (choice: 'MINE' | 'THEIRS') => ({
        choices: Object.fromEntries(open.map(({ field, theirs }) => [field, { choice, theirs }])),
        words: {},
      })
      const mine = resolveConflict(name, args, choose('MINE'), records)
      if (!('args' in mine)) throw new Error(`${name} was not sent`)
      expect(decideCommand(name, mine.args, records, contextOf(actor))).toMatchObject({ ok: true })
      expect(resolveConflict(name, args, choose('THEIRS'), records)).toEqual({ outcome: 'LEAVE' })
    },
  )
})

describe('what a conflict shows', () => {
  const words = UI_LANGUAGES.map((language) => {
    const url = new URL(`../../resources/i18n/${language}/app.json`, import.meta.url)
    return (JSON.parse(readFileSync(url, 'utf8')) as { field: Record<string, unknown> }).field
  })
  const isNamed = (field: string) =>
    words.every((known) => {
      const found = field
        .split('.')
        .reduce<unknown>((group, key) => (group as Record<string, unknown>)?.[key], known)
      return typeof found === 'string' && found !== ''
    })

  it('has a name in every language', () => {
    const shown = Object.entries(SCENARIOS).flatMap(([name, scenarios]) =>
      scenarios.flatMap(({ args, now }) => conflictOf(name, args, lookup(now))),
    )
    const fields = new Set([
      ...shown.map(({ field }: ConflictField) => field),
      ...Object.keys(STEP_FIELDS).filter((field) => field !== 'employerId'),
      'act',
      'employer',
      'proposal',
      'state',
      'since',
      'worker',
      ...['EMPLOYER', 'JOB', 'PAY', 'HOURS', 'PERIOD', 'WORKPLACES', 'LANGUAGE'].map(
        (fact) => `fact.${fact}`,
      ),
    ])
    expect([...fields].filter((field) => !isNamed(field))).toEqual([])
  })

  it('knows every field of every step', () => {
    const fields = Object.values(COMMANDS).flatMap((command) =>
      'step' in command ? command.step.fields : [],
    )
    expect(fields.filter((field) => !(field in STEP_FIELDS) && !NOT_SAID.has(field))).toEqual([])
  })
})
