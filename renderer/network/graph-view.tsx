import { MultiGraph } from 'graphology'
import layout from 'graphology-layout-forceatlas2'
import { useEffect, useEffectEvent, useRef, type PointerEvent } from 'react'
import Sigma from 'sigma'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { NetworkEdge, NetworkNode } from '../../domain/contract/network.ts'
import { nodeName } from '../../domain/network/build.ts'
import { PATTERN_SIGN, patternsByNode } from '../../domain/network/patterns.ts'
import type { NetworkNodeKind } from '../../domain/network/codes.ts'
import { drawNames } from './labels.ts'
import { degreesOf, type Grown, isOver, OVER_SIGN, SIGNS } from './model.ts'
import type { Places } from './picture.ts'
import { isInside, type Point } from './polygon.ts'

// Its types are written for another kind of import: the module is the function.
const forceAtlas2 = layout as unknown as typeof layout.default

/** Colours of the kinds by the names of the design; the sign beside each name says the same. */
const COLOURS: Readonly<Record<NetworkNodeKind, string>> = {
  enterprise: '--accent',
  sender: '--paused',
  person: '--calm',
  site: '--orange',
  address: '--amber',
  phone: '--amber',
  email: '--amber',
  account: '--amber',
  director: '--red',
  liaison: '--paused',
}

interface GraphViewProps {
  grown: Grown
  root: string
  focused: string | null
  chosen: ReadonlySet<string>
  /** Dragging draws a lasso instead of moving the view. */
  lasso: boolean
  /** Where nodes lay before: there they come again. */
  places: Places
  today: LocalDate
  onNode: (name: string) => void
  onLasso: (names: string[]) => void
  onPlaced: (places: Places) => void
  /** This computer draws no WebGL: the list is the view. */
  onUnavailable: () => void
}

/** The network drawn by WebGL. The list beside it says the same to whoever does not see it. */
export default function GraphView(props: GraphViewProps) {
  const { grown, root, focused, chosen, lasso } = props
  const box = useRef<HTMLDivElement>(null)
  const line = useRef<SVGPolylineElement>(null)
  const drawing = useRef<{ graph: MultiGraph; sigma: Sigma } | null>(null)
  const path = useRef<Point[]>([])
  const names = useRef<readonly string[]>([])
  const onNode = useEffectEvent((name: string) => props.onNode(name))
  const onPlaced = useEffectEvent((places: Places) => props.onPlaced(places))
  const isOverNow = useEffectEvent((edge: NetworkEdge) => isOver(edge, props.today))
  const placeOf = useEffectEvent((name: string) => props.places.get(name))
  const onUnavailable = useEffectEvent(() => props.onUnavailable())

  useEffect(() => {
    const container = box.current
    if (!container) return undefined
    const graph = new MultiGraph()
    try {
      const sigma = new Sigma(graph, container, {
        allowInvalidContainer: true,
        labelColor: { color: colour('--ink') },
        labelFont: 'sans-serif',
        labelSize: 12,
        // Names are written where they have room (./labels.ts); of the node in focus it always is.
        renderLabels: false,
        // Of thousands only the points move along: names and lines come back when the view rests.
        hideLabelsOnMove: true,
        hideEdgesOnMove: true,
        defaultEdgeColor: colour('--line-strong'),
        // Edges that are over say so; others have no words.
        renderEdgeLabels: true,
        edgeLabelColor: { color: colour('--ink') },
        edgeLabelFont: 'sans-serif',
        edgeLabelSize: 11,
        zIndex: true,
      })
      sigma.on('clickNode', ({ node }) => onNode(node))
      const ink = colour('--ink')
      sigma.on('afterRender', () => drawNames(sigma, names.current, ink))
      drawing.current = { graph, sigma }
      return () => {
        drawing.current = null
        sigma.kill()
      }
    } catch {
      onUnavailable()
      return undefined
    }
  }, [])

  useEffect(() => {
    const { graph, sigma } = drawing.current ?? {}
    if (!graph || !sigma) return undefined
    drawInto(graph, grown, root, {
      isOver: (edge) => isOverNow(edge),
      placeOf: (name) => placeOf(name),
    })
    names.current = byWeight(graph)
    sigma.refresh()
    return settle(
      graph,
      () => sigma.refresh({ skipIndexation: true }),
      () => {
        sigma.refresh()
        onPlaced(placesOf(graph))
      },
    )
  }, [grown, root])

  useEffect(() => {
    const { graph, sigma } = drawing.current ?? {}
    if (!graph || !sigma) return
    const ring = colour('--focus')
    const ink = colour('--ink')
    const touches = (from: string, to: string) => from === focused || to === focused
    // The ties of the node in focus stand out of those of thousands; where there are no others none does.
    const stands = graph.someEdge((_edge, _own, from, to) => !touches(from, to))
    graph.forEachEdge((edge, { own }, from, to) => {
      const isNear = stands && touches(from, to)
      graph.mergeEdgeAttributes(edge, { color: isNear ? ink : own, zIndex: isNear ? 1 : 0 })
    })
    graph.forEachNode((name, { own }) => {
      const color = chosen.has(name) ? ring : (own as string)
      graph.mergeNodeAttributes(name, { highlighted: name === focused, color })
    })
    sigma.refresh()
  }, [focused, chosen, grown])

  const draw = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    path.current.push({ x: event.clientX - left, y: event.clientY - top })
    line.current?.setAttribute('points', path.current.map(({ x, y }) => `${x},${y}`).join(' '))
  }
  const clear = () => {
    path.current = []
    line.current?.setAttribute('points', '')
  }
  const end = () => {
    const { graph, sigma } = drawing.current ?? {}
    const polygon = path.current
    clear()
    if (!graph || !sigma || polygon.length < 3) return
    props.onLasso(
      graph.filterNodes((_name, { x, y }) =>
        isInside(sigma.graphToViewport({ x: x as number, y: y as number }), polygon),
      ),
    )
  }
  return (
    <div className="network-canvas" aria-hidden="true">
      <div ref={box} className="network-box" />
      {lasso && (
        <div
          className="network-lasso"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            path.current = []
            draw(event)
          }}
          onPointerMove={(event) => path.current.length > 0 && event.buttons === 1 && draw(event)}
          onPointerUp={end}
          // The system took the pointer: what was half drawn chooses nothing.
          onPointerCancel={clear}
        >
          <svg width="100%" height="100%">
            <polyline ref={line} />
          </svg>
        </div>
      )}
    </div>
  )
}

/** The colour that a name of the design has now, as WebGL reads it. */
function colour(name: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${name})`
  document.body.append(probe)
  const found = getComputedStyle(probe).color
  probe.remove()
  return found
}

type Colours = Readonly<Record<NetworkNodeKind | 'damped', string>>

/** Each colour is asked for once: a network has thousands of nodes. */
function coloursNow(): Colours {
  const kinds = Object.entries(COLOURS).map(([kind, name]) => [kind, colour(name)])
  return { ...(Object.fromEntries(kinds) as Colours), damped: colour('--line-strong') }
}

/** Nodes from which a network is drawn smaller. */
const MANY = 400
/** Rounds of the layout in all, those of one go; what goes take of a frame and when it is drawn, in milliseconds. */
const ROUNDS = { few: 160, many: 200, atOnce: 2, frameMs: 10, drawnEachMs: 250 }

/**
 * Lays the network out a frame at a time, so that the window answers meanwhile. The goes are always the
 * same, however many fit a frame: the same network is drawn alike. Gives what stops it.
 */
function settle(graph: MultiGraph, onFrame: () => void, onDone: () => void): () => void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: graph.order > 300,
    linLogMode: graph.order > MANY,
    strongGravityMode: false,
    gravity: graph.order > MANY ? 0.6 : 1,
  }
  let left = Math.ceil((graph.order > MANY ? ROUNDS.many : ROUNDS.few) / ROUNDS.atOnce)
  let asked = 0
  let drawn = performance.now()
  const frame = () => {
    const until = performance.now() + ROUNDS.frameMs
    do {
      const go = { iterations: ROUNDS.atOnce, settings, getEdgeWeight: 'weight' }
      forceAtlas2.assign(graph, go)
      left -= 1
    } while (left > 0 && performance.now() < until)
    if (left <= 0) return onDone()
    if (!still && performance.now() - drawn > ROUNDS.drawnEachMs) {
      onFrame()
      drawn = performance.now()
    }
    asked = requestAnimationFrame(frame)
  }
  asked = requestAnimationFrame(frame)
  return () => cancelAnimationFrame(asked)
}

/** What the screen knows of edges and nodes. */
interface Known {
  isOver: (edge: NetworkEdge) => boolean
  placeOf: (name: string) => Point | undefined
}

/** Brings the drawing to what was grown: what is there stays where it is, what is new comes beside it. */
function drawInto(graph: MultiGraph, { nodes, edges }: Grown, root: string, known: Known): void {
  const degrees = degreesOf(edges)
  graph.clearEdges()
  graph.forEachNode((name) => {
    if (!nodes.has(name)) graph.dropNode(name)
  })
  const neighbours = beside(edges)
  const colours = coloursNow()
  const patterns = patternsByNode([...nodes.values()], edges)
  const faint = colour('--line')
  for (const [name, node] of nodes) {
    const degree = degrees.get(name) ?? 0
    place(graph, name, node, neighbours, sizeOf(degree, nodes.size), colours, known)
    if (patterns.has(name)) markPattern(graph, name)
  }
  for (const edge of edges) {
    const { from, to, count, kind, until } = edge
    const ends = [nodeName(from), nodeName(to)] as const
    if (!ends.every((end) => graph.hasNode(end))) continue
    const over = known.isOver(edge)
    const damped = over || ends.some((end) => nodes.get(end)?.damped)
    const many = nodes.size > MANY
    graph.addEdge(ends[0], ends[1], {
      size: damped || many ? 0.4 : Math.min(4, 0.8 + Math.log2(count)),
      own: many ? faint : undefined,
      weight: damped ? 0.1 : 1,
      kind,
      label: over ? `${OVER_SIGN} ${until!.slice(0, 4)}` : null,
      forceLabel: over,
    })
  }
  if (graph.hasNode(root)) graph.mergeNodeAttributes(root, { size: 14 })
}

/** Something stands out in it: its name has a sign before it, and room first. */
function markPattern(graph: MultiGraph, name: string): void {
  const { label, size } = graph.getNodeAttributes(name) as { label: string; size: number }
  graph.mergeNodeAttributes(name, {
    label: `${PATTERN_SIGN} ${label}`,
    size: Math.max(size, graph.order > MANY ? 5 : 8),
    stands: true,
  })
}

/** Names in the order in which they have room: what stands out, then the largest. */
function byWeight(graph: MultiGraph): string[] {
  const weight = new Map(
    graph.mapNodes((name, { stands, size }) => [name, (stands ? 1_000 : 0) + (size as number)]),
  )
  return graph.nodes().toSorted((a, b) => weight.get(b)! - weight.get(a)!)
}

function beside(edges: readonly NetworkEdge[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { from, to } of edges) {
    const [a, b] = [nodeName(from), nodeName(to)]
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = found.get(one)
      if (known) known.push(other)
      else found.set(one, [other])
    }
  }
  return found
}

/** How large a node is drawn: by its ties, smaller where there are many. */
const sizeOf = (degree: number, nodes: number): number =>
  nodes > MANY ? Math.min(9, 1.6 + 0.5 * Math.sqrt(degree)) : Math.min(12, 3 + Math.sqrt(degree))

function place(
  graph: MultiGraph,
  name: string,
  node: NetworkNode,
  neighbours: ReadonlyMap<string, string[]>,
  size: number,
  colours: Colours,
  { placeOf }: Known,
): void {
  const shown = {
    label: `${SIGNS[node.kind]} ${node.label}`,
    size,
    stands: false,
    own: colours[node.damped ? 'damped' : node.kind],
    color: colours[node.damped ? 'damped' : node.kind],
  }
  if (graph.hasNode(name)) {
    graph.mergeNodeAttributes(name, shown)
    return
  }
  const before = placeOf(name)
  if (before) {
    graph.addNode(name, { ...shown, ...before })
    return
  }
  const near = neighbours.get(name)?.find((other) => graph.hasNode(other))
  const from = near ? (graph.getNodeAttributes(near) as Point) : { x: 0, y: 0 }
  // Around its neighbour by a fixed turn: the same network is always drawn alike.
  const turn = graph.order * 2.399_963
  graph.addNode(name, { ...shown, x: from.x + Math.cos(turn), y: from.y + Math.sin(turn) })
}

function placesOf(graph: MultiGraph): Places {
  return new Map(
    graph.mapNodes((name, { x, y }) => [name, { x: x as number, y: y as number }] as const),
  )
}
