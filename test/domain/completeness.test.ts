/**
 * The check of completeness (domain facts 1.4 to 1.7, W3 to W6): all that is missing is asked at once, nobody
 * is refused for what nobody asked, and from every state of it some act leads on.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../domain/calendar/local-date.ts'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { PROCEDURES, type DocumentType } from '../../domain/contract/codes.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import { missingDocuments, missingUnasked } from '../../domain/dossier/checklist.ts'
import { clockViews } from '../../domain/dossier/clocks.ts'
import { requiredDocuments } from '../../domain/reference/required-documents.ts'
import { dossier, person } from './fixtures.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const SUBMITTED = '2026-06-01'
const BEGIN = '2026-06-03'
const TODAY = '2027-06-01'

const CONTEXT: CommandContext = {
  actor: AN,
  today: TODAY,
  at: `${TODAY}T10:00:00.000Z`,
  colleagues: [],
}

const REASON = 'Not everything came in.'

function run(body: DossierBody, name: string, on: string, fields: object): Decision {
  const known = [person(), dossier(body)]
  const records = ((kind: string, id: string) =>
    known.find((one) => one.kind === kind && one.id === id) ?? null) as RecordLookup
  const args = { dossierId: 'd1', track: 'WORK', on, from: body.work.state, personId: 'p1' }
  return decideCommand(name, { ...args, reason: REASON, ...fields }, records, CONTEXT)
}

const afterwards = (decision: Decision, before: DossierBody): DossierBody =>
  decision.ok ? (decision.writes[0]!.body as DossierBody) : before
const codeOf = (decision: Decision) => (decision.ok ? 'OK' : decision.code)

/** A file of which only these papers came in. */
function fileWith(types: (type: DocumentType) => boolean, some: Partial<DossierBody> = {}) {
  const { body } = dossier({
    submittedOn: SUBMITTED,
    work: { state: 'COMPLETENESS_CHECK', since: BEGIN },
    residence: { state: 'NOT_TRANSMITTED', since: SUBMITTED },
    authorised: null,
    ...some,
  })
  const documents = requiredDocuments(body)
    .filter(({ type }) => types(type))
    .map(({ type }) => ({
      id: `doc-${type}`,
      type,
      status: 'RECEIVED' as const,
      receivedOn: SUBMITTED,
    }))
  return { ...body, documents }
}

const missingIn = (body: DossierBody) => missingDocuments(body, undefined, '1988-03-14')
const unaskedIn = (body: DossierBody) => missingUnasked(body, undefined, '1988-03-14')
const dueOf = (body: DossierBody) =>
  clockViews(body.clockEvents, TODAY).find(({ id }) => id === 'C1')!.due!

describe('what is missing', () => {
  const lacking = fileWith((type) => !['DIPLOMA', 'CV', 'PASSPORT_COPY', 'CONTRACT'].includes(type))
  const ask = (body: DossierBody, documents: readonly DocumentType[], on = BEGIN) =>
    run(body, 'askMissingItems', on, { documents })

  it('is asked all at once: a question for a part is refused with how much it leaves out', () => {
    const missing = missingIn(lacking)
    expect(missing.length).toBeGreaterThan(1)
    expect(ask(lacking, missing.slice(1))).toMatchObject({
      code: 'ITEMS_LEFT_OUT',
      details: { count: 1, first: missing[0] },
    })
    const asked = afterwards(ask(lacking, missing), lacking)
    expect(asked.work.state).toBe('AWAITING_COMPLETION')
    expect(asked.itemsAsked).toEqual([{ on: BEGIN, documents: missing }])
    expect(codeOf(ask(asked, missing, '2026-06-10'))).toBe('ITEMS_ALREADY_ASKED')
  })

  it('and falls out later is asked in its turn with its own term, and never held against anybody before', () => {
    const missing = missingIn(lacking)
    const asked = afterwards(ask(lacking, missing), lacking)
    // All that was asked comes in, and the extract proves to be too old.
    const come: DossierBody = {
      ...asked,
      documents: asked.documents.map((one) => ({
        ...one,
        status: 'RECEIVED' as const,
        receivedOn: '2026-06-08',
        ...(one.type === 'CRIMINAL_RECORD' && { issuedOn: '2024-01-01' }),
      })),
    }
    expect(missingIn(come)).toEqual(['CRIMINAL_RECORD'])
    const late = addDays(dueOf(come), 1)
    expect(codeOf(run(come, 'declareInadmissible', late, {}))).toBe('ITEMS_NOT_ASKED')
    const again = afterwards(ask(come, ['CRIMINAL_RECORD'], '2026-06-12'), come)
    expect(again.work).toEqual(come.work)
    expect(dueOf(again)).toBe('2026-06-29')
    expect(codeOf(run(again, 'declareInadmissible', '2026-06-29', {}))).toBe('TERM_STILL_RUNS')
    expect(codeOf(run(again, 'declareInadmissible', '2026-06-30', {}))).toBe('OK')
  })
})

/** What may happen to a file that is checked: each names papers by their place in the list of law. */
const ACTS = ['ask', 'askAll', 'receive', 'comesIn', 'takenBack', 'tooOld', 'refuse'] as const
const history = fc.array(
  fc.record({ act: fc.constantFrom(...ACTS), places: fc.uniqueArray(fc.nat(12)) }),
  { maxLength: 12 },
)

function happens(
  body: DossierBody,
  { act, places }: { act: (typeof ACTS)[number]; places: number[] },
  on: string,
): DossierBody {
  const types = requiredDocuments(body)
    .map(({ type }) => type)
    .filter((_, i) => places.includes(i))
  const changed = (change: Partial<DossierBody['documents'][number]>): DossierBody => ({
    ...body,
    documents: body.documents.map((one) =>
      types.includes(one.type) && one.status !== 'MISSING' ? { ...one, ...change } : one,
    ),
  })
  switch (act) {
    case 'ask':
      return afterwards(run(body, 'askMissingItems', on, { documents: types }), body)
    case 'askAll':
      return afterwards(run(body, 'askMissingItems', on, { documents: missingIn(body) }), body)
    case 'receive':
      return afterwards(run(body, 'receiveItems', on, { documents: types }), body)
    case 'comesIn':
      return changed({ status: 'RECEIVED', receivedOn: on })
    case 'takenBack':
      return changed({ status: 'MISSING', receivedOn: null })
    case 'tooOld':
      return changed({ issuedOn: '2020-01-01' })
    case 'refuse':
      return afterwards(run(body, 'declareInadmissible', on, {}), body)
  }
}

/** The acts that lead on from here, on a day on which no term runs any more. */
function waysOn(body: DossierBody): string[] {
  const on = TODAY
  const missing = missingIn(body)
  const ways: [string, object][] = [
    ['receiveItems', { documents: [] }],
    ['declareComplete', {}],
    ['askMissingItems', { documents: missing.length > 0 ? missing : ['CONTRACT'] }],
    ['declareInadmissible', {}],
  ]
  return ways.filter(([name, fields]) => run(body, name, on, fields).ok).map(([name]) => name)
}

/** What is wrong with an act of a history: nothing, or in words. */
function faultsOf(before: DossierBody, after: DossierBody): string[] {
  const begun = before.work.state !== after.work.state
  switch (after.work.state) {
    case 'INADMISSIBLE': {
      const asked = (before.itemsAsked ?? []).flatMap(({ documents }) => documents)
      return missingIn(before).some((type) => asked.includes(type))
        ? []
        : ['refused for what nobody asked']
    }
    case 'ADMISSIBLE':
      return missingIn(after).length === 0 ? [] : ['admissible, and something is missing']
    default: {
      const partly = after.work.state === 'AWAITING_COMPLETION' && begun
      return [
        ...(partly && unaskedIn(after).length > 0 ? ['asked for a part'] : []),
        ...(waysOn(after).length === 0 ? [`stuck in ${after.work.state}`] : []),
      ]
    }
  }
}

const isDecided = ({ work }: DossierBody) =>
  work.state === 'INADMISSIBLE' || work.state === 'ADMISSIBLE'

describe('over any history', () => {
  it('a file that is checked is never stuck, and is refused only for what was asked', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(
        fc.constantFrom(...PROCEDURES),
        fc.uniqueArray(fc.nat(12)),
        history,
        (procedure, there, acts) => {
          const order = requiredDocuments(fileWith(() => true, { procedure })).map(
            ({ type }) => type,
          )
          const begin = fileWith((type) => there.includes(order.indexOf(type)), { procedure })
          const faults: string[] = []
          acts.reduce<DossierBody>((before, one, i) => {
            if (isDecided(before)) return before
            const after = happens(before, one, addDays(BEGIN, i * 4))
            faults.push(...faultsOf(before, after))
            reached.add(after.work.state)
            return after
          }, begin)
          expect(faults).toEqual([])
        },
      ),
      { numRuns: 400 },
    )
    expect([...reached].toSorted()).toEqual([
      'ADMISSIBLE',
      'AWAITING_COMPLETION',
      'COMPLETENESS_CHECK',
      'INADMISSIBLE',
    ])
  })
})
