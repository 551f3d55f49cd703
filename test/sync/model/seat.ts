/** A place at which desk processes live one after the other, each from the files of the last. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type CommitPoint, Killed } from './commit-points.ts'
import { Life } from './desk.ts'
import type { Sent } from './line.ts'
import type { KillPoint } from './steps.ts'
import type { Tally } from './tally.ts'
import type { Given } from './truth.ts'

export class Seat {
  readonly who: string
  /** Commands that the desk took: the gateway must answer each once, in this order. */
  readonly given: Given[] = []
  /** Looks whose entry is on the disk: the log must hold each once, in this order. */
  readonly looked: string[] = []
  /** What its processes did that no desk should do. */
  readonly complaints: string[] = []
  #life: Life
  #lives = 0
  /** The commit point at which the process is killed. */
  #end: KillPoint | null = null
  readonly #folder: string
  readonly #key = randomBytes(32)
  readonly #token: () => Promise<string>
  readonly #tally: Tally

  constructor(who: string, folder: string, token: () => Promise<string>, tally: Tally) {
    this.who = who
    this.#folder = folder
    this.#token = token
    this.#tally = tally
    this.#life = this.#born()
  }

  get life(): Life {
    return this.#life
  }

  #folderOf(life: number): string {
    return join(this.#folder, `life-${life}`)
  }

  #born(): Life {
    return new Life({
      folder: this.#folderOf(this.#lives),
      key: this.#key,
      token: this.#token,
      passed: (point, value) => this.#passed(point, value),
      complain: (words) => this.complaints.push(words),
    })
  }

  /** The process is to be killed there; null: it may live. */
  killAt(end: KillPoint | null): void {
    this.#end = end
  }

  #passed(point: CommitPoint, value: unknown): void {
    this.#tally.add(`commit point ${point}`)
    const end = this.#end
    if (!end || (end.kind ?? point) !== point) return
    this.#end = { ...end, n: end.n - 1 }
    if (this.#end.n > 0) return
    this.#tally.add(`kill at ${point}`)
    this.kill()
    throw new Killed(point, value)
  }

  /** The process is killed now. */
  kill(): void {
    this.#end = null
    this.#life.die(this.#folderOf(this.#lives + 1))
  }

  /** The next process begins with the files of the dead one. Gives what that one had sent. */
  async revive(): Promise<Sent | null> {
    const sent = this.#life.line.held?.sent ?? null
    await this.#life.end()
    this.#lives += 1
    this.#life = this.#born()
    this.#life.engine.start()
    return sent
  }

  /** An officer gives a command; one that the desk took is noted, also when it died of it. */
  give(given: Given): 'QUEUED' | 'REFUSED' | 'NOTHING' {
    const result = this.#give(given)
    if (!result) return 'NOTHING'
    if (result.outcome === 'QUEUED') this.given.push(given)
    return result.outcome
  }

  /** The officer looks; what was noted counts, also when the desk died of it. */
  look(id: string): void {
    try {
      if (this.#life.look(id)) this.looked.push(id)
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      if (error.value !== undefined) this.looked.push(id)
    }
  }

  #give({ name, args, at }: Given): ReturnType<Life['act']> {
    try {
      return this.#life.act(name, args, at)
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      const after = error.value as { result: NonNullable<ReturnType<Life['act']>> } | undefined
      return after?.result ?? null
    }
  }
}
