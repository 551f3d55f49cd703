import { describe, expect, it } from 'vitest'
import { UI_LANGUAGES } from '../../domain/contract/codes.ts'
import { formatsOf } from '../../renderer/i18n/format.ts'

/** Intl writes narrow and no-break spaces; people see a space. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('dates', () => {
  it('are dd/mm/yyyy in every language', () => {
    for (const language of UI_LANGUAGES) {
      expect(formatsOf(language).date('2026-03-09'), language).toBe('09/03/2026')
    }
  })

  it('of an instant are those of Brussels, in winter and in summer', () => {
    const { dateTime, time } = formatsOf('nl')
    expect(dateTime('2026-01-31T23:30:00.000Z')).toBe('01/02/2026 00:30')
    expect(time('2026-07-01T12:05:00.000Z')).toBe('14:05')
  })
})

describe('numbers', () => {
  it('have the separators of their language', () => {
    expect(plain(formatsOf('nl').number(1234.56))).toBe('1.234,56')
    expect(plain(formatsOf('de').number(1234.56))).toBe('1.234,56')
    expect(plain(formatsOf('fr').number(1234.56))).toBe('1 234,56')
  })

  it('of money are whole cents shown as euros', () => {
    expect(plain(formatsOf('nl').money(123_456))).toBe('€ 1.234,56')
    expect(plain(formatsOf('fr').money(5))).toBe('0,05 €')
  })
})

describe('countries', () => {
  it('have their name in the language, and Kosovo and unknown codes do not fail', () => {
    expect(formatsOf('nl').country('MA')).toBe('Marokko')
    expect(formatsOf('fr').country('MA')).toBe('Maroc')
    expect(formatsOf('de').country('XK')).toBe('Kosovo')
    expect(formatsOf('en').country('XX')).toBe('XX')
  })
})

describe('order of names', () => {
  it('puts accents with their letter and numbers by their value', () => {
    const { compare } = formatsOf('nl')
    expect(['Öz', 'Zed', 'Ost', 'a10', 'a9'].toSorted(compare)).toEqual([
      'a9',
      'a10',
      'Ost',
      'Öz',
      'Zed',
    ])
  })
})
