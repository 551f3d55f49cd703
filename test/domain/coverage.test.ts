/** The coverage queue and the reminder to the declarant. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CoverageRow } from '../../domain/contract/coverage.ts'
import type { TestedException } from '../../domain/contract/findings.ts'
import {
  BODIES,
  type DeclarationBody,
  type FindingJudgementBody,
} from '../../domain/contract/records.ts'
import { compareDeclarations } from '../../domain/limosa/compare.ts'
import {
  COVER_CODES,
  countCoverage,
  CoverageBuilder,
  evaluateCoverage,
} from '../../domain/limosa/coverage.ts'
import { coverageCalls } from '../../domain/commands/bulk.ts'
import { judgeFinding } from '../../domain/commands/judge-finding.ts'
import { reminderSent } from '../../domain/commands/reminder-sent.ts'
import { COVERAGE_ORDER, coverageRows, coverageSummary } from '../../domain/limosa/coverage-list.ts'
import { needOf, needOfFinding } from '../../domain/limosa/decision-table.ts'
import { strangerVerdicts } from '../../domain/limosa/strangers.ts'
import { MASKED } from '../../domain/rights/view.ts'
import { findingsOf } from '../../domain/risk/index.ts'
import { findingPrint, standingOf } from '../../domain/risk/snooze.ts'
import { declarantLanguage, reminderOf, reminderTask } from '../../domain/limosa/reminder.ts'
import {
  ANTWERP,
  declaration,
  dossier,
  enterprise,
  EUPEN,
  facts,
  LIEGE,
  person,
  PROVEN,
} from './fixtures.ts'

const TODAY = '2026-11-20'
const sender = enterprise('e2', { country: 'SI', name: 'Gradnje Zelenko', enterpriseNumber: null })

const row = (id: string, changes: Partial<CoverageRow> = {}): CoverageRow => ({
  id,
  code: 'M1',
  ruleVersion: 1,
  revision: 0,
  severity: 'HIGH',
  status: 'OPEN',
  saidStatus: 'OPEN',
  print: '',
  reason: null,
  byName: null,
  personId: 'p1',
  personName: 'FERREIRA Duarte',
  dossierId: null,
  reference: null,
  l1Number: null,
  employerName: null,
  employerCountry: 'SI',
  nationality: 'BR',
  worker: 'KNOWN',
  declarationId: 'l1',
  needs: 'YES',
  when: 'RUNNING',
  region: null,
  sector: null,
  remindBy: null,
  reminder: null,
  period: '2026-03-01/2026-06-30',
  ...changes,
})

describe('the list', () => {
  const rows = [
    row('a', { severity: 'MEDIUM', code: 'M4' }),
    row('b'),
    row('c', { period: '2026-05-01/2026-06-30', employerCountry: null }),
    row('d', { status: 'EXPLAINED' }),
  ]

  it('stands strongest first, then the latest period', () => {
    const ids = coverageRows(rows, { facets: {} }, COVERAGE_ORDER).map(({ id }) => id)
    expect(ids).toEqual(['c', 'b', 'd', 'a'])
  })

  it('leaves those whose declarant has to be reminded, the earliest day first', () => {
    const remind = [
      row('late', { remindBy: '2026-11-19', reminder: 'LATE' }),
      row('none'),
      row('due', { remindBy: '2026-11-20', reminder: 'DUE' }),
    ]
    const filter = { facets: { reminder: ['LATE', 'DUE'] } }
    const ids = coverageRows(remind, filter, [{ column: 'remindBy', descending: false }])
    expect(ids.map(({ id }) => id)).toEqual(['late', 'due'])
    expect(coverageSummary(remind, filter).facets.reminder).toContainEqual({
      value: 'NONE',
      count: 1,
    })
  })

  it('stands in any order, what is not known last whichever way it runs', () => {
    const inOrder = (descending: boolean) =>
      coverageRows(rows, { facets: {} }, [{ column: 'l1Number', descending }]).map(({ id }) => id)
    const numbered = rows.map((one) => ({ ...one, l1Number: one.id === 'c' ? null : one.id }))
    rows.splice(0, rows.length, ...numbered)
    expect(inOrder(false)).toEqual(['a', 'b', 'd', 'c'])
    expect(inOrder(true)).toEqual(['d', 'b', 'a', 'c'])
  })

  it('counts each value under the other conditions alone', () => {
    const list = coverageSummary(rows, { facets: { status: ['OPEN'], code: ['M1'] } })
    expect(list.total).toBe(2)
    expect(list.facets.status).toEqual([
      { value: 'OPEN', count: 2 },
      { value: 'EXPLAINED', count: 1 },
    ])
    expect(list.facets.code).toEqual([
      { value: 'M1', count: 2 },
      { value: 'M4', count: 1 },
    ])
    expect(list.facets.employerCountry).toContainEqual({ value: 'NONE', count: 1 })
    expect(coverageSummary(rows, { facets: { employerCountry: ['NONE'] } }).total).toBe(1)
  })
})

describe('declared workers who are nobody of the register', () => {
  const stranger = (changes: Partial<DeclarationBody>, id = 'l1') => declaration(changes, id).record
  const { worker, employer } = declaration().record.body
  const unnumbered = { ...worker, insz: null, passport: null }

  it('need what the table says of what was declared of them', () => {
    const [own] = strangerVerdicts([stranger({ worker: unnumbered })], TODAY)
    expect(own?.verdict).toMatchObject({ code: 'M1', needsAuthorisation: 'UNKNOWN', row: 7 })
    const outside = stranger({ worker: unnumbered, employer: { ...employer!, country: 'RS' } })
    expect(strangerVerdicts([outside], TODAY)[0]?.verdict).toMatchObject({
      code: 'M1',
      needsAuthorisation: 'YES',
    })
    const member = stranger({ worker: { ...unnumbered, nationality: 'PT' } })
    expect(strangerVerdicts([member], TODAY)[0]?.verdict.code).toBe('M0')
    const cancelled = stranger({ status: 'CANCELLED' })
    expect(strangerVerdicts([cancelled], TODAY)).toEqual([])
    const masked = stranger({ worker: { ...worker, familyName: MASKED } })
    expect(strangerVerdicts([masked], TODAY), 'nothing follows from a mask').toEqual([])
  })

  it('may have an access of their own: nobody can know, and the register alone would tell', () => {
    const access = (verdict: { exceptions: readonly TestedException[] } | undefined) =>
      verdict?.exceptions.find(({ name }) => name === 'UNLIMITED_ACCESS')
    const [own] = strangerVerdicts([stranger({ worker: unnumbered })], TODAY)
    expect(access(own?.verdict)).toMatchObject({
      outcome: 'UNKNOWN',
      evidence: [{ label: 'registerPerson', value: null, source: { kind: 'declaration' } }],
    })
    const [known] = compareDeclarations(facts({ declarations: [declaration()] }), TODAY)
    expect(access(known), 'of the register it is known').toMatchObject({ outcome: 'NOT_MET' })
  })

  it('have one signal, of the declaration alone, that says what is needed', () => {
    const signalOf = (changes: Partial<DeclarationBody>) =>
      strangerVerdicts([stranger({ worker: unnumbered, ...changes })], TODAY)[0]!.signal
    const maybe = signalOf({})!
    expect(maybe.needs).toBe('MAYBE')
    expect(maybe.finding).toMatchObject({
      code: 'M1',
      personId: null,
      enterpriseId: null,
      declarationId: 'l1',
    })
    const sources = maybe.finding.facts.flatMap(({ source }) => source?.kind ?? [])
    expect(new Set(sources), 'there is no record of the worker').toEqual(new Set(['declaration']))
    expect(signalOf({ employer: { ...employer!, country: 'RS' } })?.needs).toBe('YES')
    const unknown = signalOf({ worker: { ...unnumbered, nationality: 'ZZ' } })!
    expect(unknown.needs).toBe('UNDETERMINED')
    expect(unknown.finding.id, 'the same one once the nationality is known').toBe(maybe.finding.id)
    expect(findingPrint(unknown.finding)).not.toBe(findingPrint(maybe.finding))
    expect(signalOf({ worker: { ...unnumbered, nationality: 'PT' } })).toBeNull()
    expect(signalOf({ postingProof: PROVEN })).toBeNull()
  })

  it('the need by a verdict is the need by the finding that is made of it', () => {
    const rs = { ...employer!, country: 'RS' }
    for (const given of [
      {},
      { employer: rs },
      { employer: { ...employer!, country: 'BE' } },
      { employer: rs, period: { from: '2026-03-01', to: '2026-03-20' } },
      { postingProof: { ...PROVEN, contractWithPostingEmployer: false } },
      { natureOfServices: 'Vergadering', employer: rs },
      { natureOfServices: null, employer: rs, period: { from: '2026-03-01', to: '2026-03-04' } },
    ]) {
      const all = facts({ declarations: [declaration(given)] })
      const [verdict] = compareDeclarations(all, TODAY)
      const finding = findingsOf(all, TODAY).find(({ code }) => code === 'M1')
      expect(finding && needOfFinding(finding), JSON.stringify(given)).toBe(
        needOf(verdict!) ?? undefined,
      )
    }
  })

  it('short stays are added up by number, and never by name', () => {
    const stays = (who: DeclarationBody['worker']) =>
      [
        { from: '2026-01-01', to: '2026-02-14' },
        { from: '2026-02-20', to: '2026-04-10' },
      ].map((period, i) =>
        stranger({ worker: who, period, employer: { ...employer!, country: 'RS' } }, `s${i}`),
      )
    const rows = (who: DeclarationBody['worker']) =>
      strangerVerdicts(stays(who), TODAY).map(({ verdict }) => verdict.row)
    expect(rows({ ...unnumbered, passport: { number: 'X1', country: 'BR' } })).toEqual([10, 8])
    expect(rows(unnumbered)).toEqual([10, 10])
  })
})

describe('one judgement for many', () => {
  const person1 = person()
  const records = ((kind: string) => (kind === 'person' ? person1 : null)) as never
  const context = {
    actor: { id: 'a1', name: 'An', role: 'REGION_OFFICER' as const, region: 'FL' as const },
    colleagues: [],
    today: TODAY,
    at: `${TODAY}T10:00:00.000Z`,
  }
  const act = { status: 'ASKED' as const, outcome: null, reason: 'Gevraagd aan de opdrachtgever' }

  it('is the judgement of each signal, and its way back that of the one before', () => {
    const one = { ...row('M1-a'), personId: person1.id, code: 'M1' as const }
    const { call, undo } = coverageCalls(act, one, act.reason)
    const decision = judgeFinding.decide(records, call.args as never, context)
    expect(decision).toMatchObject({ ok: true, writes: [{ body: { status: 'ASKED' } }] })
    expect(undo.args).toMatchObject({ status: 'OPEN', from: 'ASKED' })
    const explained = { ...one, status: 'EXPLAINED' as const, reason: 'Kaart F gezien.' }
    expect(coverageCalls(act, explained, act.reason).undo.args).toMatchObject({
      status: 'EXPLAINED',
      reason: 'Kaart F gezien.',
    })
  })
})

describe('a judgement of a declaration whose worker is nobody’s', () => {
  const { record } = declaration({
    worker: { ...declaration().record.body.worker, insz: null, passport: null },
  })
  const { finding } = strangerVerdicts([record], TODAY)[0]!.signal!
  const context = {
    actor: { id: 'a1', name: 'An', role: 'REGION_OFFICER' as const, region: 'FL' as const },
    colleagues: [],
    today: TODAY,
    at: `${TODAY}T10:00:00.000Z`,
  }
  const unlinked = row(finding.id, {
    personId: null,
    worker: 'STRANGER',
    declarationId: record.id,
    print: findingPrint(finding),
  })
  const act = { status: 'ASKED' as const, outcome: null, reason: 'Gevraagd aan de opdrachtgever' }
  const lookup = (said: object | null) =>
    ((kind: string, id: string) =>
      kind === 'findingJudgement' ? said : id === record.id ? record : null) as never

  it('is the same act, with the declaration for the person', () => {
    const { call, undo } = coverageCalls(act, unlinked, act.reason)
    const decision = judgeFinding.decide(lookup(null), call.args as never, context)
    expect(decision).toMatchObject({
      ok: true,
      writes: [{ id: finding.id, body: { declarationId: record.id, personId: null, code: 'M1' } }],
    })
    const [{ body }] = (decision as unknown as { writes: [{ body: FindingJudgementBody }] }).writes
    expect(v.is(BODIES.findingJudgement, body)).toBe(true)
    expect(standingOf(finding, body)).toBe('ASKED')
    expect(judgeFinding.needs(call.args as never)).toContainEqual({
      kind: 'declaration',
      id: record.id,
    })
    const back = judgeFinding.decide(lookup({ body }), undo.args as never, context)
    expect(back).toMatchObject({ ok: true, writes: [{ body: { status: 'OPEN' } }] })
  })

  it('holds where nobody can tell the need too, and lapses with the facts', () => {
    const { call } = coverageCalls(
      { ...act, status: 'EXPLAINED', outcome: 'USEFUL' },
      { ...unlinked, code: 'M0', needs: 'UNDETERMINED' },
      act.reason,
    )
    expect(call.args).toMatchObject({ code: 'M1' })
    const decision = judgeFinding.decide(lookup(null), call.args as never, context)
    const [{ body }] = (decision as unknown as { writes: [{ body: FindingJudgementBody }] }).writes
    expect(standingOf(finding, body)).toBe('EXPLAINED')
    const longer = {
      ...record,
      body: { ...record.body, period: { from: '2026-03-01', to: '2026-12-31' } },
    }
    const [changed] = strangerVerdicts([longer], TODAY)
    expect(standingOf(changed!.signal!.finding, body)).toBe('OPEN')
  })

  it('is refused of two subjects, of a dossier, of another rule, and of what is not here', () => {
    const { call } = coverageCalls(act, unlinked, act.reason)
    const codeOf = (changes: object, records = lookup(null)) => {
      const args = { ...(call.args as object), ...changes } as never
      const decision = judgeFinding.decide(records, args, context) as { code?: string }
      return decision.code
    }
    expect(codeOf({ personId: 'p1' })).toBe('BAD_REQUEST')
    expect(codeOf({ enterpriseId: 'e1' })).toBe('BAD_REQUEST')
    expect(codeOf({ code: 'M4', findingId: 'M4-a' })).toBe('BAD_REQUEST')
    expect(codeOf({ declarationId: null })).toBe('BAD_REQUEST')
    expect(codeOf({ declarationId: 'elsewhere' })).toBe('NOT_FOUND')
    const held = ((kind: string) =>
      kind === 'declaration' ? record : kind === 'dossier' ? dossier() : null) as never
    expect(codeOf({ dossierId: 'd1' }, held)).toBe('BAD_REQUEST')
  })
})

/** A day of the declared work. */
const DURING = '2026-03-10'

describe('the reminder', () => {
  const withdrawn = (given: Parameters<typeof facts>[0]) => {
    const all = facts(given)
    const [verdict] = compareDeclarations(all, DURING)
    return reminderOf(all.declarations[0]!.record.body, verdict!, DURING)
  }

  it('names the declaration, the days and what is needed, in the language of the declarant', () => {
    const reminder = withdrawn({ declarations: [declaration({ l1Number: 'L1-77' })] })
    expect(reminder?.language).toBe('en')
    expect(reminder?.text).toContain('L1-77')
    expect(reminder?.text).toContain('01/03/2026 to 30/06/2026')
    expect(reminder?.text).toContain('single permit')
    const employer = { ...declaration().record.body.employer!, country: 'FR' }
    expect(withdrawn({ declarations: [declaration({ employer })] })?.text).toContain(
      'permis unique',
    )
    expect(declarantLanguage({ employer: { ...employer, country: 'AT' }, places: [] })).toBe('de')
    expect(declarantLanguage({ employer: null, places: [] })).toBe('en')
  })

  it('is in the language of the region where a Belgian employer or a self-employed person works', () => {
    const address = { street: null, postalCode: null, place: null, country: 'BE' }
    const at = (municipality: string) => [
      { type: 'SITE' as const, name: 'Werf', address: { ...address, municipality } },
    ]
    const belgian = { ...declaration().record.body.employer!, country: 'BE' }
    for (const employer of [belgian, null]) {
      expect(declarantLanguage({ employer, places: at(ANTWERP) })).toBe('nl')
      expect(declarantLanguage({ employer, places: at(LIEGE) })).toBe('fr')
      expect(declarantLanguage({ employer, places: at(EUPEN) })).toBe('de')
    }
  })

  it('is in the language that the officer chooses', () => {
    const all = facts({ declarations: [declaration()] })
    const [verdict] = compareDeclarations(all, DURING)
    const inGerman = reminderOf(all.declarations[0]!.record.body, verdict!, DURING, 'de')
    expect(inGerman).toMatchObject({ language: 'de' })
    expect(inGerman?.text).toContain('kombinierte Erlaubnis')
  })

  it('once sent, its signal waits for an answer, with when and how it was sent; a judged one does not', () => {
    const given = facts({ declarations: [declaration()] })
    const finding = findingsOf(given, TODAY).find(({ code }) => code === 'M1')!
    const reason = 'Herinnering aan de melder verstuurd op 20/11/2026 (Duits).'
    const args = reminderSent(
      { finding, saidId: finding.id, status: 'OPEN', saidStatus: 'OPEN' },
      reason,
    )
    const records = ((kind: string) => (kind === 'person' ? given.person : null)) as never
    const actor = { id: 'a1', name: 'An', role: 'REGION_OFFICER' as const, region: 'FL' as const }
    const at = `${TODAY}T10:00:00.000Z`
    const context = { actor, colleagues: [], today: TODAY, at }
    expect(judgeFinding.decide(records, args as never, context)).toMatchObject({
      ok: true,
      writes: [{ body: { status: 'ASKED', reason, at, byName: 'An' } }],
    })
    expect(
      reminderSent(
        { finding, saidId: finding.id, status: 'EXPLAINED', saidStatus: 'EXPLAINED' },
        reason,
      ),
    ).toBeNull()
  })

  it('says how to answer and which service writes', () => {
    const { body } = declaration({ l1Number: 'L1-77' }).record
    const [verdict] = compareDeclarations(facts({ declarations: [declaration()] }), DURING)
    const signed = reminderOf(body, verdict!, DURING, 'nl', [
      'Vlaamse overheid',
      'Economische Migratie',
    ])
    expect(signed?.text).toContain('Antwoord op dit bericht en vermeld het nummer L1-77.')
    expect(signed?.text).toMatch(
      /Met vriendelijke groeten\nVlaamse overheid\nEconomische Migratie$/,
    )
    const unsigned = reminderOf(body, verdict!, DURING, 'nl')
    expect(unsigned?.text).toMatch(/Met vriendelijke groeten$/)
  })

  it('claims nothing that an exemption may exclude, and everything where none can', () => {
    const maybe = withdrawn({ declarations: [declaration()] })
    expect(maybe?.text).toContain('Unless an exemption applies, this needs a single permit')
    const employer = { ...declaration().record.body.employer!, country: 'RS' }
    const surely = withdrawn({ declarations: [declaration({ employer })] })
    expect(surely?.text).toContain('By our data this needs a single permit')
  })

  it('asks what covered work that is over, and is nobody’s task any more', () => {
    const { body } = declaration().record
    const [verdict] = compareDeclarations(facts({ declarations: [declaration()] }), TODAY)
    const reminder = reminderOf(body, verdict!, TODAY)
    expect(reminder?.text).toContain('which authorisation or exemption applied')
    expect(reminder?.text).not.toContain('submit the application')
    expect(reminderTask(body, verdict!, TODAY)).toBeNull()
  })

  it('goes to the liaison person, else to who declared', () => {
    const liaison = { name: 'Mojca Novak', email: 'mojca@example.com', phone: '' }
    const to = (one: Partial<DeclarationBody>) =>
      withdrawn({ declarations: [declaration(one)] })?.to
    expect(to({ liaison })).toBe('Mojca Novak, mojca@example.com')
    expect(to({ liaison: null })).toBe(declaration().record.body.employer!.name)
  })

  it('stays where what was asked is for another employer, place or job', () => {
    const pending = { work: { state: 'IN_EXAM', since: '2026-02-01' } as const, authorised: null }
    const reminder = withdrawn({
      declarations: [declaration()],
      dossiers: [dossier({ employerId: 'e1', ...pending })],
      enterprises: [sender],
    })
    expect(reminder?.text).toContain('found no application for this work')
  })

  it('withdraws itself when an application, a proof or a card of free access appears', () => {
    const pending = { work: { state: 'IN_EXAM', since: '2026-02-01' } as const, authorised: null }
    const declarations = [declaration()]
    const dossiers = [dossier({ employerId: 'e2', ...pending })]
    expect(withdrawn({ declarations, dossiers, enterprises: [sender] })).toBeNull()
    expect(withdrawn({ declarations: [declaration({ postingProof: PROVEN })] })).toBeNull()
    const card = { card: 'B', from: '2020-01-01', to: null }
    expect(withdrawn({ declarations, person: person({ unlimitedAccess: card }) })).toBeNull()
  })
})

describe('the task of the reminder', () => {
  const taskOf = (given: Parameters<typeof facts>[0]) => {
    const all = facts(given)
    const [verdict] = compareDeclarations(all, DURING)
    return reminderTask(all.declarations[0]!.record.body, verdict!, DURING)
  }
  const address = { street: null, postalCode: null, place: null, country: 'BE' }
  const late = {
    places: [
      { type: 'SITE' as const, name: 'Werf', address: { ...address, municipality: ANTWERP } },
    ],
    submittedAt: '2026-03-02T09:00:00.000Z',
    period: { from: '2026-02-01', to: '2026-06-30' },
  }

  it('is the region of the work, five working days after the declaration', () => {
    expect(taskOf({ declarations: [declaration(late)] })).toEqual({
      region: 'FL',
      due: '2026-03-09',
    })
  })

  it('has no last day where nobody told when it was declared', () => {
    expect(taskOf({ declarations: [declaration({ ...late, submittedAt: null })] })).toEqual({
      region: 'FL',
      due: null,
    })
  })

  it('comes before the work where that begins sooner', () => {
    const soon = { ...late, period: { from: '2026-03-05', to: '2026-06-30' } }
    expect(taskOf({ declarations: [declaration(soon)] })?.due).toBe('2026-03-04')
  })

  it('goes with the reminder: an application or a proved exemption takes it back', () => {
    const pending = { work: { state: 'IN_EXAM', since: '2026-02-01' } as const, authorised: null }
    const dossiers = [dossier({ employerId: 'e2', ...pending })]
    const declarations = [declaration(late)]
    expect(taskOf({ declarations, dossiers, enterprises: [sender] })).toBeNull()
    expect(taskOf({ declarations: [declaration({ ...late, postingProof: PROVEN })] })).toBeNull()
  })
})

describe('a stock in columns', () => {
  it('is judged as each person on a screen, and for another day without reading again', () => {
    const pending = { work: { state: 'IN_EXAM', since: '2026-02-01' } as const, authorised: null }
    const persons = [
      facts({ declarations: [declaration({}, 'l1'), declaration({ status: 'CANCELLED' }, 'l2')] }),
      facts({ declarations: [declaration({ postingProof: PROVEN })] }),
      facts({
        enterprises: [sender],
        declarations: [declaration()],
        dossiers: [dossier({ employerId: 'e2', ...pending })],
      }),
      facts({ declarations: [declaration()], dossiers: [dossier(pending)] }),
      facts({
        enterprises: [sender],
        declarations: [declaration({ isco: '7126' })],
        dossiers: [dossier({ employerId: 'e2' })],
      }),
    ]
    const builder = new CoverageBuilder()
    for (const one of persons) builder.add(one)
    const columns = builder.done()
    const codesOn = (day: string) =>
      [...evaluateCoverage(columns, day).code].map((code) => COVER_CODES[code])
    for (const day of [TODAY, '2026-02-10']) {
      const expected = persons.flatMap((one) =>
        compareDeclarations(one, day).map(({ code }) => code),
      )
      expect(codesOn(day), day).toEqual(expected)
    }
    expect(codesOn(TODAY)).toEqual(['M1', 'M0', 'M2', 'M1', 'M4'])
    expect(codesOn('2026-02-10')).toEqual(['M1', 'M0', 'M0', 'M1', 'M4'])
    expect(countCoverage(evaluateCoverage(columns, TODAY))).toEqual([
      { row: 6, code: 'M0', count: 1 },
      { row: 7, code: 'M1', count: 2 },
      { row: 7, code: 'M2', count: 1 },
      { row: 7, code: 'M4', count: 1 },
    ])
  })
})
