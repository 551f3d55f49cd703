/**
 * How it is stated who reads a field, and the view that a role gets of it. The schema of the records
 * names the fields, the statement their readers: what the schema has and the statement has not is shown
 * to nobody. A right stands on single values alone, so that a part that gets a new field shows it to
 * nobody either.
 */
import type * as v from 'valibot'
import type { Role } from '../contract/codes.ts'
import { LEFT_OUT, SEEN, type View } from './view.ts'

type Plain = string | number | boolean | null | undefined
type KeysOf<T> = T extends unknown ? keyof T & string : never
type Empty<T> = Extract<T, null | undefined>
type In<T, F> = T extends unknown ? (F extends keyof T ? T[F] : never) : never

/** The readers of a body or of a part of it, field by field: one that is not named does not compile. */
export type Stated<T> =
  NonNullable<T> extends Plain
    ? Right<T>
    : NonNullable<T> extends readonly (infer Item)[]
      ? NonNullable<Item> extends Plain
        ? Right<readonly Item[] | Empty<T>>
        : List<Stated<Item>> | Part<readonly Item[] | Empty<T>, List<Stated<Item>>>
      : Fields<NonNullable<T>> | Part<T | typeof LEFT_OUT, Fields<NonNullable<T>>>
type Fields<T> = { readonly [F in KeysOf<T>]: Stated<In<T, F>> }

/** Who reads a value, and what stands there for everybody else. */
export class Right<out T> {
  declare protected readonly shown: T
  readonly readers: readonly Role[]
  readonly otherwise: View

  /** Nothing stands there for others, unless it is said. */
  constructor(readers: readonly Role[], otherwise: View = { instead: undefined }) {
    this.readers = readers
    this.otherwise = otherwise
  }

  /** The same readers; others are shown this instead, of a part or of a single value. */
  else<const E, S>(instead: E, of: S): Part<E, S>
  else<const E>(instead: E): Right<E>
  else<E, S>(instead: E, of?: S): Right<E> | Part<E, S> {
    const otherwise: View = instead === LEFT_OUT ? LEFT_OUT : { instead }
    return of === undefined
      ? new Right<E>(this.readers, otherwise)
      : new Part<E, S>(this.readers, otherwise, of)
  }

  /** The same readers; others are shown another word for some values. */
  swap(words: Readonly<Record<string, string>>): Right<never> {
    return new Right<never>(this.readers, { swap: words })
  }
}

/** A part that only these read, field by field. */
export class Part<out T, out S> {
  declare protected readonly shown: T
  readonly readers: readonly Role[]
  readonly otherwise: View
  readonly of: S

  constructor(readers: readonly Role[], otherwise: View, of: S) {
    this.readers = readers
    this.otherwise = otherwise
    this.of = of
  }
}

/** Items of a list: of each the same, or by the value of one of its fields. */
export class List<out S> {
  readonly rest: S
  readonly by: string | null
  readonly special: Readonly<Record<string, unknown>>

  constructor(rest: S, by: string | null = null, special: Readonly<Record<string, unknown>> = {}) {
    this.rest = rest
    this.by = by
    this.special = special
  }
}

/** Every item is read alike. */
export const list = <S>(item: S): List<S> => new List(item)

/** Items with these values of the field are read otherwise than the rest. */
export const listBy = <S>(field: string, special: Readonly<Record<string, unknown>>, rest: S) =>
  new List<S>(rest, field, special)

/** The same right on each of the fields. */
export function each<const F extends string, R>(right: R, ...fields: F[]): Record<F, R> {
  return Object.fromEntries(fields.map((field) => [field, right])) as Record<F, R>
}

interface AnySchema {
  type: string
  entries?: Readonly<Record<string, AnySchema>>
  item?: AnySchema
  wrapped?: AnySchema
  options?: readonly AnySchema[]
}
/** NO_RIGHT: nobody stated who reads the field, so nobody does. NO_FIELD: a right on what no record has. */
export type Amiss = 'NO_RIGHT' | 'NO_FIELD'
type Tell = (amiss: Amiss, path: string) => void

const NOT_STATED: View = { instead: undefined }
const VALUES: readonly string[] = ['string', 'number', 'boolean', 'picklist', 'literal']

/** What a role sees of a body of this schema; `tell` hears where statement and schema differ, by path. */
export function viewFor(
  role: Role,
  stated: unknown,
  schema: v.GenericSchema,
  path: string,
  tell: Tell = () => {},
): View {
  return viewAt(role, stated, alternatives(schema as unknown as AnySchema), path, tell)
}

/** What a value may be, once that it may be absent or one of several is taken off. */
function alternatives(schema: AnySchema): AnySchema[] {
  if (schema.wrapped) return alternatives(schema.wrapped)
  if (schema.type !== 'union' && schema.type !== 'variant') return [schema]
  return schema.options!.flatMap((option) => alternatives(option))
}

function viewAt(role: Role, stated: unknown, schemas: AnySchema[], path: string, tell: Tell): View {
  if (stated instanceof Right || stated instanceof Part) {
    if (!stated.readers.includes(role)) return stated.otherwise
    if (stated instanceof Part) return viewAt(role, stated.of, schemas, path, tell)
    if (schemas.every((schema) => isValue(schema))) return SEEN
  } else if (stated instanceof List && schemas.every(({ item }) => item)) {
    const items = schemas.flatMap(({ item }) => alternatives(item!))
    return viewOfItems(stated, (one) => viewAt(role, one, items, `${path}[]`, tell))
  } else if (stated && !(stated instanceof List) && schemas.every(({ entries }) => entries)) {
    const fields = stated as Readonly<Record<string, unknown>>
    const names = new Set(schemas.flatMap(({ entries }) => Object.keys(entries!)))
    for (const stray of Object.keys(fields).filter((name) => !names.has(name))) {
      tell('NO_FIELD', `${path}.${stray}`)
    }
    return viewOfFields([...names], (field) => {
      const inner = schemas.flatMap(({ entries }) => entries![field] ?? [])
      const of = inner.flatMap((schema) => alternatives(schema))
      return viewAt(role, fields[field], of, `${path}.${field}`, tell)
    })
  }
  tell('NO_RIGHT', path)
  return NOT_STATED
}

/** A single value, or a list of single values. */
function isValue({ type, item }: AnySchema): boolean {
  if (item) return alternatives(item).every((one) => !one.item && isValue(one))
  return VALUES.includes(type)
}

function viewOfItems({ rest, by, special }: List<unknown>, viewOf: (of: unknown) => View): View {
  const each = viewOf(rest)
  if (by === null) return each === SEEN ? SEEN : { each }
  const views = Object.fromEntries(
    Object.entries(special).map(([value, stated]) => [value, viewOf(stated)]),
  )
  const isWhole = [each, ...Object.values(views)].every((view) => view === SEEN)
  return isWhole ? SEEN : { by, views, rest: each }
}

/** Only what is not seen as it is stands in the view: the walk over a body goes nowhere else. */
function viewOfFields(fields: readonly string[], viewOf: (field: string) => View): View {
  const but: Record<string, View> = {}
  for (const field of fields) {
    const view = viewOf(field)
    if (view !== SEEN) but[field] = view
  }
  return Object.keys(but).length === 0 ? SEEN : { but }
}
