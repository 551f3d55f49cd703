/**
 * What a mask is: a view of a body, as plain data. Being data, a view can be compared: when one
 * changes, the desks that were filled through the old one are filled anew. Views are made of who reads
 * which field (stated.ts), never written by hand.
 */
export const SEEN = 'SEEN'
export const LEFT_OUT = 'LEFT_OUT'

/** What a masked text shows instead. */
export const MASKED = '•••'

/**
 * SEEN: as it is. `instead`: always that; undefined: the field is not there. `swap`: another word for
 * some values. `each`: every item. `by`: an item by the value of one of its fields. `but`: as it is,
 * except these fields. LEFT_OUT, of an item alone: it is not in the list.
 */
export type View =
  | typeof SEEN
  | typeof LEFT_OUT
  | { readonly instead: unknown }
  | { readonly swap: Readonly<Record<string, string>> }
  | { readonly each: View }
  | { readonly by: string; readonly views: Readonly<Record<string, View>>; readonly rest: View }
  | { readonly but: Readonly<Record<string, View>> }
type AnyRecord = Readonly<Record<string, unknown>>

/**
 * The value as this view shows it; the same object where the view changes nothing, so that its text
 * need not be made anew.
 */
export function through<T>(view: View, value: T): T {
  return seen(view, value) as T
}

function seen(view: View, value: unknown): unknown {
  if (view === SEEN) return value
  if (view === LEFT_OUT) return undefined
  if ('instead' in view) return view.instead
  if (value === null || value === undefined) return value
  if ('swap' in view) return view.swap[value as string] ?? value
  if ('each' in view) return itemsSeen(value as AnyRecord[], () => view.each)
  if ('by' in view) {
    return itemsSeen(
      value as AnyRecord[],
      (item) => view.views[item[view.by] as string] ?? view.rest,
    )
  }
  return changedSeen(view.but, value as AnyRecord)
}

function itemsSeen(items: AnyRecord[], viewOf: (item: AnyRecord) => View): unknown[] {
  const shown = items.flatMap((item) => {
    const view = viewOf(item)
    return view === LEFT_OUT ? [] : [seen(view, item)]
  })
  const same = shown.length === items.length && shown.every((item, i) => item === items[i])
  return same ? items : shown
}

/** All fields, the named ones through their view. */
function changedSeen(fields: Readonly<Record<string, View>>, record: AnyRecord): AnyRecord {
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
