import { MultiGraph } from 'graphology'
import layout from 'graphology-layout-forceatlas2'
import { useEffect, useEffectEvent, useRef, type PointerEvent } from 'react'
import Sigma from 'sigma'
import type { NetworkEdge, NetworkNode } from '../../domain/contract/network.ts'
import { nodeName } from '../../domain/network/build.ts'
import { PATTERN_SIGN, patternsByNode } from '../../domain/network/patterns.ts'
import type { NetworkNodeKind } from '../../domain/network/codes.ts'
import { degreesOf, type Grown, SIGNS } from './model.ts'
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
}

interface GraphViewProps {
  grown: Grown
  root: string
  focused: string | null
  chosen: ReadonlySet<string>
  /** Dragging draws a lasso instead of moving the view. */
  lasso: boolean
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
  const onNode = useEffectEvent((name: string) => props.onNode(name))
  const onPlaced = useEffectEvent((places: Places) => props.onPlaced(places))
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
        labelRenderedSizeThreshold: 5,
        defaultEdgeColor: colour('--line-strong'),
        zIndex: true,
      })
      sigma.on('clickNode', ({ node }) => onNode(node))
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
    if (!graph || !sigma) return
    drawInto(graph, grown, root)
    sigma.refresh()
    onPlaced(placesOf(graph))
  }, [grown, root])

  useEffect(() => {
    const { graph, sigma } = drawing.current ?? {}
    if (!graph || !sigma) return
    const ring = colour('--focus')
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
  const end = () => {
    const { graph, sigma } = drawing.current ?? {}
    const polygon = path.current
    path.current = []
    line.current?.setAttribute('points', '')
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
          onPointerMove={(event) => event.buttons === 1 && draw(event)}
          onPointerUp={end}
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

/** Rounds of the layout: fewer of more nodes, so that a step stays short. */
const rounds = (nodes: number): number => (nodes < 200 ? 150 : nodes < 800 ? 60 : 25)

/** Brings the drawing to what was grown: what is there stays where it is, what is new comes beside it. */
function drawInto(graph: MultiGraph, { nodes, edges }: Grown, root: string): void {
  const degrees = degreesOf(edges)
  graph.clearEdges()
  graph.forEachNode((name) => {
    if (!nodes.has(name)) graph.dropNode(name)
  })
  const neighbours = beside(edges)
  const colours = coloursNow()
  const patterns = patternsByNode([...nodes.values()], edges)
  for (const [name, node] of nodes) {
    place(graph, name, node, neighbours, degrees.get(name) ?? 0, colours)
    if (patterns.has(name)) markPattern(graph, name)
  }
  for (const { from, to, count, kind } of edges) {
    const ends = [nodeName(from), nodeName(to)] as const
    if (!ends.every((end) => graph.hasNode(end))) continue
    const damped = ends.some((end) => nodes.get(end)?.damped)
    graph.addEdge(ends[0], ends[1], {
      size: damped ? 0.4 : Math.min(4, 0.8 + Math.log2(count)),
      weight: damped ? 0.1 : 1,
      kind,
    })
  }
  if (graph.hasNode(root)) graph.mergeNodeAttributes(root, { size: 14 })
  const settings = forceAtlas2.inferSettings(graph)
  forceAtlas2.assign(graph, {
    iterations: rounds(graph.order),
    settings: { ...settings, barnesHutOptimize: graph.order > 300 },
    getEdgeWeight: 'weight',
  })
}

/** Something stands out in it: its name has a sign before it and is always drawn. */
function markPattern(graph: MultiGraph, name: string): void {
  const { label, size } = graph.getNodeAttributes(name) as { label: string; size: number }
  graph.mergeNodeAttributes(name, {
    label: `${PATTERN_SIGN} ${label}`,
    size: Math.max(size, 8),
    forceLabel: true,
  })
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

function place(
  graph: MultiGraph,
  name: string,
  node: NetworkNode,
  neighbours: ReadonlyMap<string, string[]>,
  degree: number,
  colours: Colours,
): void {
  const shown = {
    label: `${SIGNS[node.kind]} ${node.label}`,
    size: Math.min(12, 3 + Math.sqrt(degree)),
    forceLabel: false,
    own: colours[node.damped ? 'damped' : node.kind],
    color: colours[node.damped ? 'damped' : node.kind],
  }
  if (graph.hasNode(name)) {
    graph.mergeNodeAttributes(name, shown)
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
