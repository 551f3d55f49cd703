/** What is typed in the forms of a dossier, and that an act taken back fills its form again. */
import { describe, expect, test } from 'vitest'
import { FACT_FIELDS } from '../../domain/contract/codes.ts'
import { readFact } from '../../domain/dossier/facts.ts'
import { NO_TABLES } from '../../domain/reference/own-rows.ts'
import { factOf, parseAmount, typedFact, typedValue } from '../../renderer/dossier/fact-form.ts'
import { firstValues, stepArgs, valuesOf } from '../../renderer/dossier/steps/step-form.ts'
import { renewal, TODAY } from './fixture.ts'

describe('an act that was taken back', () => {
  test.each(['proposeWork', 'askInformation', 'reroute', 'askAdvice'] as const)(
    '%s fills its form as it was',
    (name) => {
      const first = firstValues(name, renewal.body, TODAY, 'BR', NO_TABLES)
      const typed = {
        ...first,
        reason: 'Zoals gevraagd.',
        text: 'Welk diploma?',
        to: '2027-12-31',
        documents: ['DIPLOMA'],
      }
      const args = stepArgs(name, 'WORK', renewal, typed)!
      const again = { ...first, ...valuesOf(args) }
      expect(stepArgs(name, 'WORK', renewal, again)).toEqual(args)
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

test('an amount is read as Belgians type it', () => {
  expect(
    ['3.250,50', '3250,5', '3 250,50', '€ 3.250', '3250.5', '38', ''].map(parseAmount),
  ).toEqual([3250.5, 3250.5, 3250.5, 3250, 3250.5, 38, null])
  expect(parseAmount('drie')).toBeNull()
  expect(parseAmount('-5')).toBeNull()
})
