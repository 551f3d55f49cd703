/**
 * Every command on every state of every procedure, by everybody: done, or refused with a code that has
 * words in every language; days that cannot be are refused everywhere; of two who act at once the
 * second is told.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import type { StepCommand } from '../../domain/commands/steps/step.ts'
import { conflictOf, isOpen, resolveConflict } from '../../domain/commands/conflict.ts'
import { COMMANDS, decideCommand, type CommandName } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import {
  PROCEDURES,
  RESIDENCE_STATES,
  SAMPLE_OUTCOMES,
  TAGS,
  UI_LANGUAGES,
  WORK_STATES,
  type ClockId,
  type ResidenceState,
  type Track,
  type WorkState,
} from '../../domain/contract/codes.ts'
import type { AnyRecord, DossierBody } from '../../domain/contract/records.ts'
import { readFact } from '../../domain/dossier/facts.ts'
import { openProposalPlace } from '../../domain/dossier/requests.ts'
import { dossier, enterprise, person } from './fixtures.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const JORIS: Actor = { ...AN, id: 'vl-joris', name: 'Joris' }
const GREET: Actor = { ...AN, id: 'vl-greet', name: 'Greet', role: 'SUPERVISOR' }
const TOM: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
const EVA: Actor = { ...TOM, id: 'dvz-eva', name: 'Eva' }
const SINCE = '2026-06-01'
const ON = '2026-06-20'

const proposal = (track: Track, by: string) => ({
  track,
  decision: 'GRANT' as const,
  grounds: [],
  reason: '',
  period: track === 'WORK' ? { from: '2026-07-01', to: '2026-09-15' } : null,
  by,
  on: SINCE,
  state: 'OPEN' as const,
  closedBy: null,
})

const started = (clock: ClockId, at: string): DossierBody['clockEvents'][number] => ({
  clock,
  at,
  kind: 'START',
  reason: null,
  by: null,
})

/** The terms that run in a state: to contest what was decided, to find other work. */
const termsIn = (work: WorkState, residence: ResidenceState): DossierBody['clockEvents'] => [
  ...(work === 'REFUSED' || work === 'WITHDRAWN' ? [started('C5', SINCE)] : []),
  ...(work === 'INADMISSIBLE' ? [started('C7', SINCE)] : []),
  ...(work === 'GRANTED' && residence === 'CARD_ISSUED' ? [started('C10', '2026-03-01')] : []),
  ...(residence === 'REFUSED' || residence === 'ENDED' ? [started('C6', SINCE)] : []),
]

const BODIES: readonly DossierBody[] = PROCEDURES.flatMap((procedure) =>
  WORK_STATES.flatMap((work) =>
    RESIDENCE_STATES.map(
      (residence) =>
        dossier({
          procedure,
          applicationType: 'RENEWAL',
          submittedOn: SINCE,
          work: { state: work, since: SINCE },
          residence: { state: residence, since: SINCE },
          authorised: work === 'GRANTED' ? { from: SINCE, to: '2026-06-10' } : null,
          filedById: 's1',
          clockEvents: termsIn(work, residence),
          documents: [
            {
              id: 'paper',
              type: 'CONTRACT',
              status: 'RECEIVED',
              receivedOn: SINCE,
              file: { hash: 'B'.repeat(43), bytes: 10, claims: 'PDF', version: 1 },
            },
          ],
          proposals: [
            ...(work === 'DRAFT_DECISION' ? [proposal('WORK', 'vl-mieke')] : []),
            ...(work === 'GRANTED' ? [proposal('RESIDENCE', 'dvz-nora')] : []),
          ],
        }).body,
    ),
  ),
)

const KNOWN: readonly AnyRecord[] = [
  person(),
  enterprise('e1'),
  enterprise('s1'),
  dossier({ applicationType: 'RENEWAL' }, 'd2'),
]

const lookupOf = (body: DossierBody): RecordLookup =>
  ((kind: string, id: string) => {
    if (kind === 'dossier' && id === 'd1') return { kind, id, version: 1, body }
    return KNOWN.find((one) => one.kind === kind && one.id === id) ?? null
  }) as RecordLookup

function run(body: DossierBody, name: string, args: object, actor: Actor): Decision {
  const records = lookupOf(body)
  const context: CommandContext = {
    actor,
    today: ON,
    at: `${ON}T10:00:00.000Z`,
    colleagues: [{ id: 'vl-an', name: 'An', assignable: true }],
  }
  return decideCommand(name, args, records, context)
}

/** What any step or entry may be told; each takes what it asks for. */
const FIELDS: Readonly<Record<string, unknown>> = {
  documents: ['APPLICATION_FORM'],
  text: 'As the file and the letter of the employer show.',
  deadline: '2026-07-10',
  adviser: 'VDAB',
  opinion: 'POSITIVE',
  decision: 'GRANT',
  grounds: ['SALARY_BELOW_THRESHOLD'],
  period: { from: '2026-07-01', to: '2026-09-15' },
  heard: true,
  result: 'POSITIVE',
  post: 'Istanbul',
  successor: 'd2',
  source: 'MAHIS',
  counter: 'Loket Nul',
  enterpriseNumber: '0403019261',
  mandateId: null,
  region: 'WA',
  employerId: 'e1',
  personId: 'p1',
  cause: 'OTHER',
  checked: true,
  renewal: null,
  departureId: 'left-1',
  heldSince: '2025-06-01',
  employmentEndedOn: '2026-06-02',
  threshold: { region: 'FL', category: dossier().body.category },
  signals: [],
  reference: 'V-12',
  services: ['VDAB'],
  from: '2026-05-01',
  to: '2026-05-20',
  institution: 'Yildiz',
  awardedOn: '2015-07-01',
  recognised: 'YES',
  experienceYears: null,
}

function argsOf(name: CommandName, track: Track, body: DossierBody): object | null {
  const command = COMMANDS[name]
  const base = { dossierId: 'd1', on: ON }
  const of = (fields: readonly string[]) =>
    Object.fromEntries(fields.map((field) => [field, FIELDS[field]]))
  if ('step' in command) {
    const from = track === 'WORK' ? body.work.state : body.residence.state
    const args = { ...base, track, from, reason: FIELDS['text'], ...of(command.step.fields) }
    const result = name === 'decideAppeal' ? { result: 'UPHELD' } : {}
    const seen = 'proposal' in args ? { proposal: openProposalPlace(body, track) } : {}
    return { ...args, ...seen, ...result }
  }
  if ('entry' in command) {
    const result = name === 'verifyMandate' ? { result: 'CONFIRMED' } : {}
    return { ...base, text: FIELDS['text'], ...of(command.entry.fields), ...result }
  }
  return null
}

const REASON = 'As the file and the letter of the employer show.'
const FILE = { hash: 'A'.repeat(43), bytes: 10, claims: 'PDF' }
const ON_PAPER = { dossierId: 'd1', documentId: 'paper', reason: REASON }
const LETTER = { template: 'ACKNOWLEDGEMENT', track: 'WORK', nth: null, language: 'nl' }

/** What the acts on a dossier that are no step and no entry are told. */
const PLAIN: { readonly [N in CommandName]?: (body: DossierBody) => object } = {
  assignDossier: () => ({ dossierId: 'd1', assignee: 'vl-an', from: null }),
  addNote: () => ({ noteId: 'n1', dossierId: 'd1', text: 'Gebeld.' }),
  assessPlan: () => ({ dossierId: 'd1', scores: [], finished: false }),
  changeFact: (body) => ({
    dossierId: 'd1',
    on: ON,
    before: readFact(body, 'HOURS'),
    after: { field: 'HOURS', weeklyHours: 38 },
    source: 'APPLICANT',
    reason: REASON,
  }),
  tagDossier: () => ({ dossierId: 'd1', add: [TAGS[0]], remove: [] }),
  snoozeDossier: ({ events }) => ({
    dossierId: 'd1',
    snooze: { until: null },
    seen: events.length,
  }),
  fileDocument: () => ({
    dossierId: 'd1',
    documentId: 'new',
    type: 'CONTRACT',
    on: ON,
    file: FILE,
    replaces: null,
  }),
  fileLetter: () => ({ dossierId: 'd1', ...LETTER, file: FILE, replaces: null, reason: '' }),
  withdrawDocument: () => ({ ...ON_PAPER, hash: FILE.hash }),
  lockDocument: () => ON_PAPER,
  unlockDocument: () => ON_PAPER,
  dateDocument: () => ({ ...ON_PAPER, from: null, issuedOn: SINCE }),
  labelSample: () => ({
    sampleId: 's1',
    dossierId: 'd1',
    outcome: SAMPLE_OUTCOMES[0],
    missed: [],
    reason: REASON,
  }),
}

/** The acts that name a dossier, whichever they are. */
const ON_A_DOSSIER = (Object.keys(COMMANDS) as CommandName[]).filter((name) => {
  const { entries = {} } = COMMANDS[name].args as { entries?: Record<string, { type: string }> }
  return entries['dossierId']?.type === 'string'
})

const DATED = (Object.keys(COMMANDS) as CommandName[]).flatMap((name) => {
  const command = COMMANDS[name]
  const tracks: readonly Track[] =
    'step' in command ? command.step.tracks : 'entry' in command ? ['WORK'] : []
  return tracks.map((track) => [name, track] as const)
})

const codeOf = (decision: Decision) => (decision.ok ? 'OK' : decision.code)
const people = (track: Track) => (track === 'WORK' ? [AN, GREET, TOM] : [EVA, AN])

const WORDS = UI_LANGUAGES.map((language) => {
  const url = new URL(`../../resources/i18n/${language}/errors.json`, import.meta.url)
  const { error } = JSON.parse(readFileSync(url, 'utf8')) as {
    error: Record<string, { title?: string; advice?: string }>
  }
  return error
})
const isWorded = (code: string) =>
  WORDS.every((error) => Boolean(error[code]?.title && error[code].advice))

describe('every command on every state', () => {
  it.each(DATED)('%s on %s is done or refused with a code that has words', (name, track) => {
    const codes = new Set(
      BODIES.flatMap((body) =>
        people(track).map((actor) => codeOf(run(body, name, argsOf(name, track, body)!, actor))),
      ),
    )
    codes.delete('OK')
    expect([...codes].filter((code) => !isWorded(code) || code === 'BAD_REQUEST')).toEqual([])
    expect(codes.has('FORBIDDEN'), 'refused to the other service').toBe(true)
  })

  it.each(Object.entries(PLAIN))(
    '%s is done or refused with a code that has words',
    (name, args) => {
      const codes = new Set(
        BODIES.flatMap((body) =>
          [AN, TOM].map((actor) => codeOf(run(body, name, args(body), actor))),
        ),
      )
      codes.delete('OK')
      expect([...codes].filter((code) => !isWorded(code) || code === 'BAD_REQUEST')).toEqual([])
    },
  )
})

it('leaves out no act on a dossier', () => {
  const tried = new Set<string>([...DATED.map(([name]) => name), ...Object.keys(PLAIN)])
  expect(ON_A_DOSSIER.filter((name) => !tried.has(name))).toEqual([])
})

/** What may have been said or seen before the application. */
const PRECEDING = new Set<CommandName>(['recordCounterAdvice', 'recordVacancy', 'recordDiploma'])

/** Only an application with a labour-market test has a vacancy. */
const fitting = (name: CommandName, body: DossierBody): DossierBody =>
  name === 'recordVacancy' ? { ...body, category: 'OTHER_LMT' } : body

describe('days that cannot be', () => {
  it.each(DATED)('are refused by %s on %s in every state', (name, track) => {
    const codesFor = (on: string) =>
      new Set(
        BODIES.flatMap((body) =>
          people(track).map((actor) =>
            codeOf(run(fitting(name, body), name, { ...argsOf(name, track, body), on }, actor)),
          ),
        ),
      )
    for (const on of ['2026-02-30', '0000-00-00', '20-06-2026', '']) {
      expect([...codesFor(on)], on).toEqual(['BAD_REQUEST'])
    }
    const mayPrecede = PRECEDING.has(name)
    for (const [on, code] of [
      ['2026-06-21', 'DATE_IN_FUTURE'],
      ['9999-12-31', 'DATE_IN_FUTURE'],
      ['2026-05-31', mayPrecede ? 'OK' : 'DATE_BEFORE_SUBMISSION'],
      ['1900-01-01', mayPrecede ? 'DATE_TOO_EARLY' : 'DATE_BEFORE_SUBMISSION'],
    ] as const) {
      const codes = codesFor(on)
      const expected = [code === 'OK', true]
      expect([codes.has('OK'), codes.has(code)], `${on}: ${[...codes].join(' ')}`).toEqual(expected)
    }
  })

  const exam = BODIES.find(
    ({ procedure, work, residence }) =>
      procedure === 'SINGLE_PERMIT' &&
      work.state === 'IN_EXAM' &&
      residence.state === 'PRE_ASSESSMENT',
  )!
  it.each([
    ['askInformation', { deadline: '9999-12-31' }, 'DATE_TOO_FAR'],
    ['askInformation', { deadline: ON }, 'DEADLINE_TOO_EARLY'],
    ['askAdvice', { deadline: '2926-07-10' }, 'DATE_TOO_FAR'],
    ['proposeWork', { period: { from: '2926-07-01', to: null } }, 'DATE_TOO_FAR'],
    ['proposeWork', { period: { from: '1926-07-01', to: null } }, 'DATE_BEFORE_SUBMISSION'],
  ] as const)('as a term or a first day are refused: %s %o', (name, change, code) => {
    const args = { ...argsOf(name, 'WORK', exam), ...change }
    expect(codeOf(run(exam, name, args, AN))).toBe(code)
  })
})

describe('two officers who decide at once', () => {
  const at = (work: string, residence: string) =>
    BODIES.find(
      (body) =>
        body.procedure === 'SINGLE_PERMIT' &&
        body.work.state === work &&
        body.residence.state === residence,
    )!
  it.each([
    ['proposeWork', 'WORK', at('IN_EXAM', 'PRE_ASSESSMENT'), AN, JORIS, 'STALE'],
    ['signWork', 'WORK', at('DRAFT_DECISION', 'PRE_ASSESSMENT'), AN, JORIS, 'STALE'],
    ['signResidence', 'RESIDENCE', at('GRANTED', 'READY_POSITIVE'), TOM, EVA, 'STALE'],
    ['withdraw', 'WORK', at('GRANTED', 'CARD_ISSUED'), AN, JORIS, 'STALE'],
  ] as const)(
    '%s: one is done, the other is told by whom',
    (name, track, body, first, second, code) => {
      const args = argsOf(name, track, body)!
      const done = run(body, name, args, first)
      expect(codeOf(done)).toBe('OK')
      const now = (done as Extract<Decision, { ok: true }>).writes[0]!.body as DossierBody
      expect(codeOf(run(now, name, args, second))).toBe(code)
      const lookup = ((kind: string) =>
        kind === 'dossier' ? { kind, id: 'd1', version: 2, body: now } : null) as RecordLookup
      expect(conflictOf(name, args, lookup)[0]).toMatchObject({ field: 'state', by: first.id })
    },
  )

  it('of two proposals on residence the second is none', () => {
    const body = { ...at('IN_EXAM', 'READY_POSITIVE'), proposals: [] }
    const args = argsOf('proposeResidence', 'RESIDENCE', body)!
    const done = run(body, 'proposeResidence', args, TOM)
    const now = (done as Extract<Decision, { ok: true }>).writes[0]!.body as DossierBody
    expect(codeOf(run(now, 'proposeResidence', args, EVA))).toBe('ALREADY_SO')
  })
})

describe('a step that somebody else was before', () => {
  const steps = DATED.filter(([name]) => 'step' in COMMANDS[name])
  const STALE = ['STALE', 'PROPOSAL_CHANGED']
  /** The dossier as a colleague may have left it: another state, employer or proposal. */
  function meanwhile(body: DossierBody, track: Track): DossierBody[] {
    const others = BODIES.filter(({ procedure }) => procedure === body.procedure)
    const proposals = [
      ...(body.proposals ?? []).map((one) => ({ ...one, state: 'RETURNED' as const })),
      { ...proposal(track, 'vl-nele'), period: null, decision: 'REFUSE' as const },
    ]
    return [
      ...others,
      { ...body, employerId: 's1' },
      { ...body, employerId: null },
      { ...body, personId: 'p9' },
      { ...body, proposals },
    ]
  }
  const allMine = (name: string, args: object, records: RecordLookup) => {
    const open = conflictOf(name, args, records).filter(isOpen)
    const choices = Object.fromEntries(
      open.map(({ field, theirs }) => [field, { choice: 'MINE' as const, theirs }]),
    )
    return resolveConflict(name, args, { choices, words: {} }, records)
  }

  it.each(steps)('%s on %s: is shown what stands, and goes out on it', (name, track) => {
    const actor = track === 'WORK' ? AN : EVA
    const { step } = COMMANDS[name] as { step: StepCommand['step'] }
    const possible = BODIES.filter((body) => step.isPossible(track, body))
    const told = new Set<string>()
    for (const seen of possible.slice(0, 2)) {
      const args = argsOf(name, track, seen)!
      for (const now of meanwhile(seen, track)) {
        const code = codeOf(run(now, name, args, actor))
        if (!STALE.includes(code)) continue
        told.add(code)
        const fields = conflictOf(name, args, lookupOf(now))
        const whole = fields.filter(
          ({ base, mine, theirs }) => base !== null && mine !== null && theirs !== null,
        )
        expect(whole.length, `${name}: ${now.work.state}/${now.residence.state}`).toBeGreaterThan(0)
        const resolved = allMine(name, args, lookupOf(now))
        if (!('args' in resolved)) throw new Error(`${name} was not sent`)
        const again = codeOf(run(now, name, resolved.args as object, actor))
        expect(STALE, `${name} sent again: ${again}`).not.toContain(again)
      }
    }
    expect(told.has('STALE'), 'there was a colleague before').toBe(true)
  })

  it('shows two who propose the opposite what each proposes', () => {
    const body = BODIES.find(
      ({ procedure, work, residence }) =>
        procedure === 'SINGLE_PERMIT' &&
        work.state === 'IN_EXAM' &&
        residence.state === 'PRE_ASSESSMENT',
    )!
    const grant = argsOf('proposeWork', 'WORK', body)!
    const refuse = { ...grant, decision: 'REFUSE', period: null }
    const done = run(body, 'proposeWork', refuse, JORIS)
    const now = (done as Extract<Decision, { ok: true }>).writes[0]!.body as DossierBody
    const fields = conflictOf('proposeWork', grant, lookupOf(now))
    const none: unknown[] = []
    expect(fields).toMatchObject([
      { field: 'state', mine: 'workState.DRAFT_DECISION', theirs: 'workState.DRAFT_DECISION' },
      {
        field: 'act',
        mine: [
          [
            ['act', 'proposeWork'],
            ['date', ON],
          ],
        ],
        theirs: [
          [
            ['code', 'dossierEvent.DECISION_PROPOSED'],
            ['date', ON],
            ['person', 'vl-joris'],
          ],
        ],
      },
      {
        field: 'decision',
        base: none,
        mine: [[['code', 'decision.GRANT']]],
        theirs: [[['code', 'decision.REFUSE']]],
        by: 'vl-joris',
      },
      { field: 'period', mine: [[['period', '2026-07-01/2026-09-15']]], theirs: none },
      { field: 'grounds', theirs: [[['code', 'ground.SALARY_BELOW_THRESHOLD']]] },
      { field: 'reason' },
    ])
  })

  it('shows who signs the proposal that they would sign now', () => {
    const seen = BODIES.find(
      ({ procedure, work }) => procedure === 'SINGLE_PERMIT' && work.state === 'DRAFT_DECISION',
    )!
    const args = argsOf('signWork', 'WORK', seen)!
    const now = meanwhile(seen, 'WORK').at(-1)!
    expect(codeOf(run(now, 'signWork', args, AN))).toBe('PROPOSAL_CHANGED')
    const [field, ...more] = conflictOf('signWork', args, lookupOf(now))
    expect(more, 'the proposal says all').toEqual([])
    expect(field).toMatchObject({
      field: 'proposal',
      kind: 'BASIS',
      base: [
        [
          ['code', 'decision.GRANT'],
          ['period', '2026-07-01/2026-09-15'],
        ],
        [
          ['person', 'vl-mieke'],
          ['date', SINCE],
        ],
      ],
      theirs: [
        [['code', 'decision.REFUSE']],
        [
          ['person', 'vl-nele'],
          ['date', SINCE],
        ],
      ],
    })
    const resolved = allMine('signWork', args, lookupOf(now))
    const again = 'args' in resolved ? (resolved.args as object) : {}
    const signed = run(now, 'signWork', again, AN) as Extract<Decision, { ok: true }>
    expect((signed.writes[0]!.body as DossierBody).work.state).toBe('REFUSED')
  })
})
