/**
 * Hints: a stream per desk that tells the number of the last committed change, so that desks need
 * not poll. A hint carries no data and may be lost: a desk polls as well.
 */

/** Comment lines that keep the connection open and show a dead one. */
const HEARTBEAT_MS = 15_000
/** Timers of Node fire at once above this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export interface HintHub {
  /**
   * Opens a stream of server-sent events for a person that ends when the token does. It hears announcements
   * from now on; whoever opens it then tells it the head, so that none in between is missed.
   */
  open(person: string, expiresAt: number): HintStream
  readonly announce: (head: number) => void
  /** Ends the streams of a person. */
  readonly endOf: (person: string) => void
  /** Open streams. */
  readonly size: number
  close(): void
}

/** Makes the hub of one gateway; `close` ends every stream. */
export function createHintHub(now: () => number): HintHub {
  const listeners = new Set<HintStream>()
  const heartbeat = setInterval(() => {
    for (const listener of listeners) listener.beat()
  }, HEARTBEAT_MS).unref()
  return {
    open(person, expiresAt) {
      const listener = new HintStream(person, () => listeners.delete(listener))
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
    get size() {
      return listeners.size
    },
    close() {
      clearInterval(heartbeat)
      for (const listener of listeners) listener.end()
    },
  }
}

/** One desk. A desk that reads slowly gets the latest head when it is ready, not a backlog. */
export class HintStream {
  readonly stream: ReadableStream<Uint8Array>
  readonly person: string
  readonly #encoder = new TextEncoder()
  readonly #leave: () => void
  #controller!: ReadableStreamDefaultController<Uint8Array>
  #told = -1
  #waiting: number | null = null
  #timer: NodeJS.Timeout | null = null
  #over = false

  constructor(person: string, left: () => void) {
    this.person = person
    this.#leave = () => {
      this.#over = true
      if (this.#timer) clearTimeout(this.#timer)
      left()
    }
    this.stream = new ReadableStream({
      start: (controller) => {
        this.#controller = controller
      },
      pull: () => {
        if (this.#waiting !== null) this.#send(hint(this.#waiting))
        this.#waiting = null
      },
      cancel: this.#leave,
    })
  }

  /** Tells a head once; an older one is no news. */
  tell(head: number): void {
    if (head <= this.#told) return
    this.#told = head
    if (this.#ready) this.#send(hint(head))
    else this.#waiting = head
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

  #send(text: string): void {
    this.#controller.enqueue(this.#encoder.encode(text))
  }
}

const hint = (head: number): string => `data: ${JSON.stringify({ head })}\n\n`
