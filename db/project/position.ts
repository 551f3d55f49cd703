/** Position of a code in its list; the lists are closed and the body was checked against them. */
export function positionIn<T extends string>(list: readonly T[]): (code: T) => number {
  const positions = new Map(list.map((code, i) => [code, i]))
  return (code) => positions.get(code)!
}
