/** The network as a picture of its own, drawn from where the nodes lie: it needs no graphics card. */
import type { NetworkEdge, NetworkNode } from '../../domain/contract/network.ts'
import { nodeName } from '../../domain/network/build.ts'
import { PATTERN_SIGN, patternsByNode } from '../../domain/network/patterns.ts'
import { SIGNS } from './model.ts'

const SIZE = { width: 2400, height: 1600, margin: 120 }

export type Places = ReadonlyMap<string, { x: number; y: number }>

/** A PNG on white paper with every name; null when the browser makes none. */
export async function picture(
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
  places: Places,
): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE.width
  canvas.height = SIZE.height
  const paper = canvas.getContext('2d')
  if (!paper || places.size === 0) return null
  const at = scaled(places)
  paper.fillStyle = '#ffffff'
  paper.fillRect(0, 0, SIZE.width, SIZE.height)
  paper.strokeStyle = '#818b8b'
  for (const { from, to } of edges) {
    const [a, b] = [at(nodeName(from)), at(nodeName(to))]
    if (!a || !b) continue
    paper.beginPath()
    paper.moveTo(a.x, a.y)
    paper.lineTo(b.x, b.y)
    paper.stroke()
  }
  paper.font = '18px sans-serif'
  const patterns = patternsByNode(nodes, edges)
  for (const node of nodes) {
    const place = at(nodeName(node))
    if (!place) continue
    paper.fillStyle = node.damped ? '#818b8b' : '#0d5a66'
    paper.beginPath()
    paper.arc(place.x, place.y, 7, 0, 2 * Math.PI)
    paper.fill()
    paper.fillStyle = '#171c1e'
    const mark = patterns.has(nodeName(node)) ? `${PATTERN_SIGN} ` : ''
    paper.fillText(`${mark}${SIGNS[node.kind]} ${node.label}`, place.x + 11, place.y + 6)
  }
  return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
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
        y: SIZE.margin + (place.y - top) * scale,
      }
    )
  }
}
