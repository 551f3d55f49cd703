import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../domain/commands/index.ts'
import {
  REGIONS,
  REGISTER_SOURCES,
  type RegisterSource,
  ROLES,
  type Region,
  type Role,
  WORKER_SOURCES,
  type WorkerSource,
} from '../../domain/contract/codes.ts'
import type { BodyOf, RecordKind } from '../../domain/contract/records.ts'
import { BODIES, RECORD_KINDS } from '../../domain/contract/records.ts'
import { READERS } from '../../domain/rights/fields.ts'
import { isMasked, maskBody } from '../../domain/rights/masks.ts'
import { mayJudge, mayRun, maySeeKind, scopesOf } from '../../domain/rights/rights.ts'
import { rolesThatJudge, rolesThatSee } from '../../domain/rights/rule-roles.ts'
import { type Amiss, viewFor } from '../../domain/rights/stated.ts'
import { MASKED, through } from '../../domain/rights/view.ts'
import { withheldFrom } from '../../domain/rights/withheld.ts'
import { RULES } from '../../domain/risk/index.ts'
import * as v from 'valibot'
import {
  a1,
  control,
  declaration,
  dossier,
  employment,
  enterprise,
  holding,
  mandate,
  person,
  presence,
  registerLine,
  workerLine,
  report,
} from './fixtures.ts'

const words = (text: string): string[] => text.split(/\s+/)

/** What an auditor sees, said a second time apart from domain/rights; null: the kind is hidden. */
const SEEN_BY_AUDITOR: { readonly [K in RecordKind]: readonly string[] | null } = {
  enterprise:
    words(`name enterpriseNumber vatNumber country address nace jointCommittee legalSituation
    startedOn establishmentUnits`),
  person: words(`unlimitedAccess.from unlimitedAccess.to`),
  mandate: words(`mandatorId mandataryId kind groups fromQuarter toQuarter status`),
  dossier: words(`reference procedure category applicationType region language personId employerId
    filedById submittedOn heldSince work residence authorised annexes clockEvents.0.clock
    clockEvents.0.at clockEvents.0.kind clockEvents.0.days clockEvents.0.by job.isco
    job.payUnit job.contract documents.0.id documents.0.type documents.0.status
    documents.0.receivedOn documents.0.issuedOn documents.0.filed.by documents.0.filed.at documents.0.locked.by
    documents.0.locked.at documents.0.letter.template
    documents.0.letter.language documents.0.letter.track documents.0.letter.nth assignee assigneeDvz workplaces.0.municipality
    workplaces.0.establishmentUnit workplaces.0.share events.0.at events.0.type
    events.0.by events.0.step.track events.0.step.from events.0.step.to events.0.step.on
    events.0.step.basis itemsAsked.0.on infoRequests.0.track infoRequests.0.askedOn infoRequests.0.deadline
    infoRequests.0.by infoRequests.0.closedOn adviceRequests.0.adviser adviceRequests.0.askedOn
    adviceRequests.0.due adviceRequests.0.by adviceRequests.0.closedOn adviceRequests.0.opinion
    proposals.0.track proposals.0.decision proposals.0.period proposals.0.by proposals.0.on
    proposals.0.state proposals.0.closedBy visaHolds.0.cause visaHolds.0.on visaHolds.0.releasedOn visaHolds.0.by
    events.0.step.other post successorId enterpriseNumber tags
    snoozes.0.service snoozes.0.until snoozes.0.events snoozes.0.by snoozes.0.at
    planAssessments.0.state planAssessments.0.by planAssessments.0.byName planAssessments.0.at
    events.0.entry.on events.0.entry.codes`),
  declaration:
    words(`status submittedAt cancelledAt kind employer.name employer.country employer.vatNumber
    employer.enterpriseNumber tempAgencyApprovalNumber clients.0.name clients.0.enterpriseNumber period
    sector isco jointCommittee pc124Equivalent places.0.type places.0.address.municipality
    places.0.address.country places.0.establishmentUnit`),
  presence: words(`employer date municipality registeredAt selfEmployed`),
  a1: words(`state country on endedOn employer period`),
  employment: words(`status employer period municipality`),
  control: words(`service date municipality enterprise outcome signs.ledByClient signs.onlyLabour
    signs.sameHours signs.ownTools signs.by signs.byName signs.at
    earlierSigns.0.ledByClient earlierSigns.0.onlyLabour earlierSigns.0.sameHours
    earlierSigns.0.ownTools earlierSigns.0.by earlierSigns.0.byName earlierSigns.0.at`),
  holding: words(`source region from asOf name refused by byName at`),
  workerLine: null,
  registerLine: null,
  note: null,
  findingJudgement: null,
  linkJudgement: null,
  savedView: null,
  absence: null,
  norm: words(`region category ageMax rows`),
  report: null,
  reporter: null,
  watch: null,
  controlRequest: null,
  rule: words(`code versions releases`),
  departure: words(`dossierId reference from to on by byName at`),
  sample: words(`service from items.0.dossierId items.0.label.outcome items.0.label.missed
    items.0.label.by items.0.label.byName items.0.label.at by byName at`),
}

/** Texts of every form that a field may ask for, two of each. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['Geheim', 'Secret'],
  ['2026-01', '2026-02'],
  ['2001-02-03', '2004-05-06'],
  ['2001-02-03T04:05:06.000Z', '2004-05-06T07:08:09.000Z'],
  ['FR', 'MA'],
  ['11002', '62063'],
  ['2021-Q3', '2022-Q4'],
  ['7512', '2221'],
  ['mandateSource.MAHIS', 'opinion.POSITIVE'],
  ['0403019261', '0428759497'],
  ['2012345678', '3012345678'],
  ['a'.repeat(43), 'b'.repeat(43)],
]

interface AnySchema extends v.GenericSchema {
  type: string
  entries?: Record<string, AnySchema>
  item?: AnySchema
  wrapped?: AnySchema
  options?: readonly string[]
  literal?: string
}

/** A value that fits the schema with nothing left out; the two variants differ in every field. */
function sample(generic: v.GenericSchema, variant: number): unknown {
  const schema = generic as AnySchema
  const inner = (part: AnySchema): unknown => sample(part, variant)
  switch (schema.type) {
    case 'strict_object':
      return Object.fromEntries(
        Object.entries(schema.entries!).map(([field, part]) => [field, inner(part)]),
      )
    case 'array':
      return [inner(schema.item!)]
    case 'nullable':
    case 'optional':
      return inner(schema.wrapped!)
    case 'picklist':
      return schema.options![variant]
    case 'literal':
      return schema.literal
    case 'union':
    case 'variant':
      return inner(schema.options![variant] as unknown as AnySchema)
    case 'boolean':
      return variant === 1
    case 'number':
      return variant
    case 'string': {
      const text = TEXTS.map((pair) => pair[variant]!).find((one) => v.is(schema, one))
      if (text === undefined) throw new Error('no sample text fits: add its form to TEXTS')
      return text
    }
    default:
      throw new Error(`no sample of a ${schema.type}: add it to sample()`)
  }
}

/** Every value at the end of a path such as `places.0.address.street`. */
function leaves(value: unknown, path = '', found = new Map<string, unknown>()) {
  if (typeof value !== 'object' || value === null) return found.set(path, value)
  for (const [name, part] of Object.entries(value)) {
    leaves(part, path === '' ? name : `${path}.${name}`, found)
  }
  return found
}

const as = (role: Role, region: Region | null = null) => ({ id: 'x', name: 'X', role, region })

describe('scopes', () => {
  it('follow role and region; a regional role without a region gets nothing', () => {
    for (const region of REGIONS) {
      expect(scopesOf(as('REGION_OFFICER', region))).toEqual([region])
      expect(scopesOf(as('SUPERVISOR', region))).toEqual([region])
      expect(scopesOf(as('INSPECTOR', region))).toEqual([region])
    }
    expect(scopesOf(as('REGION_OFFICER'))).toEqual([])
    expect(scopesOf(as('SUPERVISOR'))).toEqual([])
    expect(scopesOf(as('DVZ_CLERK'))).toEqual(['FED'])
    expect(scopesOf(as('DVZ_CLERK', 'FL'))).toEqual(['FED'])
    expect(scopesOf(as('INSPECTOR'))).toEqual([...REGIONS])
    expect(scopesOf(as('AUDITOR'))).toEqual([...REGIONS, 'FED'])
  })
})

const named = (text: string) => words(text) as (keyof typeof COMMANDS)[]
const ON_WORK =
  named(`verifyMandate recordCounterAdvice recordFollowUp recordEnterpriseNumber recordVacancy recordDiploma assessPlan
  forwardFromCounter openCheck reroute changeFact askMissingItems receiveItems declareComplete
  declareInadmissible transmit startExam askAdvice receiveAdvice extendTerm proposeWork
  returnWork signWork desist withdraw closeSilentAppeal supersede`)
const ON_RESIDENCE =
  named(`startPreAssessment waitForWork concludePreAssessment proposeResidence returnResidence signResidence
  recordTemporaryStay requestVisa holdVisa releaseVisa recordEntry recordRegistration
  recordEmploymentEnd endResidence`)
const HANDLING = named(
  `assignDossier addNote judgeFinding snoozeRule contestRule judgeLink recordPapers recordAccess saveView removeView recordAbsence endAbsence
  tagDossier snoozeDossier fileDocument withdrawDocument lockDocument unlockDocument dateDocument
  fileReport watchSubject endWatch fileLetter requestControl`,
)
const ON_BOTH = named(
  'askInformation receiveInformation closeInformation recordNotification recordAppeal decideAppeal recordExpiry',
)
const RULE_WORK = named(
  'draftRule noteReplay proposeRule withdrawRule shadowRule releaseRule drawSample',
)
const SECOND_RULE = named('decideRule labelSample answerContest')

describe('commands of a role', () => {
  const MATRIX: Readonly<Record<Role, readonly (keyof typeof COMMANDS)[]>> = {
    REGION_OFFICER: [...HANDLING, ...ON_WORK, ...ON_BOTH, ...SECOND_RULE, 'decideNorm'],
    DVZ_CLERK: [
      ...HANDLING,
      ...ON_RESIDENCE,
      ...ON_BOTH,
      ...RULE_WORK,
      ...SECOND_RULE,
      'proposeNorm',
      'decideNorm',
    ],
    SUPERVISOR: [
      ...HANDLING,
      ...ON_WORK,
      ...ON_BOTH,
      ...RULE_WORK,
      ...SECOND_RULE,
      'proposeNorm',
      'decideNorm',
    ],
    INSPECTOR:
      named(`addNote judgeFinding snoozeRule contestRule judgeLink recordPapers recordAccess saveView removeView watchSubject endWatch
      fileReport triageReport
      assignReport linkReport answerReport moveReport requestControl answerControlRequest recordSigns`),
    AUDITOR: [],
  }

  it.each(ROLES)('%s', (role) => {
    const may = Object.keys(COMMANDS).filter((name) => mayRun(as(role, 'FL'), name))
    expect(may.sort()).toEqual([...MATRIX[role]].sort())
  })

  it('an unknown command is nobody’s', () => {
    expect(ROLES.filter((role) => mayRun(as(role, 'FL'), 'grantWork'))).toEqual([])
  })
})

describe('masks', () => {
  const at = '2026-11-20T10:00:00.000Z'
  const bodies: { [K in RecordKind]: BodyOf<K> } = {
    enterprise: enterprise('e1').body,
    person: person({ insz: '85073003328', nativeName: 'Дуарте' }).body,
    mandate: mandate().body,
    dossier: dossier({
      documents: [
        { id: 'x1', type: 'CRIMINAL_RECORD', status: 'ACCEPTED', receivedOn: null },
        { id: 'x2', type: 'MEDICAL_CERTIFICATE', status: 'ACCEPTED', receivedOn: null },
        { id: 'x3', type: 'CONTRACT', status: 'ACCEPTED', receivedOn: null },
      ],
    }).body,
    declaration: declaration().record.body,
    presence: presence({ date: '2026-05-04', insz: '85073003328' }).body,
    a1: a1({
      worker: {
        insz: '85073003328',
        familyName: 'Ferreira',
        givenNames: 'Duarte',
        birthDate: '1988-03-14',
        passport: { number: 'FX123456', country: 'BR' },
      },
    }).body,
    employment: employment({ insz: '85073003328' }).body,
    control: control({ met: [{ insz: '85073003328', l1Number: null }] }).body,
    holding: holding('A1').body,
    workerLine: workerLine({ source: 'DMFA' }),
    registerLine: registerLine({ source: 'STAFF' }),
    note: { dossierId: 'd1', text: 'x', by: 'x', byName: 'X', at },
    findingJudgement: {
      code: 'R01',
      ruleVersion: 1,
      personId: 'p1',
      dossierId: null,
      status: 'OPEN',
      reason: 'x',
      by: 'x',
      byName: 'X',
      at,
    },
    linkJudgement: {
      said: [
        {
          personId: 'p1',
          verdict: 'SAME',
          facts: '0011',
          reason: 'Zelfde foto op het paspoort.',
          by: 'x',
          byName: 'X',
          at,
        },
      ],
    },
    savedView: {
      name: 'Rood',
      owner: 'x',
      ownerName: 'X',
      service: 'FL',
      shared: true,
      removed: false,
      query: { queue: 'OPEN', facets: [], due: { span: 'week', from: null, to: null }, order: [] },
      at,
    },
    absence: {
      person: 'x',
      service: 'FL',
      from: '2026-11-20',
      to: '2026-11-21',
      replacedBy: null,
      removed: false,
      by: 'x',
      at,
    },
    rule: { code: 'R06', versions: [], releases: [] },
    departure: {
      dossierId: 'd1',
      reference: 'FL-2026-000001',
      from: 'FL',
      to: 'WA',
      on: '2026-11-20',
      by: 'x',
      byName: 'X',
      at,
    },
    sample: {
      service: 'FL',
      from: 1,
      items: [
        {
          dossierId: 'd1',
          label: { outcome: 'IN_ORDER', missed: [], reason: 'x', by: 'x', byName: 'X', at },
        },
      ],
      by: 'x',
      byName: 'X',
      at,
    },
    norm: { region: 'FL', category: 'HIGHLY_SKILLED', ageMax: null, rows: [] },
    report: report({ by: 'other', guarded: true }),
    reporter: { reportId: 'r1', name: 'Iemand', contact: '0', relation: 'WORKER' },
    controlRequest: {
      region: 'FL',
      subjects: [{ kind: 'person', id: 'p1' }],
      origin: 'NETWORK',
      reason: 'x',
      status: 'OPEN',
      answers: [],
      by: 'other',
      byName: 'X',
      at,
    },
    watch: {
      kind: 'dossier',
      subjectId: 'd1',
      owner: 'x',
      reason: 'x',
      from: '2026-11-20',
      until: '2026-12-20',
      ended: false,
      at,
    },
  }

  it.each(ROLES)('what %s sees is valid or hidden, and masked only where it says so', (role) => {
    for (const kind of RECORD_KINDS) {
      const seen = maskBody(as(role, 'FL'), kind, bodies[kind] as never) as unknown
      expect(seen === null || v.is(BODIES[kind], seen), kind).toBe(true)
      const same = seen === bodies[kind]
      expect(same || isMasked(as(role, 'FL'), kind), `${kind} is masked`).toBe(true)
      // What a mask changes nothing of is the same object: its text is sent as it is.
      expect(same, kind).toBe(JSON.stringify(seen) === JSON.stringify(bodies[kind]))
    }
  })

  it('an auditor reads no name, number, birth date, note or judgement', () => {
    const auditor = as('AUDITOR')
    const read = RECORD_KINDS.map((kind) =>
      JSON.stringify(maskBody(auditor, kind, bodies[kind] as never)),
    )
    for (const secret of [
      'Ferreira',
      'Duarte',
      '85073003328',
      'FX123456',
      '1988-03-14',
      'Дуарте',
    ]) {
      expect(read.join('\n')).not.toContain(secret)
    }
    expect(maskBody(auditor, 'person', bodies.person)!.familyName).toBe(MASKED)
    expect(maskBody(auditor, 'note', bodies.note)).toBeNull()
    expect(maskBody(auditor, 'findingJudgement', bodies.findingJudgement)).toBeNull()
  })

  const shown = Object.entries(SEEN_BY_AUDITOR).flatMap(([kind, fields]) =>
    fields === null ? [] : [{ kind: kind as RecordKind, fields }],
  )

  it.each(shown)(
    'of a $kind an auditor sees what is listed and nothing else',
    ({ kind, fields }) => {
      const bodies = [0, 1].map((variant) => sample(BODIES[kind], variant))
      const seen = bodies.map((body) => maskBody(as('AUDITOR'), kind, body as never))
      for (const body of [...bodies, ...seen]) expect(v.is(BODIES[kind], body)).toBe(true)
      const given = bodies.map((body) => leaves(body))
      const got = seen.map((body) => leaves(body))
      const paths = [...given[0]!.keys()]
      const both = (of: typeof given, path: string) => of.map((one) => one.get(path))
      const unlike = (path: string) => new Set(both(given, path)).size === 2
      expect(
        paths.filter((path) => !unlike(path)),
        'samples must differ everywhere',
      ).toEqual([])
      const isListed = (path: string) =>
        fields.some((name) => path === name || path.startsWith(`${name}.`))
      const isSeen = (path: string) =>
        JSON.stringify(both(got, path)) === JSON.stringify(both(given, path))
      const isMaskedAt = (path: string) => new Set(both(got, path)).size === 1
      expect(
        paths.filter((path) => isListed(path) && !isSeen(path)),
        'listed, not seen',
      ).toEqual([])
      expect(
        paths.filter((path) => !isListed(path) && !isMaskedAt(path)),
        'seen in part or whole, not listed',
      ).toEqual([])
      const stray = fields.filter(
        (name) => !paths.some((path) => path === name || path.startsWith(`${name}.`)),
      )
      expect(stray, 'listed, no field').toEqual([])
    },
  )

  it('an auditor does not see notes and judgements at all', () => {
    const hidden = RECORD_KINDS.filter((kind) => SEEN_BY_AUDITOR[kind] === null)
    expect(RECORD_KINDS.filter((kind) => !maySeeKind(as('AUDITOR'), kind))).toEqual(hidden)
  })

  it('criminal record and medical certificate: DVZ sees them, a region that they are there', () => {
    const seen = (role: Role) =>
      maskBody(as(role, 'FL'), 'dossier', bodies.dossier)!.documents.map(({ type, status }) => [
        type,
        status,
      ])
    const contract = ['CONTRACT', 'ACCEPTED']
    expect(seen('INSPECTOR')).toEqual([contract])
    expect(seen('AUDITOR')).toEqual([contract])
    for (const role of ['REGION_OFFICER', 'SUPERVISOR'] as const) {
      const there = [['CRIMINAL_RECORD', 'RECEIVED'], ['MEDICAL_CERTIFICATE', 'RECEIVED'], contract]
      expect(seen(role), role).toEqual(there)
    }
    expect(seen('DVZ_CLERK').map(([, status]) => status)).toEqual(Array(3).fill('ACCEPTED'))
  })
})

describe('the readers of every field', () => {
  const KINDS_OF_ROLES = RECORD_KINDS.flatMap((kind) => ROLES.map((role) => ({ kind, role })))

  it.each(KINDS_OF_ROLES)('of a $kind are stated, for $role', ({ kind, role }) => {
    const found: Record<Amiss, string[]> = { NO_RIGHT: [], NO_FIELD: [] }
    viewFor(role, READERS[kind], BODIES[kind], kind, (amiss, path) => found[amiss].push(path))
    const hidden = 'hidden from everybody: state in domain/rights/fields.ts who reads them'
    expect(found.NO_RIGHT, hidden).toEqual([])
    expect(found.NO_FIELD, 'rights in domain/rights/fields.ts on what no record has').toEqual([])
  })

  /** The schema of persons with a field that nobody thought of: in the body, in a part and in a list. */
  const Grown = v.strictObject({
    ...BODIES.person.entries,
    shoeSize: v.optional(v.string()),
    address: v.nullable(
      v.strictObject({ ...BODIES.person.entries.address.wrapped.entries, floor: v.string() }),
    ),
    passports: v.array(
      v.strictObject({
        ...BODIES.person.entries.passports.item.entries,
        stamps: v.array(v.strictObject({ country: v.string() })),
      }),
    ),
    // A single value that became a part.
    sex: v.strictObject({ registered: v.string() }),
  })

  it.each(ROLES)(
    'a new field that nobody stated is shown to no %s, and said by its path',
    (role) => {
      const unstated: string[] = []
      const view = viewFor(role, READERS.person, Grown, 'person', (_, path) => unstated.push(path))
      const body = sample(Grown, 0)
      const shown = JSON.stringify(through(view, body))
      for (const field of ['shoeSize', 'floor', 'stamps', 'registered']) {
        expect(JSON.stringify(body)).toContain(`"${field}"`)
        expect(shown, field).not.toContain(field)
      }
      const inside = ['person.sex', 'person.passports[].stamps', 'person.address.floor']
      const stated = role === 'AUDITOR' ? [] : inside
      expect(unstated.toSorted()).toEqual([...stated, 'person.shoeSize'].toSorted())
    },
  )

  it('a kind that nobody stated is shown to nobody', () => {
    const tell = (amiss: Amiss, path: string) => expect([amiss, path]).toEqual(['NO_RIGHT', 'new'])
    for (const role of ROLES) {
      const view = viewFor(role, undefined, BODIES.person, 'new', tell)
      expect(through(view, sample(BODIES.person, 0))).toBeUndefined()
    }
  })

  it('what a role reads whole passes as it is stored', () => {
    const whole = (role: Role) => RECORD_KINDS.filter((kind) => !isMasked(as(role, 'FL'), kind))
    const said = words(`enterprise mandate presence a1 employment holding findingJudgement
      linkJudgement savedView norm rule departure`)
    const own = words('absence sample')
    expect(new Set(whole('REGION_OFFICER'))).toEqual(new Set([...said, ...own]))
    expect(whole('SUPERVISOR')).toEqual(whole('REGION_OFFICER'))
    expect(new Set(whole('DVZ_CLERK'))).toEqual(new Set([...said, ...own, 'person', 'dossier']))
    expect(new Set(whole('INSPECTOR'))).toEqual(new Set([...said, 'control']))
    expect(new Set(whole('AUDITOR'))).toEqual(
      new Set(words('enterprise mandate holding norm rule departure')),
    )
  })
})

describe('lines of other registers', () => {
  /** Once more by hand: what each role is shown of which source; INSPECTOR alone sees whole account numbers. */
  const SHOWN: Record<Role, readonly RegisterSource[]> = {
    REGION_OFFICER: ['HOME_ACTIVITY', 'STAFF', 'SANCTIONS', 'DIRECTORS', 'ACCOUNTS', 'WORKS'],
    SUPERVISOR: ['HOME_ACTIVITY', 'STAFF', 'SANCTIONS', 'DIRECTORS', 'ACCOUNTS', 'WORKS'],
    DVZ_CLERK: ['HOME_ACTIVITY', 'STAFF'],
    INSPECTOR: ['HOME_ACTIVITY', 'STAFF', 'SANCTIONS', 'DIRECTORS', 'ACCOUNTS', 'WORKS'],
    AUDITOR: [],
  }
  it.each(ROLES)('%s is shown those of its work and no others', (role) => {
    const actor = { id: 'x', name: 'X', role, region: 'FL' as const }
    for (const source of REGISTER_SOURCES) {
      const body = registerLine({ source })
      const account =
        role === 'INSPECTOR' ? body.account : body.account && { ...body.account, iban: null }
      const shown = SHOWN[role].includes(source) ? { ...body, account } : null
      expect(maskBody(actor, 'registerLine', body), source).toEqual(shown)
    }
  })
})

describe('lines about workers', () => {
  /** Once more by hand: the Immigration Office is shown DmfA, those who test work everything, auditors nothing. */
  const SHOWN: Record<Role, readonly WorkerSource[]> = {
    REGION_OFFICER: ['DMFA', 'NOTIFICATIONS', 'CHAIN_FILES', 'PAYMENTS', 'CARD_ACTIVITY'],
    SUPERVISOR: ['DMFA', 'NOTIFICATIONS', 'CHAIN_FILES', 'PAYMENTS', 'CARD_ACTIVITY'],
    DVZ_CLERK: ['DMFA'],
    INSPECTOR: ['DMFA', 'NOTIFICATIONS', 'CHAIN_FILES', 'PAYMENTS', 'CARD_ACTIVITY'],
    AUDITOR: [],
  }
  it.each(ROLES)('%s is shown those of its work and no others', (role) => {
    const actor = { id: 'x', name: 'X', role, region: 'FL' as const }
    for (const source of WORKER_SOURCES) {
      const body = workerLine({ source })
      const shown = SHOWN[role].includes(source) ? body : null
      expect(maskBody(actor, 'workerLine', body), source).toEqual(shown)
    }
  })
})

describe('which roles a rule is for', () => {
  it('names those who are shown what it reads, and those who judge what it says', () => {
    // R21 reads the liaison persons of declarations; M8 is about the identity of a worker.
    for (const { code, sees } of RULES) {
      for (const role of ROLES) {
        const region = role === 'REGION_OFFICER' || role === 'SUPERVISOR' ? 'FL' : null
        const actor = { id: 'a', name: 'A', role, region } as const
        const isShown = sees.every((source) => !withheldFrom(actor).includes(source))
        expect(rolesThatSee(sees).includes(role), `${code} ${role}`).toBe(isShown)
        expect(rolesThatJudge(code).includes(role), `${code} ${role}`).toBe(mayJudge(actor, code))
      }
    }
    expect(rolesThatSee(['IDENTITY'])).not.toContain('AUDITOR')
    expect(rolesThatJudge('M8')).toEqual(['DVZ_CLERK', 'INSPECTOR'])
    expect(rolesThatJudge('R17')).toEqual(['REGION_OFFICER', 'INSPECTOR', 'SUPERVISOR'])
  })
})
