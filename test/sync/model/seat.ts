/** A place at which desk processes live one after the other, each from the files of the last. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { RecordLookup } from '../../../domain/commands/command.ts'
import { isOpen, resolveConflict } from '../../../domain/commands/conflict.ts'
import { WITHDRAWN } from '../../../domain/commands/lanes.ts'
import type { Choice, Decided } from '../../../domain/contract/conflict.ts'
import type { CommandResult, SentAgain, TakenBack } from '../../../domain/contract/workbench.ts'
import { type CommitPoint, Killed } from './commit-points.ts'
import { Life } from './desk.ts'
import type { Sent } from './line.ts'
import type { KillPoint } from './steps.ts'
import type { Tally } from './tally.ts'
import type { Given } from './truth.ts'

export class Seat {
  readonly who: string
  /** Commands that the desk took and nobody took back: the gateway must answer each once, in this order. */
  readonly given: Given[] = []
  /** Refused acts of which something came: sent again, or left as others made it. */
  readonly answered = new Set<number>()
  /** Refused acts that the desk refused again: their words stay, with a new reason. */
  readonly tried = new Set<number>()
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
      stepped: (numbers) => this.#stepped(numbers),
    })
  }

  /** Acts stepped behind others: each has a new number, and its old one is used up. */
  #stepped(numbers: ReadonlyMap<number, number>): void {
    if (numbers.size > 0) this.#tally.add('steps aside')
    for (const [from, to] of numbers) {
      this.given[to - 1] = this.given[from - 1]!
      this.#useUp(from)
    }
  }

  #useUp(n: number): void {
    this.given[n - 1] = { ...this.given[n - 1]!, name: WITHDRAWN, args: {} }
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
  give(given: Given, waits: boolean): 'QUEUED' | 'REFUSED' | 'NOTHING' {
    const result = done<{ result: CommandResult }>(() => {
      const made = this.#life.act(given, given.at, waits)
      return made && { result: made }
    })?.result
    if (!result) return 'NOTHING'
    if (result.outcome === 'QUEUED') this.given.push(given)
    return result.outcome
  }

  /** Several in one go: each that the desk took is noted. */
  giveMany(all: readonly Given[], at: string): number {
    const results = done<{ results: CommandResult[] }>(() => {
      const made = this.#life.actMany(all, at)
      return made && { results: made }
    })?.results
    const taken = all.filter((_, i) => results?.[i]?.outcome === 'QUEUED')
    this.given.push(...taken)
    return taken.length
  }

  /** The officer takes the last act back that still waits: it is as if it had not been given. */
  takeBack(): 'NOTHING' | TakenBack['outcome'] {
    const n = this.#life.waiting
    if (n === null) return 'NOTHING'
    const result = done<{ result: TakenBack }>(() => ({ result: this.#life.takeBack(n) }))?.result
    if (result?.outcome !== 'TAKEN_BACK') return result?.outcome ?? 'NOTHING'
    if (n === this.given.length) this.given.pop()
    // Its number is used up: acts that came after it have theirs.
    else this.#useUp(n)
    return 'TAKEN_BACK'
  }

  /** The moment is over in which an act can be taken back. */
  release(): void {
    done(() => this.#life.release())
  }

  /** The officer decides on the refused act that `pick` finds, each field alike, and sends what comes of it. */
  again(pick: number, choice: Choice, at: string): 'NOTHING' | SentAgain['outcome'] {
    const { cache } = this.#life
    const items = cache?.attention() ?? []
    const item = items[pick % items.length]
    if (!cache || !item) return 'NOTHING'
    const open = item.fields.filter(isOpen)
    const choices = Object.fromEntries(open.map(({ field, theirs }) => [field, { choice, theirs }]))
    const decided: Decided = { choices, letGo: true, words: {} }
    const lookup = ((kind, id) => cache.record(kind, id)) as RecordLookup
    const resolution = resolveConflict(item.name, item.args, decided, lookup)
    const { cursor } = cache.state()
    const made = done<{ result: SentAgain }>(() => ({
      result: this.#life.sendAgain({ n: item.n, decided }, at),
    }))
    if (!made) return 'NOTHING'
    const { outcome } = made.result
    if (outcome === 'QUEUED' && 'args' in resolution) {
      this.given.push({ name: item.name, args: resolution.args, at, cursor })
    }
    if (outcome === 'QUEUED' || outcome === 'LEFT') this.answered.add(item.n)
    else this.tried.add(item.n)
    return outcome
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
}

/** What came of it, also when the desk died right after; null: it died before, or there was nothing. */
function done<T>(run: () => T | null | void): T | null {
  try {
    return run() ?? null
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    return (error.value as T | undefined) ?? null
  }
}
