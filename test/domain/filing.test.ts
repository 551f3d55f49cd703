/** Papers that come in at a desk: new ones, new versions, locks, and uploads that were a mistake. */
import * as v from 'valibot'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { DocumentType } from '../../domain/contract/codes.ts'
import { DossierBody, type DossierDocument } from '../../domain/contract/records.ts'
import {
  claimOf,
  couldRun,
  DOCUMENT_BYTES_MAX,
  examine,
  notTaken,
  SHOWN_BYTES_MAX,
} from '../../domain/documents/content.ts'
import { lockOf } from '../../domain/documents/lock.ts'
import { fileOf } from '../../domain/documents/versions.ts'
import { maskBody } from '../../domain/rights/masks.ts'
import { dossier } from './fixtures.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const TOM: Actor = { id: 'dvz-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }
const TODAY = '2026-06-20'
const hash = (n: number) => String(n).padStart(43, '0')
const file = (n: number) => ({ hash: hash(n), bytes: 100 + n, claims: 'PDF' as const })

const open = (body: Partial<DossierBody> = {}): DossierBody =>
  dossier({
    submittedOn: '2026-06-01',
    work: { state: 'COMPLETENESS_CHECK', since: '2026-06-02' },
    residence: { state: 'NOT_TRANSMITTED', since: '2026-06-01' },
    authorised: null,
    documents: [
      { id: 'c', type: 'CONTRACT', status: 'ACCEPTED', receivedOn: '2026-06-01' },
      { id: 'f', type: 'FEE_PROOF', status: 'REQUESTED', receivedOn: null },
    ],
    ...body,
  }).body

function run(body: DossierBody, name: string, args: object, actor = AN): Decision {
  const context: CommandContext = {
    actor,
    today: TODAY,
    at: `${TODAY}T10:00:00.000Z`,
    colleagues: [],
  }
  const lookup = ((kind: string, id: string) =>
    kind === 'dossier' && id === 'd1' ? { kind, id, version: 1, body } : null) as RecordLookup
  return decideCommand(name, { dossierId: 'd1', ...args }, lookup, context)
}

function after(decision: Decision): DossierBody {
  if (!decision.ok) throw new Error(`refused: ${decision.code}`)
  const body = decision.writes[0]!.body as DossierBody
  expect(v.is(DossierBody, body), 'fits its schema').toBe(true)
  return body
}

const codeOf = (decision: Decision) => (decision.ok ? 'OK' : decision.code)
const documentOf = (body: DossierBody, id: string) =>
  body.documents.find((one) => one.id === id) as DossierDocument

interface Filing {
  id?: string
  type?: DocumentType
  replaces?: string | null
  on?: string
}
const filing = (
  n: number,
  { id = 'f', type = 'FEE_PROOF', replaces = null, on = TODAY }: Filing = {},
) => ({
  documentId: id,
  type,
  on,
  file: file(n),
  replaces,
})
const put = (body: DossierBody, n: number, more?: Filing, actor = AN) =>
  run(body, 'fileDocument', filing(n, more), actor)

describe('a paper that comes in', () => {
  it('fills what was asked, with its day, its sender and a line in the timeline', () => {
    const body = after(put(open(), 1, { on: '2026-06-18' }))
    expect(documentOf(body, 'f')).toEqual({
      id: 'f',
      type: 'FEE_PROOF',
      status: 'RECEIVED',
      receivedOn: '2026-06-18',
      file: { ...file(1), version: 1 },
      filed: { by: 'vl-an', at: `${TODAY}T10:00:00.000Z` },
    })
    expect(body.events.at(-1)).toMatchObject({
      type: 'DOCUMENT_FILED',
      by: 'vl-an',
      entry: { on: '2026-06-18', codes: ['documentType.FEE_PROOF'], about: 'f' },
    })
  })

  it('is a new document when nothing waited for it, and a version when something stands there', () => {
    const first = after(put(open(), 1, { id: 'n', type: 'DIPLOMA' }))
    const second = after(put(first, 2, { id: 'n', type: 'DIPLOMA', replaces: hash(1) }))
    const document = documentOf(second, 'n')
    expect(document.file?.version).toBe(2)
    expect(document.earlier?.map((one) => one.file)).toEqual([{ ...file(1), version: 1 }])
    expect(fileOf(document)?.hash).toBe(hash(2))
    expect(fileOf(document, hash(1))?.version, 'an earlier version stays readable').toBe(1)
    expect(fileOf(document, hash(9))).toBeUndefined()
  })

  it('has the day that stands on it, of each version its own', () => {
    const dated = { issuedOn: '2026-05-02' }
    const first = after(run(open(), 'fileDocument', { ...filing(1), ...dated }))
    expect(documentOf(first, 'f').issuedOn).toBe('2026-05-02')
    const second = after(put(first, 2, { replaces: hash(1) }))
    expect(documentOf(second, 'f').issuedOn, 'nobody noted it of the new one').toBeUndefined()
    const noted = (issuedOn: string, from: string | null = null) => ({
      documentId: 'f',
      reason: '',
      from,
      issuedOn,
    })
    const third = after(run(second, 'dateDocument', noted('2026-05-20')))
    expect(documentOf(third, 'f').issuedOn).toBe('2026-05-20')
    expect(third.events.at(-1)).toMatchObject({
      type: 'DOCUMENT_DATED',
      entry: { on: '2026-05-20', text: null },
    })
    const back = { documentId: 'f', hash: hash(2), reason: 'On the wrong dossier.' }
    expect(documentOf(after(run(third, 'withdrawDocument', back)), 'f').issuedOn).toBe('2026-05-02')
    expect(codeOf(run(third, 'dateDocument', noted('2026-05-20')))).toBe('ALREADY_SO')
    expect(codeOf(run(third, 'dateDocument', noted('2026-05-21')))).toBe('STALE')
    const later = noted('2027-05-20', '2026-05-20')
    expect(codeOf(run(third, 'dateDocument', later))).toBe('DOCUMENT_DATED_LATER')
    expect(codeOf(run(open(), 'dateDocument', noted('2026-05-20')))).toBe('DOCUMENT_NOT_THERE')
  })

  it('is refused by name of what is wrong', () => {
    const one = after(put(open(), 1))
    const closed = open({ work: { state: 'REFUSED', since: '2026-06-10' } })
    expect(codeOf(put(one, 1, { id: 'n' })), 'the same bytes').toBe('DOCUMENT_DUPLICATE')
    expect(codeOf(put(one, 2)), 'it was seen empty, a colleague was first').toBe('STALE')
    expect(codeOf(put(one, 2, { replaces: hash(7) }))).toBe('STALE')
    expect(codeOf(put(one, 2, { type: 'DIPLOMA', replaces: hash(1) })), 'of another kind').toBe(
      'BAD_REQUEST',
    )
    expect(codeOf(put(open(), 1, { on: '2026-06-21' }))).toBe('DATE_IN_FUTURE')
    expect(codeOf(put(open(), 1, { on: '2026-05-31' }))).toBe('DATE_BEFORE_SUBMISSION')
    expect(codeOf(put(closed, 1, { id: 'n' }))).toBe('DOSSIER_CLOSED')
    const sized = (bytes: number) =>
      codeOf(run(open(), 'fileDocument', { ...filing(1), file: { ...file(1), bytes } }))
    expect(sized(0)).toBe('DOCUMENT_EMPTY')
    expect(sized(DOCUMENT_BYTES_MAX)).toBe('OK')
    expect(sized(DOCUMENT_BYTES_MAX + 1)).toBe('DOCUMENT_TOO_LARGE')
    expect(codeOf(put(open(), 1, { type: 'LETTER' })), 'letters are made, not uploaded').toBe(
      'BAD_REQUEST',
    )
  })

  it('is filed on an authorisation that stands, and locked by what is decided on it', () => {
    const step = { from: 'DRAFT_DECISION', to: 'GRANTED', basis: 'ACT_1999', reason: null } as const
    const granted = open({
      work: { state: 'GRANTED', since: '2026-06-10' },
      residence: { state: 'CARD_ISSUED', since: '2026-06-15' },
      events: [
        {
          at: '2026-06-10T08:00:00.000Z',
          type: 'WORK_GRANTED',
          by: 'vl-mieke',
          text: null,
          step: { ...step, track: 'WORK', on: '2026-06-10' },
        },
      ],
    })
    const heard = after(put(granted, 1, { id: 'hearing', type: 'HEARING_REPORT' }))
    expect(lockOf(heard, documentOf(heard, 'hearing')), 'nothing rests on it yet').toBeNull()
    expect(lockOf(heard, documentOf(heard, 'c'))).toMatchObject({ why: 'CLOSED', by: 'vl-mieke' })
    expect(
      codeOf(put(heard, 2, { id: 'hearing', type: 'HEARING_REPORT', replaces: hash(1) })),
    ).toBe('OK')
    const withdrawn = { ...heard, work: { state: 'WITHDRAWN', since: TODAY } } as DossierBody
    expect(lockOf(withdrawn, documentOf(withdrawn, 'hearing'))).toMatchObject({ why: 'CLOSED' })
    expect(codeOf(put(withdrawn, 2, { id: 'n' }))).toBe('DOSSIER_CLOSED')
  })

  it('is filed by who handles its part and may see it', () => {
    const sent = open({ residence: { state: 'PRE_ASSESSMENT', since: '2026-06-05' } })
    const code = (body: DossierBody, type: DocumentType, actor: Actor) =>
      codeOf(put(body, 1, { id: 'n', type }, actor))
    expect(code(open(), 'CRIMINAL_RECORD', AN), '9.4: a region sees that it is there').toBe(
      'FORBIDDEN',
    )
    expect(code(open(), 'CONTRACT', { ...AN, region: 'WA' })).toBe('FORBIDDEN')
    expect(code(open(), 'CRIMINAL_RECORD', TOM), 'not transmitted yet').toBe('FORBIDDEN')
    expect(code(sent, 'CRIMINAL_RECORD', TOM)).toBe('OK')
    expect(code(sent, 'CONTRACT', TOM), 'a paper of the work part').toBe('FORBIDDEN')
    for (const role of ['INSPECTOR', 'AUDITOR'] as const) {
      expect(code(open(), 'CONTRACT', { ...AN, role }), role).toBe('FORBIDDEN')
    }
  })

  it('of a hearing or a notice is filed by whichever service heard or was told', () => {
    const standing = open({
      work: { state: 'GRANTED', since: '2026-06-10' },
      residence: { state: 'CARD_ISSUED', since: '2026-06-15' },
    })
    for (const type of ['HEARING_REPORT', 'EMPLOYER_NOTICE'] as const) {
      const codes = (body: DossierBody, actor: Actor) =>
        codeOf(put(body, 1, { id: 'n', type }, actor))
      expect([codes(standing, AN), codes(standing, TOM)], type).toEqual(['OK', 'OK'])
      expect(codes(open(), TOM), `${type}, not transmitted`).toBe('FORBIDDEN')
    }
    const heard = after(put(standing, 1, { id: 'n', type: 'HEARING_REPORT' }, TOM))
    expect(lockOf(heard, documentOf(heard, 'n')), 'nothing rests on it yet').toBeNull()
  })

  it('does not say in the timeline which sensitive paper it was', () => {
    const sent = open({ residence: { state: 'PRE_ASSESSMENT', since: '2026-06-05' } })
    const body = after(put(sent, 1, { id: 'n', type: 'MEDICAL_CERTIFICATE' }, TOM))
    expect(body.events.at(-1)?.entry?.codes).toEqual([])
    const inspector = maskBody({ ...AN, role: 'INSPECTOR' }, 'dossier', body)!
    expect(JSON.stringify(inspector)).not.toContain('MEDICAL_CERTIFICATE')
    const region = maskBody(AN, 'dossier', body)!
    expect(JSON.stringify(region), 'nor its content to a region').not.toContain(hash(1))
  })
})

describe('a lock by hand', () => {
  const reason = 'Origineel gezien aan het loket.'
  const locked = () =>
    after(run(after(put(open(), 1)), 'lockDocument', { documentId: 'f', reason }))

  it('says who and why, and keeps every version and withdrawal away', () => {
    const body = locked()
    expect(lockOf(body, documentOf(body, 'f'))).toEqual({
      why: 'BY_HAND',
      by: 'vl-an',
      on: TODAY,
      reason,
    })
    expect(codeOf(put(body, 2, { replaces: hash(1) }))).toBe('DOCUMENT_LOCKED')
    const withdrawal = { documentId: 'f', hash: hash(1), reason }
    expect(codeOf(run(body, 'withdrawDocument', withdrawal))).toBe('DOCUMENT_LOCKED')
    expect(codeOf(run(body, 'lockDocument', { documentId: 'f', reason }))).toBe('ALREADY_SO')
  })

  it('is lifted by the service with a reason, and not where a decision locks', () => {
    const lift = (body: DossierBody, why = reason, actor = AN) =>
      run(body, 'unlockDocument', { documentId: 'f', reason: why }, actor)
    expect(codeOf(lift(locked(), ''))).toBe('REASON_REQUIRED')
    expect(codeOf(lift(locked(), reason, { ...AN, region: 'WA' }))).toBe('FORBIDDEN')
    const free = after(lift(locked()))
    expect(documentOf(free, 'f').locked).toBeUndefined()
    expect(codeOf(put(free, 2, { replaces: hash(1) }))).toBe('OK')
    const decided = { ...locked(), work: { state: 'REFUSED' as const, since: TODAY } }
    expect(codeOf(lift(decided))).toBe('DOCUMENT_LOCKED')
  })

  it('of a decision says whose it is', () => {
    const step = { track: 'WORK', from: 'DRAFT_DECISION', to: 'GRANTED', on: '2026-06-15' } as const
    const body = open({
      work: { state: 'GRANTED', since: '2026-06-15' },
      residence: { state: 'PRE_ASSESSMENT', since: '2026-06-05' },
      events: [
        {
          at: '2026-06-15T09:00:00.000Z',
          type: 'WORK_GRANTED',
          by: 'vl-joris',
          text: null,
          step: { ...step, basis: 'ACT_1999', reason: null },
        },
      ],
    })
    expect(lockOf(body, documentOf(body, 'c'))).toMatchObject({
      why: 'DECIDED',
      by: 'vl-joris',
      on: '2026-06-15',
    })
    expect(lockOf(body, documentOf(body, 'f')), 'a paper of the residence part').toBeNull()
  })
})

describe('an upload that was a mistake', () => {
  const reason = 'Van een ander dossier.'
  const take = (body: DossierBody, n: number, id = 'f') =>
    run(body, 'withdrawDocument', { documentId: id, hash: hash(n), reason })

  it('stays readable with the reason, and what stood before it stands again', () => {
    const two = after(put(after(put(open(), 1)), 2, { replaces: hash(1) }))
    const document = documentOf(after(take(two, 2)), 'f')
    expect(document.file).toEqual({ ...file(1), version: 1 })
    expect(document.earlier).toMatchObject([
      { file: { ...file(2), version: 2 }, withdrawn: { by: 'vl-an', reason } },
    ])
    const none = documentOf(after(take(after(put(open(), 1)), 1)), 'f')
    expect(none).toMatchObject({ status: 'MISSING', receivedOn: null })
    expect(none).not.toHaveProperty('file')
    expect(fileOf(none, hash(1))?.version).toBe(1)
  })

  it('may be sent again, and gets a number of its own', () => {
    const again = after(put(after(take(after(put(open(), 1)), 1)), 1))
    expect(documentOf(again, 'f').file?.version).toBe(2)
  })

  it('is not what the applicant sent, and not what a colleague put in its place meanwhile', () => {
    const own = open({
      documents: [
        {
          id: 'c',
          type: 'CONTRACT',
          status: 'RECEIVED',
          receivedOn: '2026-06-01',
          file: { ...file(5), version: 1 },
        },
      ],
    })
    expect(codeOf(take(own, 5, 'c'))).toBe('DOCUMENT_NOT_UPLOADED')
    expect(codeOf(take(after(put(open(), 1)), 9))).toBe('STALE')
  })
})

it('whatever comes, is replaced and taken back: no content is ever lost, and none counts twice', () => {
  const act = fc.record({ kind: fc.constantFrom('PUT', 'TAKE', 'LOCK', 'UNLOCK'), n: fc.nat(6) })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
      let body = open()
      const seen = new Set<string>()
      for (const { kind, n } of acts) {
        const now = documentOf(body, 'f').file?.hash ?? null
        const reason = 'Een reden in woorden.'
        const decision =
          kind === 'PUT'
            ? put(body, n, { replaces: now })
            : kind === 'TAKE'
              ? run(body, 'withdrawDocument', { documentId: 'f', hash: now ?? hash(0), reason })
              : run(body, kind === 'LOCK' ? 'lockDocument' : 'unlockDocument', {
                  documentId: 'f',
                  reason,
                })
        if (!decision.ok) continue
        if (kind === 'PUT') seen.add(hash(n))
        body = after(decision)
        const { file: present, earlier = [] } = documentOf(body, 'f')
        const versions = [...(present ? [present] : []), ...earlier.map((one) => one.file)]
        expect(new Set(versions.map((one) => one.hash))).toEqual(seen)
        expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length)
        const counting = [
          ...(present ? [present.hash] : []),
          ...earlier.filter((one) => !one.withdrawn).map((one) => one.file.hash),
        ]
        expect(new Set(counting).size).toBe(counting.length)
      }
    }),
    { numRuns: 100 },
  )
})

it('what could run, and what is too large to show, is filed under what it is and shown to nobody', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1')
  const large = new Uint8Array(SHOWN_BYTES_MAX + 1).fill(37)
  const odd = ['MZ', '\x7fELF', '#!/bin/sh', '<html>', '<svg '].map(bytes)
  for (const content of [...odd, large]) {
    const claims = claimOf(content)
    const described = { ...file(1), bytes: content.length, claims }
    const filed = after(run(open(), 'fileDocument', { ...filing(1), file: described }))
    expect(filed.documents.some((one) => one.file?.claims === 'OTHER')).toBe(true)
    const { kind, problem, shownAs } = examine(claims, content)
    expect([problem, shownAs]).toEqual([content === large ? 'TOO_LARGE' : 'LIES', null])
    expect(couldRun(kind), 'and no copy of it is saved').toBe(content !== large)
  }
  expect(notTaken(0)).toBe('DOCUMENT_EMPTY')
  expect(notTaken(DOCUMENT_BYTES_MAX)).toBeNull()
  expect(notTaken(DOCUMENT_BYTES_MAX + 1)).toBe('DOCUMENT_TOO_LARGE')
})

describe('a letter that is filed', () => {
  const step = { track: 'WORK', from: 'IN_EXAM', to: 'IN_EXAM', basis: 'ACT_1999' } as const
  const asked = (on: string, reason: string | null = null) => ({
    at: `${on}T09:00:00.000Z`,
    type: 'ITEMS_ASKED' as const,
    by: 'vl-an',
    text: null,
    step: { ...step, on, reason },
  })
  const withEvents = (...events: DossierBody['events']) => open({ events })
  const letter = (n: number, more: object = {}) => ({
    template: 'MISSING_ITEMS',
    track: 'WORK',
    nth: 0,
    language: 'nl',
    file: file(n),
    replaces: null,
    reason: '',
    ...more,
  })
  const send = (body: DossierBody, n: number, more: object = {}, actor = AN) =>
    run(body, 'fileLetter', letter(n, more), actor)
  const ID = 'letter-MISSING_ITEMS-WORK-0'

  it('is a document of its own, locked from the first day, with its line in the timeline', () => {
    const body = after(send(withEvents(asked('2026-06-10')), 1))
    const document = documentOf(body, ID)
    expect(document).toMatchObject({
      type: 'LETTER',
      file: { ...file(1), version: 1 },
      letter: {
        template: 'MISSING_ITEMS',
        language: 'nl',
        track: 'WORK',
        nth: 0,
        correction: null,
      },
    })
    expect(lockOf(body, document)).toMatchObject({ why: 'LETTER', by: 'vl-an', on: TODAY })
    expect(body.events.at(-1)).toMatchObject({
      type: 'LETTER_FILED',
      entry: { codes: ['letterTemplate.MISSING_ITEMS'], about: ID },
    })
    const withdrawal = { documentId: ID, hash: hash(1), reason: 'Toch niet verstuurd.' }
    expect(codeOf(run(body, 'withdrawDocument', withdrawal)), 'it is history').toBe('FORBIDDEN')
  })

  it('that is corrected takes the place of the one before, with the reason, and both stay', () => {
    const one = after(send(withEvents(asked('2026-06-10')), 1))
    expect(codeOf(send(one, 1)), 'a repeat').toBe('ALREADY_SO')
    expect(codeOf(send(one, 2)), 'what was seen is another').toBe('STALE')
    expect(codeOf(send(one, 2, { replaces: hash(1) }))).toBe('REASON_REQUIRED')
    const reason = 'De laatste dag was fout.'
    const two = documentOf(after(send(one, 2, { replaces: hash(1), reason })), ID)
    expect(two.file?.version).toBe(2)
    expect(two.letter?.correction).toBe(reason)
    expect(two.earlier).toMatchObject([{ file: { ...file(1), version: 1 }, letter: { nth: 0 } }])
  })

  it('names its act by its number, whatever others do in between', () => {
    const note = { at: '2026-06-09T09:00:00.000Z', type: 'ASSIGNED', by: 'x', text: null } as const
    const moved = withEvents(note, asked('2026-06-10'))
    expect(codeOf(send(moved, 1))).toBe('OK')
    const again = withEvents(asked('2026-06-10'), note, asked('2026-06-14'))
    expect(codeOf(send(again, 1)), 'the first question was answered').toBe('LETTER_NOT_POSSIBLE')
    expect(codeOf(send(again, 1, { nth: 1 }))).toBe('OK')
    expect(codeOf(send(withEvents(), 1))).toBe('LETTER_NOT_POSSIBLE')
  })

  it('is made by the service whose track it is, in the language of the file and no other', () => {
    const body = withEvents(asked('2026-06-10'))
    expect(codeOf(send(body, 1, {}, { ...AN, region: 'WA' }))).toBe('FORBIDDEN')
    expect(codeOf(send(body, 1, {}, TOM))).toBe('FORBIDDEN')
    expect(codeOf(send(body, 1, {}, { ...AN, role: 'INSPECTOR' }))).toBe('FORBIDDEN')
    expect(codeOf(send(body, 1, { language: 'fr' }))).toBe('LETTER_LANGUAGE')
    const french = { ...body, language: 'fr' as const }
    expect(codeOf(send(french, 1, { language: 'fr' })), 'no language of this region').toBe(
      'LETTER_LANGUAGE',
    )
    const inBrussels = { ...french, region: 'BR' as const }
    expect(codeOf(send(inBrussels, 1, { language: 'fr' }, { ...AN, region: 'BR' }))).toBe('OK')
  })

  it('is refused when the officer wrote in another language than the file', () => {
    const said = (reason: string) => codeOf(send(withEvents(asked('2026-06-10', reason)), 1))
    expect(
      said('La demande n’est pas complète : il manque le contrat de travail et les diplômes.'),
    ).toBe('LETTER_OTHER_LANGUAGE')
    expect(
      said('Der Vertrag ist nicht unterzeichnet und die Anlage liegt dem Antrag nicht bei.'),
    ).toBe('LETTER_OTHER_LANGUAGE')
    expect(said('The contract is not signed and the annex of the application is missing.')).toBe(
      'LETTER_OTHER_LANGUAGE',
    )
    expect(said('Het contract is niet ondertekend en de bijlage ontbreekt bij de aanvraag.')).toBe(
      'OK',
    )
    expect(said('Société Générale de la Basse-Meuse'), 'a name says nothing').toBe('OK')
    expect(said('Zie contract.')).toBe('OK')
  })

  it('tells an inspector that it is there and nothing of what it says', () => {
    const body = after(send(withEvents(asked('2026-06-10')), 1))
    const seen = maskBody({ ...AN, role: 'INSPECTOR' }, 'dossier', body)!
    expect(documentOf(seen, ID)).not.toHaveProperty('file', expect.anything())
    expect(maskBody(TOM, 'dossier', body)).toEqual(body)
  })
})
