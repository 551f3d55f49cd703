/** Papers that somebody showed: what may be noted, what follows from it, and what an extract leaves of it. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CommandContext, RecordLookup } from '../../domain/commands/command.ts'
import { isHeldBack } from '../../domain/commands/hold.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Role } from '../../domain/contract/codes.ts'
import {
  DeclarationBody,
  PAPER_NOTES_MAX,
  PersonBody,
  type PostingPapers,
} from '../../domain/contract/records.ts'
import { Importer } from '../../domain/imports/importer.ts'
import { compareDeclarations } from '../../domain/limosa/compare.ts'
import { reminderOf } from '../../domain/limosa/reminder.ts'
import {
  accessOf,
  papersOf,
  typedAccess,
  typedPapers,
} from '../../renderer/comparison/shown-form.ts'
import { declaration, facts, person } from './fixtures.ts'

const TODAY = '2026-06-20'
const REASON = 'Getoond op de werf, kopie in het verslag.'
const PAPERS: PostingPapers = {
  homeResidence: { from: '2025-01-01', to: '2027-12-31' },
  homeWorkAuthorisation: { from: '2025-06-01', to: '2026-12-31' },
  contractWithPostingEmployer: true,
  passportValidTo: '2029-05-31',
}
const contextOf = (role: Role): CommandContext => ({
  actor: { id: 'an', name: 'An', role, region: 'FL' },
  at: `${TODAY}T10:00:00.000Z`,
  today: TODAY,
  colleagues: [],
})
const SHOWN = { source: 'CONTROL', on: '2026-06-18', reason: REASON }

function note(body: DeclarationBody, change: object = {}, role: Role = 'INSPECTOR') {
  const records = ((kind: string, id: string) =>
    kind === 'declaration' && id === 'l1' ? { kind, id, version: 1, body } : null) as RecordLookup
  const args = { declarationId: 'l1', before: null, after: PAPERS, ...SHOWN, ...change }
  return decideCommand('recordPapers', args, records, contextOf(role))
}
function noteCard(body: PersonBody, change: object = {}, role: Role = 'REGION_OFFICER') {
  const records = ((kind: string, id: string) =>
    kind === 'person' && id === 'p1' ? { kind, id, version: 1, body } : null) as RecordLookup
  const after = { card: 'F', from: '2025-01-01', to: '2030-01-01' }
  const args = { personId: 'p1', before: null, after, ...SHOWN, ...change }
  return decideCommand('recordAccess', args, records, contextOf(role))
}
const codeOf = (decision: ReturnType<typeof note>) => (decision.ok ? 'OK' : decision.code)
function written<T>(decision: ReturnType<typeof note>): T {
  if (!decision.ok) throw new Error(decision.code)
  return decision.writes[0]!.body as T
}

const EXTRACT = `L1;Naam;Voornaam;Nationaliteit;Werkgever;Land werkgever;Van;Tot;Plaats
L1-1;Ferreira;Duarte;BR;Gradnje;SI;01/03/2026;30/06/2026;Werf`
function imported(text: string): { body: DeclarationBody | null; refused: string[] } {
  const importer = new Importer('declaration', TODAY)
  const steps = [importer.push(new TextEncoder().encode(text)), importer.end()]
  const body = steps.flatMap(({ good }) => good)[0]?.body as DeclarationBody | undefined
  const refused = steps.flatMap((step) => step.refused).map((one) => `${one.field} ${one.reason}`)
  return { body: body ?? null, refused }
}
const verdictOf = (body: DeclarationBody, of = person()) =>
  compareDeclarations(facts({ person: of, declarations: [declaration(body)] }), TODAY)[0]!

describe('papers of a posting', () => {
  it('once noted, an imported posting is exempt and the reminder withdraws itself', () => {
    const { body } = imported(EXTRACT)
    const before = verdictOf(body!)
    expect(before).toMatchObject({ row: 7, code: 'M1' })
    expect(reminderOf(body!, before, TODAY)).not.toBeNull()
    const noted = written<DeclarationBody>(note(body!))
    expect(v.is(DeclarationBody, noted)).toBe(true)
    expect(noted.paperNotes).toEqual([
      { papers: PAPERS, ...SHOWN, by: 'an', byName: 'An', at: `${TODAY}T10:00:00.000Z` },
    ])
    const after = verdictOf(noted)
    expect(after).toMatchObject({ row: 6, code: 'M0' })
    expect(reminderOf(noted, after, TODAY)).toBeNull()
  })

  it('a paper that ends too soon does not exempt, and one that was not seen stays unknown', () => {
    const { body } = imported(EXTRACT)
    const short = { ...PAPERS, homeWorkAuthorisation: { from: '2025-06-01', to: '2026-04-30' } }
    const outcomes = (papers: PostingPapers) =>
      verdictOf(written(note(body!, { after: papers })))
        .exceptions.filter(({ name }) => name.startsWith('VE_'))
        .map(({ outcome }) => outcome)
    expect(outcomes(short)).toEqual(['MET', 'MET', 'MET', 'NOT_MET', 'MET'])
    expect(outcomes({ ...PAPERS, passportValidTo: null })).toEqual([
      'MET',
      'MET',
      'MET',
      'MET',
      'UNKNOWN',
    ])
  })

  it('is refused for what cannot be, what stands so already, and what a colleague noted first', () => {
    const { body } = declaration().record
    const ends = (from: string, to: string) => ({ ...PAPERS, homeResidence: { from, to } })
    const noted = written<DeclarationBody>(note(body))
    expect(codeOf(note(body, {}, 'AUDITOR'))).toBe('FORBIDDEN')
    expect(codeOf(note(body, { declarationId: 'l2' }))).toBe('NOT_FOUND')
    expect(codeOf(note({ ...body, employer: null }))).toBe('BAD_REQUEST')
    expect(codeOf(note(body, { reason: 'ja' }))).toBe('REASON_REQUIRED')
    expect(codeOf(note(body, { on: '2026-06-21' }))).toBe('DATE_IN_FUTURE')
    expect(codeOf(note(body, { after: ends('2026-01-01', '2025-01-01') }))).toBe(
      'PERIOD_ENDS_BEFORE_START',
    )
    expect(codeOf(note(body, { after: null }))).toBe('ALREADY_SO')
    expect(codeOf(note(noted, { before: null, after: ends('2025-01-01', '2026-01-01') }))).toBe(
      'STALE',
    )
    for (const role of ['REGION_OFFICER', 'SUPERVISOR', 'DVZ_CLERK', 'INSPECTOR'] as const) {
      expect(codeOf(note(body, {}, role)), role).toBe('OK')
    }
    expect([isHeldBack('recordPapers'), isHeldBack('recordAccess')]).toEqual([true, true])
  })

  it('can be taken back as a whole, keeps who said what, and no more than so many notes', () => {
    let body = declaration().record.body
    for (let i = 0; i <= PAPER_NOTES_MAX; i += 1) {
      const passportValidTo = `${2030 + i}-01-01`
      const change = { before: body.postingProof, after: { ...PAPERS, passportValidTo } }
      body = written<DeclarationBody>(note(body, change))
    }
    expect(body.paperNotes).toHaveLength(PAPER_NOTES_MAX)
    const empty = {
      homeResidence: null,
      homeWorkAuthorisation: null,
      contractWithPostingEmployer: null,
      passportValidTo: null,
    }
    const back = written<DeclarationBody>(note(body, { before: body.postingProof, after: empty }))
    expect(back.postingProof).toBeNull()
    expect(back.paperNotes?.at(-1)).toMatchObject({ papers: null, byName: 'An' })
    expect(v.is(DeclarationBody, back)).toBe(true)
  })

  it('come with an extract that tells them; an end without a beginning is refused', () => {
    const [head, row] = EXTRACT.split('\n')
    const columns =
      'Verblijfstitel van;Verblijfstitel tot;Arbeidsvergunning zendstaat van;Arbeidsvergunning zendstaat tot;Contrat vu;Reisepass gültig bis'
    const told = imported(
      `${head};${columns}\n${row};01/01/2025;31/12/2027;01/06/2025;31/12/2026;oui;31/05/2029`,
    )
    expect(told.body?.postingProof).toEqual(PAPERS)
    expect(imported(`${head};${columns}\n${row};;;;;;`).body?.postingProof).toBeNull()
    const bad = imported(`${head};${columns}\n${row};;31/12/2027;01/06/2026;31/12/2025;misschien;`)
    expect(bad.refused).toEqual([
      'papers.homeResidence.from MISSING',
      'papers.homeWorkAuthorisation.to ENDS_BEFORE_START',
      'papers.contract UNKNOWN_WORD',
    ])
  })
})

describe('a card of unlimited access', () => {
  it('lets its holder work without authorisation, for the days it is valid', () => {
    const { body } = imported(EXTRACT)
    const holder = (change: object = {}) => {
      const noted = written<PersonBody>(noteCard(person().body, change))
      expect(v.is(PersonBody, noted)).toBe(true)
      return person(noted)
    }
    expect(verdictOf(body!, holder())).toMatchObject({ row: 12, code: 'M0' })
    const ended = { after: { card: 'F', from: '2025-01-01', to: '2026-05-01' } }
    expect(verdictOf(body!, holder(ended)).code).toBe('M1')
    const refugee = { card: 'TEMPORARY_PROTECTION', from: '2025-01-01', to: null }
    const local = imported(EXTRACT.replace(';SI;', ';BE;')).body!
    expect(verdictOf(local, person()).row).not.toBe(13)
    expect(verdictOf(local, holder({ after: refugee })).row).toBe(13)
  })

  it('is refused for what cannot be, what stands so already, and what a colleague noted first', () => {
    const { body } = person()
    const noted = written<PersonBody>(noteCard(body))
    const other = { card: 'K', from: '2025-01-01', to: null }
    expect(codeOf(noteCard(body, {}, 'AUDITOR'))).toBe('FORBIDDEN')
    expect(codeOf(noteCard(body, { personId: 'p2' }))).toBe('NOT_FOUND')
    expect(codeOf(noteCard(body, { after: { ...other, card: 'Z' } }))).toBe('BAD_REQUEST')
    expect(codeOf(noteCard(body, { after: { ...other, to: '2024-01-01' } }))).toBe(
      'PERIOD_ENDS_BEFORE_START',
    )
    expect(codeOf(noteCard(body, { reason: '' }))).toBe('REASON_REQUIRED')
    expect(codeOf(noteCard(noted, { before: noted.unlimitedAccess }))).toBe('ALREADY_SO')
    expect(codeOf(noteCard(noted, { after: other }))).toBe('STALE')
    const back = noteCard(noted, { before: noted.unlimitedAccess, after: null })
    expect(written<PersonBody>(back).unlimitedAccess).toBeNull()
    expect(written<PersonBody>(back).accessNotes).toHaveLength(2)
  })
})

describe('the forms', () => {
  const shown = { source: 'WORKER' as const, on: TODAY, reason: '' }
  it('give what was typed, and nothing while it is not complete', () => {
    const typed = { ...typedPapers(PAPERS), ...shown }
    expect(papersOf(typed)).toEqual(PAPERS)
    expect(papersOf({ ...typedPapers(null), ...shown })).toBeNull()
    expect(papersOf({ ...typed, residenceFrom: null })).toBeUndefined()
    expect(papersOf({ ...typed, passportTo: undefined })).toBeUndefined()
    const card = { card: 'F+' as const, from: '2025-01-01', to: null }
    expect(accessOf({ ...typedAccess(card), ...shown })).toEqual(card)
    expect(accessOf({ ...typedAccess(null), ...shown })).toBeNull()
    expect(accessOf({ ...typedAccess(card), ...shown, from: null })).toBeUndefined()
    expect(accessOf({ ...typedAccess(card), ...shown, card: '' })).toBeUndefined()
  })
})
