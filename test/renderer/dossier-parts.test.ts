import { describe, expect, test } from 'vitest'
import {
  RESIDENCE_STATES,
  WORK_STATES,
  type DossierEventType,
  type Track,
} from '../../domain/contract/codes.ts'
import { clockSegments } from '../../renderer/dossier/clock-segments.ts'
import { findingsAt } from '../../renderer/dossier/findings-at.ts'
import { countByGroup, detailOf, timelineEntries } from '../../renderer/dossier/timeline-entries.ts'
import { appealTerm, residenceSteps, workSteps } from '../../renderer/dossier/track-steps.ts'
import { presenceRuns } from '../../renderer/person/presence-runs.ts'
import { dossierPage, presences, renewal, TODAY } from './fixture.ts'

const { body } = renewal

describe('findings beside what they concern', () => {
  const dossierId = dossierPage.dossier.id
  const finding = (sources: { kind: string; id: string; field: string }[], status = 'OPEN') =>
    ({
      ...dossierPage.findings[0]!,
      status,
      finding: {
        ...dossierPage.findings[0]!.finding,
        facts: sources.map((source) => ({ label: 'x', type: 'text', value: 'x', source })),
      },
    }) as (typeof dossierPage.findings)[number]
  const placesOf = (...findings: (typeof dossierPage.findings)[number][]) => [
    ...findingsAt({ ...dossierPage, findings }).keys(),
  ]

  test('stand at the field they were read from; the worker only where nothing is nearer', () => {
    const worker = { kind: 'person', id: 'p', field: 'nationality' }
    const pay = { kind: 'dossier', id: dossierId, field: 'job.payCents' }
    expect(placesOf(finding([pay, worker]))).toEqual(['PAY'])
    expect(placesOf(finding([worker]))).toEqual(['WORKER'])
    expect(placesOf(finding([{ ...pay, field: 'authorised' }]))).toEqual(['AUTHORISED'])
  })

  test('of another dossier, or explained, stand nowhere', () => {
    const other = { kind: 'dossier', id: 'another', field: 'job.payCents' }
    expect(placesOf(finding([other]))).toEqual([])
    expect(placesOf(finding([{ ...other, id: dossierId }], 'EXPLAINED'))).toEqual([])
  })
})

describe('what an event was about', () => {
  const asked = {
    track: 'WORK' as const,
    askedOn: '2026-08-01',
    deadline: '2026-08-16',
    documents: [],
    text: 'Welk diploma?',
    by: 'vl-an',
    closedOn: '2026-08-10',
  }
  const event = (type: 'INFO_ASKED' | 'INFO_RECEIVED', day: string) => ({
    at: `${day}T09:00:00.000Z`,
    type,
    by: null,
    text: null,
  })

  test('the question is told where it was asked and where it was answered', () => {
    const file = { infoRequests: [asked] }
    expect(detailOf(file, event('INFO_ASKED', '2026-08-01')).question).toBe(asked)
    expect(detailOf(file, event('INFO_RECEIVED', '2026-08-10')).question).toBe(asked)
    expect(detailOf(file, event('INFO_RECEIVED', '2026-08-11')).question).toBeNull()
  })
})

describe('steps of a track', () => {
  test('what was reached with its date, where it is, and the way to the decision', () => {
    const steps = workSteps(body)
    expect(steps.done.map(({ state }) => state)).toEqual([
      'RECEIVED',
      'COMPLETENESS_CHECK',
      'AWAITING_COMPLETION',
      'ADMISSIBLE',
      'IN_EXAM',
    ])
    expect(steps.done[0]?.on).toBe('2026-07-28')
    expect(steps.current.state).toBe('INFO_REQUESTED')
    expect(steps.ahead).toEqual(['DRAFT_DECISION', 'GRANTED'])
    expect(steps.next).toEqual(['IN_EXAM', 'DESISTED'])
  })

  test('the residence track waits for no state that only some files pass', () => {
    expect(residenceSteps(body)?.ahead).toEqual(['GRANTED'])
  })

  test('no step stands in two places, whatever the state', () => {
    for (const state of WORK_STATES) {
      const steps = workSteps({ ...body, work: { state, since: TODAY } })
      const all = [...steps.done.map((step) => step.state), steps.current.state, ...steps.ahead]
      expect(new Set(all).size, state).toBe(all.length)
    }
    for (const state of RESIDENCE_STATES) {
      const steps = residenceSteps({ ...body, residence: { state, since: TODAY } })
      const all = steps
        ? [...steps.done.map((step) => step.state), steps.current.state, ...steps.ahead]
        : []
      expect(new Set(all).size, state).toBe(all.length)
    }
  })

  test('a procedure without residence track has no steps there', () => {
    expect(residenceSteps({ ...body, residence: { state: 'NO_TRACK', since: TODAY } })).toBeNull()
  })
})

describe('bar of a clock', () => {
  test('used and suspended time follow each other up to today', () => {
    const clock = dossierPage.clocks[2]!
    const events = body.clockEvents.filter((event) => event.clock === clock.id)
    const segments = clockSegments(clock, events, TODAY)
    expect(segments.map(({ kind }) => kind)).toEqual(['used', 'suspended'])
    expect(segments[0]?.from).toBe(0)
    expect(segments[1]?.from).toBe(segments[0]?.to)
    expect(segments[1]?.to).toBe(1)
  })

  test('time that is left stays empty', () => {
    const clock = { ...dossierPage.clocks[0]!, startedOn: '2026-11-13', due: '2026-12-03' }
    expect(clockSegments(clock, [], TODAY)).toEqual([{ kind: 'used', from: 0, to: 0.5 }])
  })
})

describe('an appeal', () => {
  const c5 = { ...dossierPage.clocks[0]!, id: 'C5', level: 'NONE', due: '2018-03-12' } as const

  const started = (reason: string) =>
    [{ clock: 'C5', kind: 'START', at: '2018-02-12', reason, by: 'fl-an' }] as const
  const told = started('NOTIFIED')

  test('is over when its term lapsed, with the last day, or when it was used', () => {
    expect(appealTerm([{ ...c5, stopped: false }], told, ['C5', 'C7'])).toEqual({
      over: true,
      lapsedOn: '2018-03-12',
    })
    expect(appealTerm([{ ...c5, stopped: true }], told, ['C5', 'C7'])).toEqual({
      over: true,
      lapsedOn: null,
    })
  })

  test('is possible while the term of the next instance runs', () => {
    const c7 = { ...c5, id: 'C7', level: 'RED', stopped: false } as const
    expect(appealTerm([{ ...c5, stopped: true }, c7], told, ['C5', 'C7']).over).toBe(false)
  })

  test('is possible while nobody noted that the parties were told', () => {
    const lapsed = [{ ...c5, stopped: false }]
    expect(appealTerm(lapsed, started('SIGN_REFUSE'), ['C5', 'C7'])).toEqual({
      over: false,
      lapsedOn: null,
    })
  })

  test('is possible while the term runs, and where no term is known', () => {
    const runs = [{ ...c5, stopped: false, level: 'ON_TRACK' as const }]
    expect(appealTerm(runs, told, ['C5', 'C7']).over).toBe(false)
    expect(appealTerm([], told, ['C5', 'C7']).over).toBe(false)
  })
})

describe('timeline', () => {
  const entries = timelineEntries(body, dossierPage.notes, dossierPage.findings)

  test('holds every event, clock event, note and judgement, newest first', () => {
    const judged = dossierPage.findings.filter(({ at }) => at !== null)
    expect(entries).toHaveLength(
      body.events.length + body.clockEvents.length + dossierPage.notes.length + judged.length,
    )
    const days = entries.map(({ at }) => at.slice(0, 10))
    expect(days).toEqual(days.toSorted().toReversed())
    expect(entries[0]?.type).toBe('note')
  })

  test('a remark stands once, as its note; who cannot see the note sees that there is one', () => {
    const { at, by } = dossierPage.notes[0]!.body
    const events = [{ at, by, type: 'REMARKED' as const, text: null }]
    const kinds = (notes: typeof dossierPage.notes) =>
      timelineEntries({ events, clockEvents: [] }, notes, []).map(({ type }) => type)
    expect(kinds([dossierPage.notes[0]!])).toEqual(['note'])
    expect(kinds([])).toEqual(['event'])
  })

  test('a judged finding is an entry with who said it and when; an open one is not', () => {
    const judged = dossierPage.findings.filter(({ at }) => at !== null)
    const one = {
      ...dossierPage.findings[0]!,
      status: 'OPEN',
      byName: 'An',
      at: '2026-11-02T08:00:00.000Z',
      reason: 'Read again.',
    } as const
    const withOne = timelineEntries(
      body,
      [],
      [one, { ...one, at: null, byName: null, reason: null }],
    )
    expect(withOne.filter(({ type }) => type === 'judgement')).toMatchObject([
      { at: one.at, group: 'desk', judged: { byName: 'An' } },
    ])
    expect(entries.filter(({ type }) => type === 'judgement')).toHaveLength(judged.length)
  })

  test('what the Immigration Office asked, proposed or heard stands under residence', () => {
    const done = {
      from: 'IN_EXAM',
      to: 'IN_EXAM',
      on: TODAY,
      basis: 'x',
      reason: null,
    } as const
    const groupOf = (type: DossierEventType, track?: Track) => {
      const event = { at: `${TODAY}T08:00:00.000Z`, type, by: null, text: null }
      const events = [track ? { ...event, step: { ...done, track } } : event]
      return timelineEntries({ events, clockEvents: [] }, [], [])[0]!.group
    }
    const ofBoth = [
      'INFO_ASKED',
      'INFO_RECEIVED',
      'INFO_TERM_PASSED',
      'DECISION_PROPOSED',
      'PROPOSAL_RETURNED',
      'NOTIFIED',
      'APPEALED',
      'APPEAL_DECIDED',
      'EXPIRED',
    ] as const
    for (const type of ofBoth) {
      expect(groupOf(type, 'RESIDENCE'), type).toBe('residence')
      expect(groupOf(type, 'WORK'), type).toBe('work')
      expect(groupOf(type), `${type} without a step`).toBe('work')
    }
    // The region sends it, but what begins with it is the residence track.
    expect(groupOf('TRANSMITTED', 'WORK')).toBe('residence')
    expect(groupOf('ITEMS_ASKED', 'WORK')).toBe('filing')
  })

  test('the groups count everything once', () => {
    const counts = Object.values(countByGroup(entries))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(entries.length)
  })
})

describe('runs of presences', () => {
  test('weekends do not end a run, a longer pause does', () => {
    const [run] = presenceRuns(presences)
    expect(presenceRuns(presences)).toHaveLength(1)
    expect(run?.days).toBe(presences.length)
    const later = {
      ...presences[0]!,
      id: 'later',
      body: { ...presences[0]!.body, date: '2026-10-01' },
    }
    expect(presenceRuns([...presences, later]).map(({ from }) => from)).toEqual([
      '2026-10-01',
      '2026-04-20',
    ])
  })
})
