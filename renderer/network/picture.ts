/** The network as a picture of its own, drawn from where the nodes lie: it needs no graphics card. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { NetworkEdge, NetworkNode } from '../../domain/contract/network.ts'
import { nodeName } from '../../domain/network/build.ts'
import { PATTERN_SIGN, patternsByNode } from '../../domain/network/patterns.ts'
import type { NetworkNodeKind } from '../../domain/network/codes.ts'
import { degreesOf, isOver, OVER_SIGN, SIGNS } from './model.ts'

const SIZE = { width: 2400, height: 1600, margin: 120 }
const LINE = { height: 22, gap: 11, font: '18px sans-serif' }
const DASHES = [10, 8]
const GREY = '#818b8b'
const INK = '#171c1e'
/** Colours of the kinds on white paper; the sign beside each name says the same. */
const COLOURS: Readonly<Record<NetworkNodeKind, string>> = {
  enterprise: '#0d5a66',
  sender: '#3b5a9a',
  person: '#24702f',
  site: '#a34400',
  address: '#8a5a00',
  phone: '#8a5a00',
  email: '#8a5a00',
  account: '#8a5a00',
  director: '#a3142b',
  liaison: '#3b5a9a',
}

export type Places = ReadonlyMap<string, { x: number; y: number }>
interface Point {
  x: number
  y: number
}

/**
 * A PNG on white paper of these nodes and what ties them to each other, with the names that have room:
 * what stands out first, then what has the most ties. The table holds all. Null when the browser makes none.
 */
export async function picture(
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
  places: Places,
  today: LocalDate,
): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE.width
  canvas.height = SIZE.height
  const paper = canvas.getContext('2d')
  const placed = new Map(
    nodes.flatMap((node) => {
      const place = places.get(nodeName(node))
      return place ? [[nodeName(node), place] as const] : []
    }),
  )
  if (!paper || placed.size === 0) return null
  const at = scaled(placed)
  paper.fillStyle = '#ffffff'
  paper.fillRect(0, 0, SIZE.width, SIZE.height)
  paper.strokeStyle = GREY
  paper.lineWidth = placed.size > 400 ? 0.6 : 1
  for (const edge of edges) {
    const [a, b] = [at(nodeName(edge.from)), at(nodeName(edge.to))]
    if (a && b) drawLine(paper, a, b, isOver(edge, today))
  }
  for (const node of nodes) drawPoint(paper, node, at(nodeName(node)))
  drawNames(paper, byWeight(nodes, edges), at)
  return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

/** What is over is a broken line with a sign. */
function drawLine(paper: CanvasRenderingContext2D, a: Point, b: Point, over: boolean): void {
  paper.setLineDash(over ? DASHES : [])
  paper.beginPath()
  paper.moveTo(a.x, a.y)
  paper.lineTo(b.x, b.y)
  paper.stroke()
  if (!over) return
  paper.font = LINE.font
  paper.fillStyle = INK
  paper.fillText(OVER_SIGN, (a.x + b.x) / 2 - 8, (a.y + b.y) / 2 + 6)
}

function drawPoint(
  paper: CanvasRenderingContext2D,
  node: NetworkNode,
  place: Point | undefined,
): void {
  if (!place) return
  paper.fillStyle = node.damped ? GREY : COLOURS[node.kind]
  paper.beginPath()
  paper.arc(place.x, place.y, 7, 0, 2 * Math.PI)
  paper.fill()
}

interface Named {
  name: string
  text: string
}

/** The names in the order in which they get room. */
function byWeight(nodes: readonly NetworkNode[], edges: readonly NetworkEdge[]): Named[] {
  const patterns = patternsByNode(nodes, edges)
  const degrees = degreesOf(edges)
  const weight = (name: string) => (patterns.has(name) ? 1e6 : 0) + (degrees.get(name) ?? 0)
  return nodes
    .map((node) => {
      const name = nodeName(node)
      const mark = patterns.has(name) ? `${PATTERN_SIGN} ` : ''
      return { name, text: `${mark}${SIGNS[node.kind]} ${node.label}` }
    })
    .toSorted((a, b) => weight(b.name) - weight(a.name))
}

/** Names one after the other, but for those that would lie over one before. */
function drawNames(
  paper: CanvasRenderingContext2D,
  names: readonly Named[],
  at: (name: string) => Point | undefined,
): void {
  paper.font = LINE.font
  paper.fillStyle = INK
  const taken: { left: number; right: number; y: number }[] = []
  for (const { name, text } of names) {
    const place = at(name)
    if (!place) continue
    const left = place.x + LINE.gap
    const right = left + paper.measureText(text).width
    const isFree = taken.every(
      (one) => Math.abs(one.y - place.y) >= LINE.height || one.right < left || right < one.left,
    )
    if (!isFree) continue
    taken.push({ left, right, y: place.y })
    paper.fillText(text, left, place.y + 6)
  }
}

/** Places on the paper, the whole network within its margins. */
function scaled(places: Places) {
  const xs = [...places.values()].map(({ x }) => x)
  const ys = [...places.values()].map(({ y }) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const inner = { x: SIZE.width - 2 * SIZE.margin, y: SIZE.height - 2 * SIZE.margin }
  const scale = Math.min(
    inner.x / Math.max(1e-9, Math.max(...xs) - left),
    inner.y / Math.max(1e-9, Math.max(...ys) - top),
    1_000,
  )
  return (name: string) => {
    const place = places.get(name)
    return (
      place && {
        x: SIZE.margin + (place.x - left) * scale,
        // The drawing counts from below, paper from above.
        y: SIZE.height - SIZE.margin - (place.y - top) * scale,
      }
    )
  }
}
