/** The workshop of rules: what it lists, and what its thread reckons. */
import { randomUUID } from 'node:crypto'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type {
  Drawn,
  FairnessStep,
  ReplayStep,
  SampleList,
  WorkshopList,
  WorkshopWaiting,
} from '../../domain/contract/workshop.ts'
import { sampleList, workshopList, workshopWaiting } from '../views/workshop.ts'
import { answerOf, follow } from '../workshop/run.ts'
import type { Asked } from '../workshop/work.ts'
import type { DeskCache } from './desk-cache.ts'

/** Dossiers of one sample. */
const SAMPLE_SIZE = 20

export class DeskWorkshop {
  private readonly desk: DeskCache

  constructor(desk: DeskCache) {
    this.desk = desk
  }

  workshopList(): WorkshopList {
    const { actor } = this.desk
    return this.desk.page(({ cache, today }) => workshopList(cache, actor, today))
  }

  workshopWaiting(): WorkshopWaiting {
    const { actor } = this.desk
    return this.desk.read(({ cache }) => workshopWaiting(cache, actor), { held: [], proposals: [] })
  }

  samples(): SampleList {
    const { actor } = this.desk
    return this.desk.read(({ cache }) => sampleList(cache, actor), { samples: [], references: [] })
  }

  async *replayRule(
    code: FindingCode,
    place: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ReplayStep, void, void> {
    const asked = { type: 'replay', code, place } as const
    for await (const said of follow<'replay'>(this.workshopWork(asked), signal)) {
      yield said.type === 'done' ? { type: 'done', replay: said.answer } : said
    }
  }

  async *ruleFairness(
    code: FindingCode,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<FairnessStep, void, void> {
    const asked = { type: 'fairness', code } as const
    for await (const said of follow<'fairness'>(this.workshopWork(asked), signal)) {
      yield said.type === 'done' ? { type: 'done', fairness: said.answer } : said
    }
  }

  drawSample(): Promise<Drawn> {
    const asked = { type: 'draw', seed: randomUUID(), wanted: SAMPLE_SIZE } as const
    return answerOf<'draw'>(follow<'draw'>(this.workshopWork(asked), undefined))
  }

  /** What the thread of the workshop is given. Throws NOT_FOUND without a cache, or why it is locked. */
  private workshopWork<A extends Asked>(asked: A) {
    return this.desk.page(({ today }) => ({ ...this.desk.location, today, asked }))
  }
}
