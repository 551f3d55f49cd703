import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { fits } from '../../domain/contract/fits.ts'
import { BODIES, RECORD_KINDS, type RecordKind } from '../../domain/contract/records.ts'
import { SnapshotPage } from '../../domain/contract/sync.ts'
import { generateWorld } from '../../gateway/practice/world/index.ts'
import { Chance } from '../db/random-records.ts'

const SIZES = { dossiers: 400, declarations: 400, persons: 400, enterprises: 100 }
const ROUNDS = 20_000

const schemaOf = (kind: RecordKind) => BODIES[kind] as unknown as v.GenericSchema

/** JSON texts of bodies by kind: each kind is tried as often as the others. */
const texts = Map.groupBy(
  [...generateWorld({ seed: 3, today: '2026-11-23', ...SIZES })].map(({ record }) => record),
  ({ kind }) => kind,
)

/** What a careless or hostile writer puts where something else belongs. */
const STRANGE = [
  'null true false 0 1 -1 0.5 1e400 -0 12345678901234567890 [] {} [null] [[]] {"to":null}',
  '"" "x" "FL" "nl" "2026-02-28" "2026-02-29" "2028-02-29" "2026-13-01" "2026-Q4" "2026-Q5"',
  '"2026-01-01T00:00:00Z" "2026-01-01T24:00:00Z" "2026-01-01 10:00:00.123+02" "11002" "1100"',
  '"__proto__" "constructor" "EXTEND" "GRANTED" "2141" "BE" "be" "a b" "\\u0000" "é" "😀"',
]
  .flatMap((line) => line.split(/ (?=\S)/))
  .concat([`"${'a'.repeat(400)}"`, `"${'a'.repeat(401)}"`, `"${'a'.repeat(65)}"`])
  .flatMap((json) => {
    try {
      return [JSON.parse(json) as unknown]
    } catch {
      return []
    }
  })

const KEYS = ['from', 'days', 'share', 'extra', '__proto__', 'constructor', 'toString', '0', '']

/** Every object and array of a value, itself included. */
function containers(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(containers)]
}

function setOwn(target: object, key: string, value: unknown): void {
  // As JSON.parse does: `__proto__` is a key like any other.
  Object.defineProperty(target, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  })
}

/** Reorders the keys of an object, which means nothing in JSON. */
function shuffle(target: object, chance: Chance): void {
  const entries = Object.entries(target)
  for (const [key] of entries) delete target[key as keyof typeof target]
  while (entries.length > 0) {
    const [entry] = entries.splice(chance.int(entries.length), 1)
    setOwn(target, ...entry!)
  }
}

function mutateList(list: unknown[], chance: Chance): void {
  if (chance.int(2) === 0) list.pop()
  else list.push(chance.pick([...list, ...STRANGE]))
}

function mutateObject(target: object, body: unknown, chance: Chance): void {
  const key = chance.pick([...Object.keys(target), 'extra'])
  const elsewhere = Object.values(chance.pick(containers(body))) as unknown[]
  switch (chance.int(5)) {
    case 0:
      return void delete target[key as keyof typeof target]
    case 1:
      return setOwn(target, chance.pick(KEYS), chance.pick(STRANGE))
    case 2:
      return shuffle(target, chance)
    case 3:
      return setOwn(target, key, structuredClone(chance.pick([...elsewhere, null])))
    default:
      return setOwn(target, key, chance.pick(STRANGE))
  }
}

/** Changes one place of a body, or nothing. */
function mutate(body: unknown, chance: Chance): void {
  if (chance.int(6) === 0) return
  const target = chance.pick(containers(body))
  if (Array.isArray(target)) mutateList(target, chance)
  else mutateObject(target, body, chance)
}

describe('the plain check of a body', () => {
  it('says what valibot says, and valibot leaves what it takes as it is', () => {
    const chance = new Chance(11)
    const seen = { taken: 0, refused: 0 }
    for (let round = 0; round < ROUNDS; round += 1) {
      const kind = chance.pick(RECORD_KINDS)
      const body: unknown = structuredClone(chance.pick(texts.get(kind)!).body)
      mutate(body, chance)
      const result = v.safeParse(schemaOf(kind), body)
      const taken = fits(schemaOf(kind))(body)
      expect(taken, `${kind}: ${JSON.stringify(body)}`).toBe(result.success)
      expect(result.success ? result.output : body).toEqual(body)
      seen[taken ? 'taken' : 'refused'] += 1
    }
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(ROUNDS / 10)
  })

  it('knows every kind, and the practice world has bodies of each', () => {
    expect(new Set(texts.keys())).toEqual(new Set(RECORD_KINDS))
  })

  it('refuses what is no body at all', () => {
    for (const kind of RECORD_KINDS) {
      for (const value of STRANGE) {
        expect(fits(schemaOf(kind))(value), `${kind}: ${JSON.stringify(value)}`).toBe(false)
      }
    }
  })

  it('says what valibot says of a page', () => {
    const page = {
      gatewayId: 'g',
      view: 'v',
      head: 3,
      records: [{ kind: 'note', id: 'n1', version: 1, body: '{}' }],
      next: null,
      total: 1,
    }
    const chance = new Chance(5)
    for (let round = 0; round < 2_000; round += 1) {
      const changed: unknown = structuredClone(page)
      mutate(changed, chance)
      expect(fits(SnapshotPage)(changed), JSON.stringify(changed)).toBe(v.is(SnapshotPage, changed))
    }
  })

  it('fails at once for a schema that it has no check for', () => {
    expect(() => fits(v.pipe(v.string(), v.trim()))).toThrow('no plain check for trim')
    expect(() => fits(v.strictObject({ a: v.optional(v.string(), 'b') }))).toThrow(TypeError)
    expect(() => fits(v.object({ a: v.string() }))).toThrow('no plain check for object')
  })
})
