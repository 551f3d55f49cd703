import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROLES, type Role } from '../../domain/contract/codes.ts'
import {
  afterLook,
  CLOCK_TOLERANCE_MS,
  contactAt,
  offlineAccess,
  OFFLINE_LIMITS,
  type Contact,
} from '../../domain/rights/offline-age.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 10, 27, 9)
const LIMIT = OFFLINE_LIMITS[0]!
const stateAfter = (role: Role, ms: number) =>
  offlineAccess(contactAt(START, 0), role, START + ms).state

describe('how long a desk works without the gateway', () => {
  test('an officer a week, an inspector two, an auditor three days; each is warned before', () => {
    for (const [role, days, warnDays] of [
      ['REGION_OFFICER', 7, 1],
      ['DVZ_CLERK', 7, 1],
      ['SUPERVISOR', 7, 1],
      ['INSPECTOR', 14, 2],
      ['AUDITOR', 3, 1],
    ] as const) {
      expect(stateAfter(role, 0), role).toBe('OPEN')
      expect(stateAfter(role, (days - warnDays) * DAY - 1), role).toBe('OPEN')
      expect(stateAfter(role, (days - warnDays) * DAY), role).toBe('ENDING')
      expect(stateAfter(role, days * DAY - 1), role).toBe('ENDING')
      expect(stateAfter(role, days * DAY), role).toBe('LOCKED')
    }
  })

  test('it says since when and until when', () => {
    expect(offlineAccess(contactAt(START, 0), 'INSPECTOR', START)).toEqual({
      state: 'OPEN',
      code: null,
      confirmedAt: '2026-11-27T09:00:00.000Z',
      locksAt: '2026-12-11T09:00:00.000Z',
    })
  })

  test('rights that nobody confirmed open nothing', () => {
    expect(offlineAccess(null, 'INSPECTOR', START)).toMatchObject({
      state: 'LOCKED',
      code: 'OFFLINE_TOO_LONG',
    })
  })

  test('every row says where its numbers come from and warns before it locks', () => {
    for (const { hours, warnHours, reason, source } of OFFLINE_LIMITS) {
      expect(reason.length * source.length).toBeGreaterThan(0)
      for (const role of ROLES) {
        expect(warnHours[role]).toBeGreaterThanOrEqual(24)
        expect(hours[role]).toBeGreaterThan(warnHours[role])
      }
    }
  })
})

/** One look at the clock: it ran, and somebody may have set it. */
const Step = fc.record({
  ran: fc.integer({ min: 0, max: 2 * DAY }),
  set: fc.integer({ min: -30 * DAY, max: 30 * DAY }),
})
const role = fc.constantFrom(...ROLES)

function walk(steps: readonly { ran: number; set: number }[]): {
  contact: Contact
  now: number
  ran: number
} {
  let contact = contactAt(START, 0)
  let now = START
  let ran = 0
  for (const step of steps) {
    now += step.ran + step.set
    ran += step.ran
    contact = afterLook(contact, now, step.ran)
  }
  return { contact, now, ran }
}

describe('a clock that was set', () => {
  test('never lengthens the time: what the desk ran counts, however the clock is moved', () => {
    fc.assert(
      fc.property(role, fc.array(Step, { maxLength: 30 }), (who, steps) => {
        const { contact, now, ran } = walk(steps)
        const used = ran >= LIMIT.hours[who] * HOUR
        expect(used && offlineAccess(contact, who, now).state !== 'LOCKED').toBe(false)
      }),
    )
  })

  test('by a little each time does not add up to more time', () => {
    const steps = Array.from({ length: 500 }, () => ({ ran: HOUR, set: -CLOCK_TOLERANCE_MS }))
    const { contact, now } = walk(steps.slice(0, 2))
    expect(offlineAccess(contact, 'INSPECTOR', now)).toMatchObject({ code: 'CLOCK_SET_BACK' })
    const late = walk(steps)
    expect(offlineAccess(late.contact, 'INSPECTOR', late.now).state).toBe('LOCKED')
  })

  test('back is told by its own code, until it is right again', () => {
    const seen = afterLook(contactAt(START, 0), START + DAY, DAY)
    const back = START + DAY - CLOCK_TOLERANCE_MS
    expect(offlineAccess(seen, 'INSPECTOR', back).state, 'put right by minutes').toBe('OPEN')
    expect(offlineAccess(seen, 'INSPECTOR', back - 1)).toMatchObject({
      state: 'LOCKED',
      code: 'CLOCK_SET_BACK',
    })
    expect(offlineAccess(seen, 'INSPECTOR', START - 400 * DAY).code).toBe('CLOCK_SET_BACK')
    expect(offlineAccess(seen, 'INSPECTOR', START + DAY + 1).state).toBe('OPEN')
  })

  test('is forgotten at the next contact, whichever way it was wrong', () => {
    fc.assert(
      fc.property(role, fc.array(Step, { maxLength: 10 }), fc.integer(), (who, steps, moved) => {
        const { now } = walk(steps)
        const corrected = now + moved
        const again = contactAt(corrected, 0)
        expect(offlineAccess(again, who, corrected).state).toBe('OPEN')
        expect(offlineAccess(again, who, corrected + LIMIT.hours[who] * HOUR).state).toBe('LOCKED')
      }),
    )
  })

  test('and is steady, however wrong: the time is as long as with a right one', () => {
    fc.assert(
      fc.property(role, fc.integer({ min: 0, max: 40 * DAY }), fc.integer(), (who, ran, off) => {
        const wrong = afterLook(contactAt(START + off, -off), START + off + ran, ran)
        const right = afterLook(contactAt(START, 0), START + ran, ran)
        expect(offlineAccess(wrong, who, START + off + ran).state).toBe(
          offlineAccess(right, who, START + ran).state,
        )
      }),
    )
  })
})
