import { expect, it } from 'vitest'
import { readSyncOptions } from '../../tools/test-sync.ts'

it('reads how many seeds and the first one', () => {
  expect(readSyncOptions([])).toEqual({ seeds: null, seed: null })
  expect(readSyncOptions(['--seeds', '5000'])).toEqual({ seeds: 5000, seed: null })
  expect(readSyncOptions(['--seed', '17', '--seeds=2'])).toEqual({ seeds: 2, seed: 17 })
})

it.each([
  [['--seeds', '0'], '--seeds is a whole number from 1 to 999999999, not "0".'],
  [['--seed', 'x'], '--seed is a whole number from 1 to 999999999, not "x".'],
  [['--runs', '5'], 'takes --seeds N and --seed S, not "--runs 5"'],
  [['faults'], 'takes --seeds N and --seed S, not "faults"'],
])('refuses %j with a sentence', (args, sentence) => {
  expect(() => readSyncOptions(args)).toThrow(sentence)
})
