/** The last count of how good the links are, and where its labels come from. */
import { TandemError } from '../../domain/contract/errors.ts'
import type { LinkEdge, LinkEdges, LinkScoreStep } from '../../domain/contract/link-score.ts'
import { displayName } from '../../domain/linking/names.ts'
import { type Edge, type Edges, edgesAt } from '../../domain/linking/scorecard.ts'
import type { CacheReader } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { PlantedClient } from '../sync/gateway-client.ts'
import { follow } from '../workshop/run.ts'
import type { Planted, WorkshopWork } from '../workshop/work.ts'

export interface LinkScoringOptions {
  gateway: PlantedClient
  /** Synthetic people only: the gateway may know whose each record really is. */
  practice: boolean
}

function shownEdge(cache: CacheReader, edge: Edge): LinkEdge | null {
  const declaration = cache.record('declaration', edge.declarationId)
  const person = cache.record('person', edge.personId)
  // Gone since the count.
  if (!declaration || !person) return null
  const { l1Number, worker } = declaration.body
  return {
    ...edge,
    l1Number,
    workerName: displayName(worker),
    personName: displayName(person.body),
  }
}

export class LinkScoring {
  readonly #options: LinkScoringOptions
  #edges: Edges | null = null

  constructor(options: LinkScoringOptions) {
    this.#options = options
  }

  /** Counts in a thread of its own; its pairs stay here, to be asked for limit by limit. */
  async *run(
    work: Omit<WorkshopWork, 'asked'>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<LinkScoreStep, void, void> {
    const asked = { type: 'score', planted: await this.#planted(signal) } as const
    for await (const said of follow<'score'>({ ...work, asked }, signal)) {
      if (said.type !== 'done') yield said
      else {
        this.#edges = said.answer.edges
        yield { type: 'done', score: said.answer.score }
      }
    }
  }

  /** Pairs next to a limit, of the last count. Throws NOT_FOUND before there was one. */
  edges(cache: CacheReader, limit: number): LinkEdges {
    if (!this.#edges) throw new TandemError('NOT_FOUND')
    const { above, below } = edgesAt(this.#edges, limit)
    const shown = (list: readonly Edge[]) => list.flatMap((edge) => shownEdge(cache, edge) ?? [])
    return { above: shown(above), below: shown(below) }
  }

  async #planted(signal: AbortSignal | undefined): Promise<Planted> {
    const { gateway, practice } = this.#options
    if (!practice) return { missing: null }
    const pages: string[] = []
    try {
      for (let from: number | null = 0; from !== null;) {
        const page: { lines: string; next: number | null } = await gateway.planted(from, signal)
        pages.push(page.lines)
        from = page.next
      }
      return { pages }
    } catch (error) {
      return { missing: asTandemError(error).code }
    }
  }
}
