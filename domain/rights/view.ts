/**
 * What a mask is: a view of a body, as plain data. Being data, a view can be compared: when one
 * changes, the desks that were filled through the old one are filled anew.
 */
export const SEEN = 'SEEN'
export const LEFT_OUT = 'LEFT_OUT'
type Plain = string | number | boolean | null | undefined

/**
 * SEEN: as it is. `instead`: always that. `swap`: another word for some values. `each`: every item.
 * `fields`: field by field, a field that is not named does not compile and is not shown. `but`: as
 * it is, except these fields. `by`: an item by the value of one of its fields, or left out.
 */
export type View<T> =
  | typeof SEEN
  | { readonly instead: T }
  | (NonNullable<T> extends Plain
      ? { readonly swap: { readonly [V in T & string]?: T } }
      : NonNullable<T> extends readonly (infer Item)[]
        ? { readonly each: View<Item> } | ByField<Item>
        : { readonly fields: Fields<NonNullable<T>> } | { readonly but: Changed<NonNullable<T>> })
export type Fields<T> = { readonly [F in keyof T]-?: View<T[F]> }
export type Changed<T> = { readonly [F in keyof T]?: View<T[F]> }
interface ByField<Item> {
  readonly by: keyof Item & string
  readonly views: Readonly<Record<string, View<Item> | typeof LEFT_OUT>>
  readonly rest: View<Item>
}

/** A view without its type, for the walk. */
type AnyView =
  | typeof SEEN
  | { instead: unknown }
  | { swap: Readonly<Record<string, unknown>> }
  | { each: AnyView }
  | { by: string; views: Readonly<Record<string, AnyView | typeof LEFT_OUT>>; rest: AnyView }
  | { fields: AnyFields }
  | { but: AnyFields }
type AnyFields = Readonly<Record<string, AnyView>>
type AnyRecord = Readonly<Record<string, unknown>>

/**
 * The value as this view shows it; the same object where the view changes nothing, so that its text
 * need not be made anew.
 */
export function through<T>(view: View<T>, value: T): T {
  return seen(view as AnyView, value) as T
}

function seen(view: AnyView, value: unknown): unknown {
  if (view === SEEN) return value
  if ('instead' in view) return view.instead
  if (value === null || value === undefined) return value
  if ('swap' in view) return view.swap[value as string] ?? value
  if ('each' in view) return itemsSeen(value as unknown[], (item) => [seen(view.each, item)])
  if ('by' in view) return itemsSeen(value as AnyRecord[], (item) => itemSeen(view, item))
  if ('fields' in view) return fieldsSeen(view.fields, value as AnyRecord)
  return changedSeen(view.but, value as AnyRecord)
}

function itemSeen(
  { by, views, rest }: Extract<AnyView, { by: string }>,
  item: AnyRecord,
): unknown[] {
  const view = views[item[by] as string] ?? rest
  return view === LEFT_OUT ? [] : [seen(view, item)]
}

function itemsSeen<Item>(items: Item[], show: (item: Item) => unknown[]): unknown[] {
  const shown = items.flatMap((item) => show(item))
  const same = shown.length === items.length && shown.every((item, i) => item === items[i])
  return same ? items : shown
}

/** The named fields and no others. */
function fieldsSeen(fields: AnyFields, record: AnyRecord): AnyRecord {
  const shown: Record<string, unknown> = {}
  for (const field of Object.keys(fields)) {
    if (field in record) shown[field] = seen(fields[field]!, record[field])
  }
  return isSame(shown, record) ? record : shown
}

function isSame(shown: AnyRecord, record: AnyRecord): boolean {
  const names = Object.keys(record)
  return (
    names.length === Object.keys(shown).length &&
    names.every((name) => shown[name] === record[name])
  )
}

/** All fields, the named ones through their view. */
function changedSeen(fields: AnyFields, record: AnyRecord): AnyRecord {
  let copy: Record<string, unknown> | null = null
  for (const field of Object.keys(fields)) {
    if (!(field in record)) continue
    const shown = seen(fields[field]!, record[field])
    if (shown === record[field]) continue
    copy ??= { ...record }
    copy[field] = shown
  }
  return copy ?? record
}
