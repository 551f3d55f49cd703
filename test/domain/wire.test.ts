import { createHash } from 'node:crypto'
import { eventIterator, getEventIteratorSchemaDetails, type AnySchema } from '@orpc/contract'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../domain/commands/index.ts'
import { BODIES } from '../../domain/contract/records.ts'
import * as sync from '../../domain/contract/sync.ts'
import { WIRE_HASH, WIRE_VERSION } from '../../domain/contract/wire.ts'
import { workbenchContract } from '../../domain/contract/workbench.ts'

/** Properties of schemas that are not shape: code, messages and what valibot derives. */
const NOT_SHAPE = new Set(['~standard', '~run', 'reference', 'message', 'expects', 'async', 'lang'])

/** The shape of a schema as plain data: functions by their presence, regular expressions by source. */
function shapeOf(value: unknown): unknown {
  if (value instanceof RegExp) return String(value)
  if (value instanceof Set || value instanceof Map) return [...value].map(shapeOf)
  if (typeof value === 'function') return 'function'
  if (Array.isArray(value)) return value.map(shapeOf)
  if (value === null || typeof value !== 'object') return value
  const names = Object.keys(value).filter((name) => !NOT_SHAPE.has(name))
  return Object.fromEntries(
    names.sort().map((name) => [name, shapeOf((value as Record<string, unknown>)[name])]),
  )
}

interface Procedure {
  '~orpc': { inputSchema?: unknown; outputSchema?: AnySchema; errorMap: unknown }
}
type Contract = { readonly [name: string]: Contract | Procedure }

const isProcedure = (part: Contract | Procedure): part is Procedure => '~orpc' in part

/** An event iterator hides its schema: its shape is that of the events. */
function outputShape(schema: AnySchema | undefined): unknown {
  const events = getEventIteratorSchemaDetails(schema)
  return events ? { events: shapeOf(events.yields) } : shapeOf(schema)
}

function contractShape(contract: Contract): unknown {
  return Object.fromEntries(
    Object.entries(contract).map(([name, part]) => {
      if (!isProcedure(part)) return [name, contractShape(part)]
      const { inputSchema, outputSchema, errorMap } = part['~orpc']
      return [name, [shapeOf(inputSchema), outputShape(outputSchema), shapeOf(errorMap)]]
    }),
  )
}

const isSchema = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'

function wireHash(): string {
  const shape = {
    bodies: shapeOf(BODIES),
    sync: shapeOf(Object.fromEntries(Object.entries(sync).filter(([, value]) => isSchema(value)))),
    commands: Object.entries(COMMANDS).map(([name, { args }]) => [name, shapeOf(args)]),
    workbench: contractShape(workbenchContract as unknown as Contract),
  }
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 32)
}

describe('wire version', () => {
  it('can be read from the answer of any other version', () => {
    const later = { wire: 9, person: { number: 1 }, region: 'FL', heads: [3] }
    expect(v.parse(sync.WireOnly, later)).toEqual({ wire: 9 })
    expect(v.is(sync.WireOnly, { html: '<p>' })).toBe(false)
  })

  it('grows with every change of the wire', () => {
    const hash = wireHash()
    expect(
      hash,
      `The shape of the wire is not the one of WIRE_VERSION ${WIRE_VERSION}. If the change is ` +
        `wanted: raise WIRE_VERSION in domain/contract/wire.ts by one and set WIRE_HASH to '${hash}'.`,
    ).toBe(WIRE_HASH)
  })

  it('notices a new field, another type, a wider list and a changed limit', () => {
    const base = v.strictObject({ a: v.pipe(v.string(), v.maxLength(5)), b: v.picklist(['X']) })
    const changed = [
      v.strictObject({ ...base.entries, c: v.string() }),
      v.strictObject({ ...base.entries, a: v.number() }),
      v.strictObject({ ...base.entries, b: v.picklist(['X', 'Y']) }),
      v.strictObject({ ...base.entries, a: v.pipe(v.string(), v.maxLength(6)) }),
      v.strictObject({ ...base.entries, b: v.nullable(v.picklist(['X'])) }),
    ]
    const text = JSON.stringify(shapeOf(base))
    for (const schema of changed) expect(JSON.stringify(shapeOf(schema))).not.toBe(text)
  })

  it('sees the events behind an event iterator', () => {
    const shapes = [eventIterator(v.string()), eventIterator(v.number())].map((schema) =>
      JSON.stringify(outputShape(schema)),
    )
    expect(shapes[0]).not.toBe(shapes[1])
  })
})
