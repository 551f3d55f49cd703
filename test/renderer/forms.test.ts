/** What is typed in the forms of a dossier, and that an act taken back fills its form again. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { aboutSignal } from '../../domain/commands/signals/about.ts'
import * as v from 'valibot'
import { COMMANDS } from '../../domain/commands/index.ts'
import { STEP_NAMES, type StepName } from '../../domain/commands/steps/possible.ts'
import {
  FACT_FIELDS,
  type DocumentType,
  type Track,
  type WorkState,
} from '../../domain/contract/codes.ts'
import type { Checks, Proposal } from '../../domain/contract/records.ts'
import { checksOf } from '../../domain/dossier/checks.ts'
import { readFact } from '../../domain/dossier/facts.ts'
import { NO_TABLES } from '../../domain/reference/own-rows.ts'
import { factOf, parseAmount, typedFact, typedValue } from '../../renderer/dossier/fact-form.ts'
import {
  firstValues,
  signalsOn,
  stepArgs,
  valuesOf,
} from '../../renderer/dossier/steps/step-form.ts'
import { Succession } from '../../renderer/dossier/dossier-header.tsx'
import { KeptChecks, SignedChecks } from '../../renderer/dossier/steps/kept-checks.tsx'
import { NOT_ASKED, StepField, StepFields } from '../../renderer/dossier/steps/step-fields.tsx'
import { Waiting } from '../../renderer/dossier/steps/step-waiting.tsx'
import { lookupOf } from '../../renderer/findings/records.ts'
import { speakDutch } from './dutch.ts'
import { dossierPage, finding, renewal, TODAY } from './fixture.ts'

const PAGE = { ...dossierPage, dossier: renewal, competentRegion: 'BR' as const }

test('a form decides on a judgement under the id by which people speak of its signal', () => {
  const said = { status: 'EXPLAINED' as const, saidStatus: 'EXPLAINED' as const, reason: 'Known.' }
  const judged = { ...finding, saidId: 'M4-former', ...said }
  const records = lookupOf({ findings: [judged] })
  const { findingId } = aboutSignal(judged)
  expect(records('findingJudgement', findingId)?.body).toMatchObject({ status: 'EXPLAINED' })
  expect(records('findingJudgement', judged.finding.id), 'nobody spoke of it so').toBeNull()
})

describe('the form of every step, for each service that takes it', () => {
  const forms = STEP_NAMES.flatMap((name) =>
    COMMANDS[name].step.tracks.map((track): [StepName, Track] => [name, track]),
  )

  /** What the officer may have chosen so far: some fields are asked of a grant, others of a refusal. */
  const CHOICES = [
    {},
    { decision: 'REFUSE' },
    { decision: 'GRANT', result: 'REFORMED' },
    { result: 'NEGATIVE' },
  ]
  /** After the silence of the minister on an appeal that a positive advice supported. */
  const SILENT = {
    ...renewal.body,
    procedure: 'PROFESSIONAL_CARD' as const,
    work: { state: 'MINISTER_DECISION' as const, since: '2026-06-01' },
    adviceRequests: [
      {
        adviser: 'REOV' as const,
        askedOn: '2026-01-05',
        due: '2026-05-05',
        text: 'Advies?',
        by: 'vl-an',
        closedOn: '2026-05-01',
        opinion: 'POSITIVE' as const,
        answer: 'Gunstig.',
      },
    ],
  }
  const pageOf = (name: StepName) =>
    name === 'closeSilentAppeal' ? { ...PAGE, dossier: { ...renewal, body: SILENT } } : PAGE

  const shown = (name: StepName, track: Track, choice: object, field?: string) => {
    const page = pageOf(name)
    const props = {
      name,
      track,
      body: page.dossier.body,
      related: page.related,
      tables: NO_TABLES,
      values: { ...firstValues(name, track, page, TODAY), ...choice },
      onChange: () => undefined,
    }
    return renderToStaticMarkup(
      field === undefined
        ? createElement(StepFields, props)
        : createElement(StepField, { ...props, field }),
    )
  }

  test.each(forms)(
    '%s on %s opens, with a control for each field that is asked',
    async (name, track) => {
      await speakDutch(['dossier', 'codes', 'app', 'rules', 'norms'])
      expect(shown(name, track, {})).toMatch(/<textarea/u)
      for (const field of COMMANDS[name].step.fields) {
        const controls = CHOICES.filter((choice) =>
          /<(?:input|select|textarea|button)/u.test(shown(name, track, choice, field)),
        )
        // An appeal on residence authorises no work.
        const ofWork = field === 'period' && track === 'RESIDENCE'
        const isAsked = !NOT_ASKED.has(field) && !ofWork
        expect(controls.length > 0, `${field} has a control`).toBe(isAsked)
      }
    },
  )

  test.each(forms)('%s on %s fills in everything that its command wants', (name, track) => {
    const page = pageOf(name)
    const first = firstValues(name, track, page, TODAY)
    const typed = { ...first, heldSince: TODAY, employmentEndedOn: TODAY, reason: 'Zie de brief.' }
    const args = stepArgs(name, track, page, typed)
    const parsed = v.safeParse(COMMANDS[name].args, args)
    expect(parsed.issues?.map(({ path, message }) => [path?.map(({ key }) => key), message])).toBe(
      undefined,
    )
  })

  test.each(forms)('%s on %s stands under what it answers', async (name, track) => {
    await speakDutch(['dossier', 'codes', 'app', 'rules', 'norms'])
    const page = pageOf(name)
    const waiting = createElement(Waiting, { name, track, page, today: TODAY })
    expect(() => renderToStaticMarkup(waiting)).not.toThrow()
  })
})

test('who finds an application admissible or not reads that the mandate is missing', async () => {
  await speakDutch(['dossier', 'codes', 'app', 'rules', 'norms'])
  const steps = ['declareComplete', 'receiveItems', 'declareInadmissible'] as const
  const shown = (name: StepName, outcome: 'NO_MANDATE' | 'SELF') => {
    const page = { ...PAGE, mandateCheck: { outcome, mandate: null } }
    return renderToStaticMarkup(createElement(Waiting, { name, track: 'WORK', page, today: TODAY }))
  }
  for (const name of steps) {
    expect(shown(name, 'NO_MANDATE'), name).toContain('geen mandaat')
    expect(shown(name, 'NO_MANDATE'), name).toContain('houdt de stap niet tegen')
    expect(shown(name, 'SELF'), name).not.toContain('houdt de stap niet tegen')
  }
  expect(shown('transmit', 'NO_MANDATE')).toBe('')
})

describe('an act that was taken back', () => {
  test.each(['proposeWork', 'askInformation', 'reroute', 'askAdvice'] as const)(
    '%s fills its form as it was',
    (name) => {
      const first = firstValues(name, 'WORK', PAGE, TODAY)
      const typed = {
        ...first,
        reason: 'Zoals gevraagd.',
        text: 'Welk diploma?',
        to: '2027-12-31',
        documents: ['DIPLOMA'],
      }
      const args = stepArgs(name, 'WORK', PAGE, typed)!
      const again = { ...first, ...valuesOf(args) }
      expect(stepArgs(name, 'WORK', PAGE, again)).toEqual(args)
    },
  )

  test.each(FACT_FIELDS)('a change of %s fills its form as it was', (field) => {
    const value = readFact(renewal.body, field)
    const typed = { ...typedFact(renewal.body, field), ...typedValue(value) }
    // What is not told cannot be typed.
    const told = field !== 'HOURS'
    expect(factOf(field, typed)).toEqual(told ? value : null)
  })
})

test('an open-ended contract never begins as an authorisation without end, save of unlimited duration', () => {
  const contract = { from: '2026-07-01', to: null }
  const endOf = (change: Partial<typeof renewal.body>) => {
    const body = { ...renewal.body, authorised: null, ...change }
    const dossier = { ...renewal, body: { ...body, job: { ...body.job, contract } } }
    return firstValues('proposeWork', 'WORK', { ...PAGE, dossier }, TODAY).to
  }
  const card = { procedure: 'WORK_CARD', region: 'BR', category: 'ARTIST' } as const
  expect(endOf(card), '90 days, the first among them').toBe('2026-09-28')
  const single = { procedure: 'SINGLE_PERMIT', region: 'BR' } as const
  expect(endOf({ ...single, category: 'SEASONAL' })).toBe('2026-11-30')
  expect(endOf({ ...single, category: 'TRAINEE' })).toBe('2027-06-30')
  expect(endOf({ ...single, category: 'UNLIMITED_DURATION' })).toBeNull()
})

test('an amount is read as Belgians type it', () => {
  expect(
    ['3.250,50', '3250,5', '3 250,50', '€ 3.250', '3250.5', '38', ''].map(parseAmount),
  ).toEqual([3250.5, 3250.5, 3250.5, 3250, 3250.5, 38, null])
  expect(parseAmount('drie')).toBeNull()
  expect(parseAmount('-5')).toBeNull()
})

test('the end of an authorisation names the renewal that the page shows', () => {
  const row = {
    ...dossierPage.related[0]!,
    id: 'next',
    personId: renewal.body.personId,
    applicationType: 'RENEWAL' as const,
    submittedOn: TODAY,
    workState: 'IN_EXAM' as WorkState,
  }
  const named = (change: Partial<typeof row>) => {
    const page = { ...PAGE, related: [{ ...row, ...change }] }
    return stepArgs('recordExpiry', 'WORK', page, firstValues('recordExpiry', 'WORK', PAGE, TODAY))!
  }
  expect(named({})['renewal']).toBe('next')
  expect(named({ workState: 'REFUSED' })['renewal']).toBeNull()
  expect(named({ submittedOn: '2020-01-01' })['renewal'], 'an earlier one').toBeNull()
})

describe('an answer, when both services asked', () => {
  const question = (track: Track, documents: DocumentType[]) => ({
    track,
    askedOn: '2026-10-20',
    deadline: '2026-11-04',
    documents,
    text: `Vraag van ${track}`,
    by: 'vl-an',
    closedOn: null,
  })
  const awaited = (type: DocumentType, i: number) => ({
    id: `asked-${i}`,
    type,
    status: 'REQUESTED' as const,
    receivedOn: null,
  })
  const body = {
    ...renewal.body,
    documents: (['PAY_SLIPS', 'HEALTH_INSURANCE', 'DIPLOMA'] as const).map(awaited),
    infoRequests: [
      question('WORK', ['PAY_SLIPS', 'CONTRACT']),
      question('RESIDENCE', ['HEALTH_INSURANCE']),
    ],
  }

  const page = { ...PAGE, dossier: { ...renewal, body } }

  test('begins with what the own question awaits', () => {
    const first = (track: Track) => firstValues('receiveInformation', track, page, TODAY).documents
    expect(first('WORK'), 'what came in by itself is awaited no more').toEqual(['PAY_SLIPS'])
    expect(first('RESIDENCE')).toEqual(['HEALTH_INSURANCE'])
  })

  test('stands under the own question', async () => {
    await speakDutch(['dossier', 'codes', 'app'])
    const shown = (track: Track, name: StepName) =>
      renderToStaticMarkup(createElement(Waiting, { name, track, page, today: TODAY }))
    for (const name of ['receiveInformation', 'closeInformation'] as const) {
      expect(shown('WORK', name)).toContain('Vraag van WORK')
      expect(shown('RESIDENCE', name)).toContain('Vraag van RESIDENCE')
    }
  })
})

const PROPOSAL = {
  track: 'WORK' as const,
  decision: 'GRANT' as const,
  grounds: [],
  reason: '',
  period: null,
  by: 'vl-bram',
  on: TODAY,
  state: 'OPEN' as const,
  closedBy: null,
}
const CHECKS = checksOf(
  renewal.body,
  {
    birthDate: PAGE.person.body.birthDate,
    norms: [],
    tables: NO_TABLES,
    mandates: PAGE.mandateCheck.mandate ? [{ kind: 'mandate', ...PAGE.mandateCheck.mandate }] : [],
    signals: signalsOn(PAGE.findings),
  },
  TODAY,
)

test('who signs reads what was checked, and what is no longer so', async () => {
  await speakDutch(['dossier', 'codes', 'app', 'rules', 'norms'])
  const shown = (checks?: Checks) => {
    const proposal = { ...PROPOSAL, ...(checks && { checks }) }
    return renderToStaticMarkup(createElement(KeptChecks, { proposal, page: PAGE, today: TODAY }))
  }
  expect(shown(CHECKS)).toContain('Sindsdien is daaraan niets veranderd.')
  const before = { ...CHECKS, missing: [...CHECKS.missing, 'HOUSING_PROOF' as const], signals: [] }
  const after = shown({ ...before, pay: { ...CHECKS.pay!, payCents: 100 } })
  expect(after).toContain('Sindsdien veranderd:')
  expect(after).toContain('Het loon in het dossier is een ander.')
  expect(after).toContain('Intussen binnengekomen:')
  expect(after).toContain('Nieuw open signaal:')
  expect(after).not.toContain('niets veranderd')
  expect(shown()).toContain('staat hier niet')
})

test('what was checked for a decision stands with its track once it is signed, and not before', async () => {
  await speakDutch(['dossier', 'codes', 'app', 'rules', 'norms'])
  const signed = { ...PROPOSAL, checks: CHECKS, state: 'SIGNED' as const, closedBy: 'vl-an' }
  const shown = (track: Track, ...proposals: Proposal[]) =>
    renderToStaticMarkup(
      createElement(SignedChecks, { body: { ...renewal.body, proposals }, track }),
    )
  expect(shown('WORK', signed)).toContain('Nagekeken bij het voorstel van 23/11/2026')
  expect(shown('WORK', signed)).toContain('Arbeidsmarktonderzoek')
  const before = { ...signed, checks: { ...CHECKS, on: '2026-10-01' } }
  expect(shown('WORK', before, signed)).toMatch(/23\/11\/2026.*01\/10\/2026/u)
  const none = [
    shown('RESIDENCE', signed),
    shown('WORK', { ...PROPOSAL, checks: CHECKS }),
    shown('WORK', { ...PROPOSAL, state: 'SIGNED' }),
  ]
  expect(none).toEqual(['', '', ''])
})

test('a dossier names the one that took its place, and the one whose place it took', async () => {
  await speakDutch(['dossier', 'codes', 'app', 'rules', 'norms'])
  const row = dossierPage.related[0]!
  const shown = (relation: typeof row.relation, successorId?: string) => {
    const body = { ...renewal.body, ...(successorId && { successorId }) }
    const page = { dossier: { ...renewal, body }, related: [{ ...row, relation }] }
    return renderToStaticMarkup(createElement(Succession, { page }))
  }
  expect(shown('SUCCESSOR', row.id)).toMatch(
    new RegExp(`Vervangen door.*href="[^"]*${row.id}"[^>]*>${row.reference}<`, 'u'),
  )
  expect(shown('PREDECESSOR')).toMatch(new RegExp(`Vervangt<.*>${row.reference}<`, 'u'))
  expect(shown('SAME_PERSON', 'elsewhere')).toContain('een dossier dat hier niet staat')
  expect(shown('SAME_PERSON')).toBe('')
})
