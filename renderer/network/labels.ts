/** Names of nodes: what stands out and is tied most has room first, and no name lies over another. */
import type Sigma from 'sigma'

const FONT = '12px sans-serif'
const LINE = { height: 15, gap: 4 }
/** Names in one picture: more nobody reads. */
const MOST = 60

/** True while the view is dragged, wheeled or glides: then only the points move along. */
function isMoving(sigma: Sigma): boolean {
  const { isMoving: moves, draggedEvents, currentWheelDirection } = sigma.getMouseCaptor()
  return moves || draggedEvents > 0 || currentWheelDirection !== 0 || sigma.getCamera().isAnimated()
}

/** Writes names onto the layer of names, in the order in which they have room. */
export function drawNames(sigma: Sigma, order: readonly string[], ink: string): void {
  const paper = sigma.getCanvases()['labels']?.getContext('2d')
  if (!paper || isMoving(sigma)) return
  const { width, height } = sigma.getDimensions()
  const graph = sigma.getGraph()
  paper.font = FONT
  paper.fillStyle = ink
  const taken: { left: number; right: number; y: number }[] = []
  for (const name of order) {
    if (taken.length === MOST) return
    const shown = graph.hasNode(name) && sigma.getNodeDisplayData(name)
    if (!shown || !shown.label) continue
    const { x, y } = sigma.framedGraphToViewport(shown)
    const left = x + sigma.scaleSize(shown.size) + LINE.gap
    if (x < 0 || left > width || y < 0 || y > height) continue
    const right = left + paper.measureText(shown.label).width
    const isFree = taken.every(
      (one) => Math.abs(one.y - y) >= LINE.height || one.right < left || right < one.left,
    )
    if (!isFree) continue
    taken.push({ left, right, y })
    paper.fillText(shown.label, left, y + 4)
  }
}
