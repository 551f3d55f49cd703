export interface Point {
  x: number
  y: number
}

/** True when a point lies inside a polygon, by the crossings of a ray. */
export function isInside({ x, y }: Point, polygon: readonly Point[]): boolean {
  let inside = false
  let before = polygon.at(-1)
  for (const corner of polygon) {
    if (!before) break
    const crosses = corner.y > y !== before.y > y
    if (
      crosses &&
      x < ((before.x - corner.x) * (y - corner.y)) / (before.y - corner.y) + corner.x
    ) {
      inside = !inside
    }
    before = corner
  }
  return inside
}
