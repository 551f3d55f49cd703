import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DATE_LEVELS, dateDigits, dateLevel, dateOrder } from '../../domain/linking/dates.ts'
import { latin } from '../../domain/linking/latin.ts'
import { NAME_LEVELS, nameLevel } from '../../domain/linking/name-levels.ts'
import { edits, jaroWinkler } from '../../domain/linking/similarity.ts'
import { soundOf } from '../../domain/linking/sounds.ts'

const level = (a: string, b: string, isGiven = false) => nameLevel(latin(a), latin(b), isGiven)

describe('names in Latin letters', () => {
  it.each([
    ['Łukasz Müller-Đorđević', 'LUKASZ MULLER DORDEVIC'],
    ['Олександр Ющук', 'OLEKSANDR YUSHCHUK'],
    ['Παπαδόπουλος', 'PAPADOPULOS'],
    ["O'Connor", 'OCONNOR'],
    ['Ǣlfgǿr', 'AELFGOR'],
  ])('writes %s as %s', (typed, expected) => {
    expect(latin(typed)).toBe(expected)
  })

  it('folds once and for all: folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(latin(latin(text))).toBe(latin(text))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['Yushchuk', 'Iouchtchouk'],
    ['Yushchuk', 'Juschtschuk'],
    ['Shevchuk', 'Chevtchouk'],
    ['Shevchuk', 'Schewtschuk'],
    ['Mohamed', 'محمد'],
    ['Hristov', 'Khristov'],
    ['Ющук', 'Yushchuk'],
  ])('hears %s and %s alike', (a, b) => {
    expect(soundOf(a)).toBe(soundOf(b))
  })
})

describe('grades of names', () => {
  it.each([
    ['Van den Berg', 'vandenberg', false, NAME_LEVELS.exact],
    ['da Silva', 'Silva', false, NAME_LEVELS.near],
    ['Kovalenko', 'Kovalneko', false, NAME_LEVELS.near],
    ['Bob', 'Robert', true, NAME_LEVELS.near],
    ['Oleksandr', 'Alexander', true, NAME_LEVELS.near],
    ['Jean Paul', 'Jean', true, NAME_LEVELS.near],
    ['Yushchuk', 'Iouchtchouk', false, NAME_LEVELS.similar],
    ['J', 'Jean', true, NAME_LEVELS.weak],
    ['Kovalenko', 'Popescu', false, NAME_LEVELS.different],
  ])('%s and %s', (a, b, isGiven, expected) => {
    expect(level(a, b, isGiven)).toBe(expected)
  })

  const name = fc.stringMatching(/^[A-Z]{1,9}( [A-Z]{1,9}){0,2}$/)

  it('does not depend on which name comes first', () => {
    fc.assert(
      fc.property(name, name, fc.boolean(), (a, b, isGiven) => {
        expect(nameLevel(a, b, isGiven)).toBe(nameLevel(b, a, isGiven))
        expect(jaroWinkler(a, b)).toBe(jaroWinkler(b, a))
        expect(edits(a, b, 3)).toBe(edits(b, a, 3))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['MARTHA', 'MARHTA', 0.9611],
    ['DIXON', 'DICKSONX', 0.8133],
    ['DWAYNE', 'DUANE', 0.84],
  ])('Jaro-Winkler of %s and %s is the published %d', (a, b, expected) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3)
  })
})

describe('birth dates', () => {
  it.each([
    [['13/02/1980', '01/12/1975', '28-03-91'], '19800213'],
    [['02/13/1980', '12/01/1975', '03-28-91'], '19800213'],
    [['19800213', '19751201', '19910328'], '19800213'],
    [['1980-02-13T00:00:00Z', '1975-12-01'], '19800213'],
    [['13 février 1980', '1 mars 1975'], '19800213'],
    [['Feb 13, 1980', 'Dec 1, 1975'], '19800213'],
    [['1980', '1975'], '19800000'],
  ])('finds the order of %j', (column, expected) => {
    expect(dateDigits(column[0]!, dateOrder(column))).toBe(expected)
  })

  it.each([
    ['19800213', '19800213', DATE_LEVELS.exact],
    ['19800213', '19801302', DATE_LEVELS.slip],
    ['19800213', '19800214', DATE_LEVELS.slip],
    ['19800213', '19810213', DATE_LEVELS.slip],
    ['19800213', '19920213', DATE_LEVELS.parts],
    ['19800213', '19800000', DATE_LEVELS.parts],
    ['19800213', '19801124', DATE_LEVELS.year],
    ['19800213', '19571124', DATE_LEVELS.different],
    ['19800213', '1980213', DATE_LEVELS.slip],
  ])('%s against %s', (a, b, expected) => {
    expect(dateLevel(a, b)).toBe(expected)
    expect(dateLevel(b, a)).toBe(expected)
  })
})
