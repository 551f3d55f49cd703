/** Reports of irregularities: intake, triage, who may know what, links, letters, and who tells it twice. */
import { describe, expect, it } from 'vitest'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Decision, RecordLookup } from '../../domain/commands/command.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { UI_LANGUAGES, type Role } from '../../domain/contract/codes.ts'
import type { ReportBody } from '../../domain/contract/records.ts'
import { siteKey } from '../../domain/linking/places.ts'
import { categoriesOn } from '../../domain/reference/report-categories.ts'
import { centresFor, leastUrgency } from '../../domain/reference/trafficking.ts'
import { answerLanguage, answerLetter } from '../../domain/reports/answer-letter.ts'
import { REPORT_ANSWERS } from '../../domain/reports/codes.ts'
import { erasedWhenDue, isErased } from '../../domain/reports/retention.ts'
import { letterTellsReporter, tellsReporter } from '../../domain/reports/tells-reporter.ts'
import { enterpriseProposal, personProposal, siteProposal } from '../../domain/reports/proposals.ts'
import { earlierReports, reportList } from '../../domain/reports/report-list.ts'
import { maskBody } from '../../domain/rights/masks.ts'
import { mayUnsealReporter, reportAsSeen } from '../../domain/rights/reports.ts'
import { ANTWERP, enterprise, KBO_A, LIEGE, person, report } from './fixtures.ts'

const as = (id: string, role: Role = 'INSPECTOR'): Actor => ({
  id,
  name: id.toUpperCase(),
  role,
  region: role === 'DVZ_CLERK' || role === 'AUDITOR' ? null : 'FL',
})
const SIEN = as('sien')
const KAREL = as('karel')
const AN = as('an', 'REGION_OFFICER')

function decide(name: string, args: object, body: ReportBody | null, actor = SIEN): Decision {
  const records = ((kind: string, id: string) =>
    kind === 'report' && body ? { kind, id, version: 1, body } : null) as RecordLookup
  const context = {
    actor,
    at: '2026-03-03T10:00:00.000Z',
    today: '2026-03-03',
    colleagues: [{ id: 'karel', name: 'Karel', assignable: false, inspector: true }],
  }
  return decideCommand(name, { reportId: 'r1', ...args }, records, context)
}

function written(decision: Decision): ReportBody {
  if (!decision.ok) throw new Error(`refused with ${decision.code}`)
  return decision.writes.find(({ kind }) => kind === 'report')!.body as ReportBody
}
const code = (decision: Decision) => (decision.ok ? 'ACCEPTED' : decision.code)

const AT = '2026-03-03T10:00:00.000Z'
const TOLD = {
  category: 'WAGE',
  channel: 'PHONE',
  language: 'pl',
  text: 'Nie dostałem wypłaty od trzech miesięcy.',
  receivedOn: '2026-03-03',
  happened: { from: '2026-01-01', to: '2026-02-01' },
  region: 'FL',
  worker: null,
  enterprise: { name: 'Exemple', number: null },
  place: null,
  guarded: false,
  reporter: { name: 'Jan Wymyślony', contact: '0400 00 00 00', relation: 'WORKER' },
}

describe('intake', () => {
  it('seals who reported in a record of its own: nothing of it is in the report', () => {
    const decision = decide('fileReport', TOLD, null, AN)
    if (!decision.ok) throw new Error(decision.code)
    expect(decision.writes.map(({ kind }) => kind)).toEqual(['report', 'reporter'])
    const text = JSON.stringify(written(decision))
    expect(text).not.toMatch(/Wymyślony|0400/)
    expect(written(decision)).toMatchObject({ reporter: 'SEALED', by: 'an', status: 'RECEIVED' })
    const anonymous = decide('fileReport', { ...TOLD, reporter: null }, null, AN)
    expect(anonymous.ok && anonymous.writes).toHaveLength(1)
    expect(written(anonymous).reporter).toBe('ANONYMOUS')
  })

  it.each([
    ['REPORT_TOO_SHORT', { text: ' kort ' }],
    ['TEXT_TOO_LONG', { text: 'x'.repeat(8001) }],
    ['REPORTER_BLANK', { reporter: { name: ' ', contact: '', relation: 'FAMILY' } }],
    ['DATE_IN_FUTURE', { receivedOn: '2026-03-04' }],
    ['DATE_IN_FUTURE', { happened: { from: '2026-03-04', to: null } }],
    ['PERIOD_ENDS_BEFORE_START', { happened: { from: '2026-02-01', to: '2026-01-01' } }],
    ['DATE_TOO_EARLY', { receivedOn: '2019-12-31', happened: null }],
  ])('%s', (refused, change) => {
    expect(code(decide('fileReport', { ...TOLD, ...change }, null, AN))).toBe(refused)
  })

  it('is taken in once, and categories are those of its day', () => {
    expect(code(decide('fileReport', TOLD, report()))).toBe('ALREADY_SO')
    expect(categoriesOn('2019-12-31')).toEqual([])
    expect(categoriesOn('2026-03-03')).toContain('EXPLOITATION')
  })
})

describe('triage', () => {
  const TRIAGE = {
    from: null,
    category: 'EXPLOITATION',
    urgency: 'HIGH',
    indicators: ['WAGE_HELD'],
    guarded: true,
    remark: '',
  }

  it('signs of trafficking have a least urgency; a threat is for now', () => {
    expect(leastUrgency([])).toBe('LOW')
    expect(leastUrgency(['DEBT'])).toBe('HIGH')
    expect(leastUrgency(['DEBT', 'THREATS'])).toBe('AT_ONCE')
    expect(code(decide('triageReport', { ...TRIAGE, urgency: 'NORMAL' }, report()))).toBe(
      'URGENCY_TOO_LOW',
    )
    const grave = { ...TRIAGE, indicators: ['MINOR'] }
    expect(code(decide('triageReport', grave, report()))).toBe('URGENCY_TOO_LOW')
    expect(written(decide('triageReport', TRIAGE, report()))).toMatchObject({
      status: 'TRIAGED',
      urgency: 'HIGH',
      guarded: true,
    })
  })

  it('a colleague who triaged meanwhile is not overwritten', () => {
    expect(code(decide('triageReport', TRIAGE, report({ urgency: 'LOW' })))).toBe('STALE')
  })

  it('names the centre of the region first, each once', () => {
    expect(centresFor('FL', '2026-03-03').map(({ name }) => name)[0]).toBe('Payoke')
    expect(centresFor('DG', '2026-03-03').map(({ name }) => name)[0]).toBe('Sürya')
    expect(centresFor('BR', '2026-03-03')).toHaveLength(3)
  })
})

describe('who may know what', () => {
  const guarded = report({
    guarded: true,
    assignees: ['karel'],
    text: 'Geheim verhaal.',
    links: [
      { kind: 'person', id: 'teller', verdict: 'CONFIRMED', by: 'karel', byName: 'K', at: AT },
    ],
  })

  it('a guarded report shows its words to who works on it and who took it in', () => {
    expect(reportAsSeen(KAREL, guarded)).toBe(guarded)
    expect(reportAsSeen(as('x', 'REGION_OFFICER'), guarded)).toBe(guarded)
    const others = reportAsSeen(SIEN, guarded)!
    expect(JSON.stringify(others)).not.toMatch(/Geheim|teller/)
    expect(others).toMatchObject({ channel: 'SERVICE', language: 'und', worker: null, place: null })
    expect(reportAsSeen(AN, guarded)).toBeNull()
    expect(reportAsSeen(as('x', 'AUDITOR'), guarded)).toBeNull()
  })

  it('whoever took it in reads what was told, where it stands and what was answered, and no note of the inquiry', () => {
    const taken = report({ by: 'an', status: 'RECEIVED', text: 'Het loon blijft uit.' })
    const triaged = written(
      decide(
        'triageReport',
        {
          from: null,
          category: 'WAGE',
          urgency: 'HIGH',
          indicators: [],
          guarded: false,
          remark: 'Zelfde baas als in Geel.',
        },
        taken,
      ),
    )
    const linked = written(
      decide('linkReport', { kind: 'site', id: 'site-geel', verdict: 'CONFIRMED' }, triaged),
    )
    const answer = { after: 0, template: 'RECEIPT', language: 'nl', text: 'Goed ontvangen.' }
    const answered = written(decide('answerReport', answer, linked))
    const reason = 'Voldoende aanwijzingen voor zwartwerk.'
    const move = { from: 'TRIAGED', to: 'CLOSED', outcome: 'CONFIRMED', reason }
    const closed = written(decide('moveReport', move, answered))
    const seen = maskBody(AN, 'report', closed)!
    expect(seen).toMatchObject({ text: 'Het loon blijft uit.', status: 'CLOSED', outcome: null })
    expect(seen.answers).toEqual(closed.answers)
    expect(JSON.stringify(seen)).not.toMatch(/Geel|site|LINKED|aanwijzingen|CONFIRMED/)
    expect(maskBody(SIEN, 'report', closed)).toEqual(closed)
  })

  it('nobody handles a guarded one that is a colleague’s; a free one may be taken on', () => {
    const triage = {
      from: null,
      category: 'WAGE',
      urgency: 'LOW',
      indicators: [],
      guarded: false,
      remark: '',
    }
    expect(code(decide('triageReport', triage, guarded))).toBe('FORBIDDEN')
    const mine = { person: 'sien', assigned: true }
    expect(code(decide('assignReport', mine, guarded))).toBe('FORBIDDEN')
    const free = report({ guarded: true })
    expect(written(decide('assignReport', mine, free)).assignees).toEqual(['sien'])
    expect(code(decide('assignReport', { person: 'an', assigned: true }, free))).toBe(
      'UNKNOWN_ASSIGNEE',
    )
    expect(code(decide('assignReport', { person: 'sien', assigned: false }, free))).toBe(
      'ALREADY_SO',
    )
  })

  it('the identity opens for an inspector who works on the report, and for nobody else', () => {
    const sealed = report({ assignees: ['karel', 'an'], by: 'sien' })
    expect([KAREL, SIEN, AN].map((who) => mayUnsealReporter(who, sealed))).toEqual([
      true,
      false,
      false,
    ])
    expect(mayUnsealReporter(KAREL, { ...sealed, reporter: 'ANONYMOUS' })).toBe(false)
  })
})

describe('status, links and answers', () => {
  const move = { from: 'TRIAGED', to: 'CLOSED', outcome: 'FALSE_ALARM', reason: 'Alles in orde.' }

  it('what nobody triaged does not move; closing says what it was worth', () => {
    const triaged = report({ status: 'TRIAGED', urgency: 'LOW' })
    expect(code(decide('moveReport', { ...move, from: 'RECEIVED' }, report()))).toBe(
      'REPORT_NOT_TRIAGED',
    )
    expect(code(decide('moveReport', { ...move, outcome: null }, triaged))).toBe('BAD_REQUEST')
    expect(code(decide('moveReport', { ...move, to: 'IN_HAND' }, triaged))).toBe('BAD_REQUEST')
    expect(code(decide('moveReport', { ...move, reason: 'ok' }, triaged))).toBe('REASON_REQUIRED')
    expect(code(decide('moveReport', move, report({ status: 'IN_HAND' })))).toBe('STALE')
    const closed = written(decide('moveReport', move, triaged))
    expect(closed).toMatchObject({ status: 'CLOSED', outcome: 'FALSE_ALARM' })
    const again = { ...move, from: 'CLOSED', to: 'IN_HAND', outcome: null }
    expect(written(decide('moveReport', again, closed)).outcome).toBeNull()
  })

  it('a link has the last word said of it, once', () => {
    const link = { kind: 'site', id: 'site-x', verdict: 'CONFIRMED' }
    const linked = written(decide('linkReport', link, report()))
    expect(code(decide('linkReport', link, linked))).toBe('ALREADY_SO')
    const turned = written(decide('linkReport', { ...link, verdict: 'REJECTED' }, linked))
    expect(turned.links.map(({ verdict }) => verdict)).toEqual(['REJECTED'])
    expect(code(decide('linkReport', { ...link, kind: 'person', id: 'p9' }, report()))).toBe(
      'NOT_FOUND',
    )
  })

  it('a letter exists in every language, and names nobody', () => {
    const told = report({ enterprise: { name: 'Exemple', number: null } })
    for (const language of UI_LANGUAGES) {
      for (const template of REPORT_ANSWERS) {
        const letter = answerLetter(template, language, told)
        expect(letter).toContain('M-2026-000001')
        expect(letter).not.toContain('Exemple')
      }
    }
    expect(answerLanguage('fr')).toBe('fr')
    expect(answerLanguage('pl')).toBe('en')
    const args = { after: 0, template: 'RECEIPT', language: 'en', text: 'Thank you.' }
    const answered = written(decide('answerReport', args, told))
    expect(code(decide('answerReport', args, answered))).toBe('STALE')
    expect(code(decide('answerReport', { ...args, text: ' ' }, told))).toBe('TEXT_REQUIRED')
  })
})

describe('proposals', () => {
  const body = person({
    familyName: 'Ferreira',
    givenNames: 'Duarte',
    birthDate: '1988-03-14',
  }).body
  const told = { familyName: 'Ferreyra', givenNames: 'Duarte', birthDate: null, insz: null }

  it('a person by a name that is nearly theirs, not by one of another birth date', () => {
    const found = personProposal(told, 'p1', body)
    expect(found?.evidence).toContainEqual({ field: 'family', agreement: 'SIMILAR' })
    expect(found?.evidence).toContainEqual({ field: 'given', agreement: 'SAME' })
    expect(personProposal({ ...told, birthDate: '1971-11-02' }, 'p1', body)).toBeNull()
    expect(personProposal({ ...told, familyName: 'Kowalski' }, 'p1', body)).toBeNull()
  })

  it('an enterprise by its number, or by its name without its form', () => {
    const known = enterprise('e1', { name: 'Bouwwerken Noord BV' }).body
    const byName = enterpriseProposal({ name: 'bouwwerken noord', number: null }, null, 'e1', known)
    expect(byName?.evidence).toContainEqual({ field: 'name', agreement: 'SAME' })
    const byNumber = enterpriseProposal({ name: 'Iets anders', number: KBO_A }, null, 'e1', known)
    expect(byNumber?.evidence).toContainEqual({ field: 'number', agreement: 'SAME' })
    expect(enterpriseProposal({ name: 'Slagerij', number: null }, null, 'e1', known)).toBeNull()
  })

  it('a site by municipality and street, whatever is written around them', () => {
    const at = (street: string | null, municipality: string, name: string | null = null) => ({
      type: 'SITE' as const,
      name,
      address: { street, postalCode: null, place: null, municipality, country: 'BE' },
    })
    const known = at('Kaaistraat 12', ANTWERP, 'Werf Noord')
    expect(siteKey(known)).toBe(siteKey(at('KAAISTRAAT, 12', ANTWERP)))
    expect(siteKey(at(null, ANTWERP))).toBeNull()
    expect(siteProposal(at('Kaaistraat 12', ANTWERP), known)?.id).toBe(siteKey(known))
    expect(siteProposal(at('Kaaistraat 12', LIEGE), known)).toBeNull()
    expect(siteProposal(at('Dorpsplein 1', ANTWERP), known)).toBeNull()
  })
})

describe('the list', () => {
  const one = (id: string, body: Partial<ReportBody>) => ({
    id,
    body: report(body),
    pending: false,
  })
  const FILTER = { facets: {}, mine: false }

  it('what nobody looked at comes first, then the most urgent, what is closed last', () => {
    const all = [
      one('closed', { status: 'CLOSED', urgency: 'AT_ONCE' }),
      one('low', { status: 'TRIAGED', urgency: 'LOW' }),
      one('now', { status: 'IN_HAND', urgency: 'AT_ONCE' }),
      one('new', {}),
    ]
    expect(reportList(all, FILTER, 'x').rows.map(({ id }) => id)).toEqual([
      'new',
      'now',
      'low',
      'closed',
    ])
    const urgent = reportList(all, { facets: { urgency: ['NONE'] }, mine: false }, 'x')
    expect(urgent.rows.map(({ id }) => id)).toEqual(['new'])
    expect(urgent.facets.urgency).toContainEqual({ value: 'AT_ONCE', count: 2 })
    expect(reportList(all, { ...FILTER, mine: true }, 'somebody').total).toBe(0)
  })

  it('tells of other reports about the same, and that one hand may have written them', () => {
    const first = {
      enterprise: { name: 'Exemple', number: null },
      text: 'Op de werf werken elke zaterdag ploegen zonder aangifte, alles gaat in het zwart.',
    }
    const again = { ...first, text: `${first.text} Iedereen weet het.`, outcome: null }
    const other = { ...first, text: 'Er loopt een hond los op het terrein van deze firma.' }
    const all = [
      one('a', { ...first, receivedOn: '2026-02-01', outcome: 'FALSE_ALARM' }),
      one('b', { ...other, receivedOn: '2026-02-05' }),
      one('c', again),
      one('d', { text: first.text }),
    ]
    const found = earlierReports(all, all[2]!)
    expect(found.map(({ id, sameWords }) => [id, sameWords])).toEqual([
      ['b', false],
      ['a', true],
    ])
    expect(found[1]!.outcome).toBe('FALSE_ALARM')
  })
})

describe('words that tell who reported', () => {
  const ION = { name: 'Ion Invențel', contact: 'na 20 uur: +32 400 00 00 01, ion@example.test' }

  it.each([
    'Invențel Ion belde.',
    'Wij schreven naar ION@example.test en kregen geen antwoord.',
    'Bereikbaar op 0400/00.00.01.',
  ])('%s', (text) => expect(tellsReporter(text, ION)).toBe(true))

  it.each([
    'De werkgever belde op 03/03/2026 en op 04/03/2026.',
    'Een ion is geladen; Ionen ook.',
    'Gebeld met de melder, die bang is.',
  ])('not: %s', (text) => expect(letterTellsReporter(text, ION)).toBe(false))

  it('a piece of the name tells it in a letter, and no letter as it comes tells anybody', () => {
    const text = 'Geachte heer Invențel,'
    expect([tellsReporter(text, ION), letterTellsReporter(text, ION)]).toEqual([false, true])
    const burgher = { name: 'Een Bezorgde Burger Uw Melding Inspecteur', contact: '' }
    for (const language of UI_LANGUAGES) {
      for (const template of REPORT_ANSWERS) {
        const letter = answerLetter(template, language, report())
        expect(letterTellsReporter(letter, burgher), `${language} ${template}`).toBe(false)
      }
    }
  })
})

describe('how long it is kept', () => {
  const closed = (to = 'CLOSED') =>
    report({
      status: 'CLOSED',
      text: 'Woorden',
      events: [
        {
          type: 'MOVED',
          at: AT,
          by: 'x',
          byName: 'X',
          value: to,
          text: 'De reden van het sluiten',
        },
      ],
    })

  it('a year after it was closed nothing of anybody is left, once', () => {
    expect(erasedWhenDue(closed(), '2027-03-02T10:00:00.000Z')).toBeNull()
    const erased = erasedWhenDue(closed(), '2027-03-03T10:00:00.000Z')!
    expect(JSON.stringify(erased)).not.toMatch(/Woorden|reden/)
    expect(isErased(erased)).toBe(true)
    expect(erased.category).toBe(closed().category)
    expect(erasedWhenDue(erased, '2030-01-01T10:00:00.000Z')).toBeNull()
  })

  it('while it is open, all of it', () => {
    expect(erasedWhenDue({ ...closed(), status: 'IN_HAND' }, '2040-01-01T10:00:00.000Z')).toBeNull()
  })
})
