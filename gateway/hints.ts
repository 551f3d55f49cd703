/**
 * Hints: a stream per desk that tells the number of the last committed change, so that desks need
 * not poll, and which dossiers colleagues have open. A hint about changes carries no data and may
 * be lost: a desk polls as well.
 */
import type { OpenedThere } from '../domain/contract/opened.ts'
import type { OpenedRow } from './database.ts'

/** Comment lines that keep the connection open and show a dead one. */
const HEARTBEAT_MS = 15_000
/** Timers of Node fire at once above this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** A desk whose person hears which dossiers others have open. */
export interface HintReader {
  /** The name that the desk gave this stream. */
  stream: string
  /** Scopes of the person, see scopes.ts. */
  mask: number
}

export interface HintHub {
  /**
   * Opens a stream of server-sent events for a person that ends when the token does. It hears announcements
   * from now on; whoever opens it then tells it the head, so that none in between is missed.
   */
  open(person: string, expiresAt: number, reader?: HintReader | null): HintStream
  readonly announce: (head: number) => void
  /** Ends the streams of a person. */
  readonly endOf: (person: string) => void
  /** One desk opened or left a dossier. */
  readonly tellOpened: (row: OpenedRow) => void
  /** All that stands open anywhere. */
  openedAre(rows: readonly OpenedRow[]): void
  /** Names of the open streams whose persons hear of open dossiers. */
  handlers(): string[]
  /** Open streams. */
  readonly size: number
  close(): void
}

/** Makes the hub of one gateway; `close` ends every stream, `left` hears of each end. */
export function createHintHub(
  now: () => number,
  left: (listener: HintStream) => void = () => {},
): HintHub {
  const listeners = new Set<HintStream>()
  const heartbeat = setInterval(() => {
    for (const listener of listeners) listener.beat()
  }, HEARTBEAT_MS).unref()
  return {
    open(person, expiresAt, reader = null) {
      const leave = () => {
        listeners.delete(listener)
        left(listener)
      }
      const listener = new HintStream(person, reader, leave)
      listeners.add(listener)
      listener.endAfter(Math.max(0, expiresAt - now()))
      return listener
    },
    announce(head) {
      for (const listener of listeners) listener.tell(head)
    },
    endOf(person) {
      for (const listener of listeners) if (listener.person === person) listener.end()
    },
    tellOpened(row) {
      for (const listener of listeners) listener.tellOpened(row)
    },
    openedAre(rows) {
      for (const listener of listeners) listener.openedAre(rows)
    },
    handlers: () => [...listeners].flatMap(({ id }) => id ?? []),
    get size() {
      return listeners.size
    },
    close() {
      clearInterval(heartbeat)
      for (const listener of listeners) listener.end()
    },
  }
}

/** One desk. A desk that reads slowly gets what stands when it is ready, not a backlog. */
export class HintStream {
  readonly stream: ReadableStream<Uint8Array>
  readonly person: string
  readonly reader: HintReader | null
  readonly #encoder = new TextEncoder()
  readonly #leave: () => void
  /** What this desk was told to stand open, by the other desk's stream. */
  readonly #opened = new Map<string, OpenedThere>()
  readonly #late = new Map<string, OpenedThere>()
  #controller!: ReadableStreamDefaultController<Uint8Array>
  #told = -1
  #waiting: number | null = null
  #timer: NodeJS.Timeout | null = null
  #over = false

  constructor(person: string, reader: HintReader | null, left: () => void) {
    this.person = person
    this.reader = reader
    this.#leave = () => {
      if (this.#over) return
      this.#over = true
      if (this.#timer) clearTimeout(this.#timer)
      left()
    }
    this.stream = new ReadableStream({
      start: (controller) => {
        this.#controller = controller
      },
      pull: () => this.#catchUp(),
      cancel: this.#leave,
    })
  }

  /** The name that the desk gave this stream; null when its person hears of no dossiers. */
  get id(): string | null {
    return this.reader?.stream ?? null
  }

  /** Tells a head once; an older one is no news. */
  tell(head: number): void {
    if (head <= this.#told) return
    this.#told = head
    if (this.#ready) this.#send(hint(head))
    else this.#waiting = head
  }

  /** Tells that another person opened or left a dossier, if this one may see it. */
  tellOpened({ scopes, ...there }: OpenedRow): void {
    const before = this.#opened.get(there.stream)
    const sees = this.reader !== null && (scopes & this.reader.mask) !== 0
    const now = sees && there.person !== this.person ? there.dossierId : null
    if ((before?.dossierId ?? null) === now) return
    const told = { ...there, dossierId: now }
    if (now === null) this.#opened.delete(there.stream)
    else this.#opened.set(there.stream, told)
    if (this.#ready) return this.#send(openedHint(told))
    this.#late.set(there.stream, told)
  }

  /** Tells where what this desk knows is no longer so. */
  openedAre(rows: readonly OpenedRow[]): void {
    const open = new Set(rows.map(({ stream }) => stream))
    for (const row of rows) this.tellOpened(row)
    for (const [stream, there] of this.#opened) {
      if (!open.has(stream)) this.tellOpened({ ...there, dossierId: null, scopes: 0 })
    }
  }

  beat(): void {
    if (this.#ready) this.#send(':\n\n')
  }

  endAfter(ms: number): void {
    this.#timer = setTimeout(() => this.end(), Math.min(ms, LONGEST_TIMER_MS)).unref()
  }

  /** Once and again: token, sign-out and who opened it may all end it. */
  end(): void {
    if (this.#over) return
    this.#leave()
    this.#controller.close()
  }

  get #ready(): boolean {
    return (this.#controller.desiredSize ?? 0) > 0
  }

  #catchUp(): void {
    const head = this.#waiting === null ? '' : hint(this.#waiting)
    const late = [...this.#late.values()].map(openedHint).join('')
    this.#waiting = null
    this.#late.clear()
    if (head !== '' || late !== '') this.#send(head + late)
  }

  #send(text: string): void {
    this.#controller.enqueue(this.#encoder.encode(text))
  }
}

const hint = (head: number): string => `data: ${JSON.stringify({ head })}\n\n`
const openedHint = (opened: OpenedThere): string => `data: ${JSON.stringify({ opened })}\n\n`
