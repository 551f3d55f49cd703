import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actedAtDesk, actedAtReceipt } from '../../domain/commands/acted-at.ts'

const day = fc.date({
  min: new Date('1970-01-01'),
  max: new Date('2100-01-01'),
  noInvalidDate: true,
})

test('a right clock is believed to the millisecond', () => {
  const acted = new Date('2026-11-20T08:12:13.456Z')
  expect(actedAtDesk(acted, new Date('2026-11-20T08:00:00.000Z'))).toBe(acted)
  expect(actedAtDesk(acted, null), 'before any contact').toBe(acted)
  expect(actedAtReceipt(acted, new Date('2026-11-23T09:00:00.000Z')), 'sent days later').toBe(acted)
})

test('a clock far behind dates nothing before the last contact: no act is backdated into a time limit', () => {
  const contact = new Date('2026-11-20T08:00:00.000Z')
  expect(actedAtDesk(new Date('2020-01-01T00:00:00.000Z'), contact)).toBe(contact)
})

test('a clock ahead dates nothing after the receipt', () => {
  const received = new Date('2026-11-20T08:00:00.000Z')
  expect(actedAtReceipt(new Date('2031-01-01T00:00:00.000Z'), received)).toBe(received)
})

test('whatever the clock shows, the act lies between the last contact and the receipt', () => {
  fc.assert(
    fc.property(day, day, day, (clock, one, other) => {
      const [contact, received] = one <= other ? [one, other] : [other, one]
      const acted = actedAtReceipt(actedAtDesk(clock, contact), received)
      expect(acted >= contact && acted <= received).toBe(true)
      if (clock >= contact && clock <= received) return acted === clock
      return true
    }),
  )
})
