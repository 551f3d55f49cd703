import { expect, test } from 'vitest'
import { datesAsRead, matches } from '../../renderer/palette/match.ts'

test('punctuation in the label or in the text does not matter', () => {
  expect(matches('Taal: Français', 'Taal: Fr')).toBe(true)
  expect(matches('Taal: Français', 'taal fran')).toBe(true)
  expect(matches('Taal: Français', 'thema')).toBe(false)
  expect(matches('Taal: Français', '')).toBe(true)
})

test('dates of a hit are read as everywhere on the screen', () => {
  expect(datesAsRead('2026-03-09 – 2027-01-31, BE 0403.170.701')).toBe(
    '09/03/2026 – 31/01/2027, BE 0403.170.701',
  )
  expect(datesAsRead('L1000123-45-67')).toBe('L1000123-45-67')
})
