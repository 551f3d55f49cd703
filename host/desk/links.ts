/** Possible links, what belongs together, and how good the links are. */
import type { DeclaredPage } from '../../domain/contract/workbench.ts'
import type { LinkCluster, PairPage, PairRef, ProposedLinks } from '../../domain/contract/links.ts'
import type { LinkEdges, LinkScoreStep } from '../../domain/contract/link-score.ts'
import type { LinkScoring } from '../linking/scoring.ts'
import { clusterPage, declaredPage, pairPage, proposedLinks } from '../views/link-pages.ts'
import type { DeskCache } from './desk-cache.ts'

export class DeskLinks {
  private readonly desk: DeskCache
  private readonly scoring: LinkScoring

  constructor(desk: DeskCache, scoring: LinkScoring) {
    this.desk = desk
    this.scoring = scoring
  }

  proposedLinks(): ProposedLinks {
    const links = this.desk.read(({ cache }) => proposedLinks(cache), {
      open: 0,
      unsure: 0,
      rows: [],
      mentions: [],
    })
    if (this.desk.newLinks > 0) {
      this.desk.newLinks = 0
      this.desk.statusChanged()
    }
    return links
  }

  pairPage(pair: { left: PairRef; right: PairRef }): PairPage {
    return this.desk.page((sources) => pairPage(sources, pair))
  }

  declaredPage(id: string): DeclaredPage {
    return this.desk.page((sources) => declaredPage(sources, id))
  }

  clusterPage(personId: string): LinkCluster {
    return this.desk.page((sources) => clusterPage(sources, personId))
  }

  linkScore(signal: AbortSignal | undefined): AsyncGenerator<LinkScoreStep, void, void> {
    const work = this.desk.page(({ today }) => ({ ...this.desk.location, today }))
    return this.scoring.run(work, signal)
  }

  linkEdges(limit: number): LinkEdges {
    return this.desk.page(({ cache }) => this.scoring.edges(cache, limit))
  }
}
