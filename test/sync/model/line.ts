/** The line of one desk: every request waits on it, first going, then coming, until the run says. */

export interface Sent {
  path: string
  method: string
  authorization: string
  body: string | null
}

export interface Answered {
  status: number
  type: string
  text: string
}

/** A request on its way; `answer` once the gateway has given one. */
export interface Held {
  sent: Sent
  answer: Answered | null
  give(response: Response): void
  /** The connection breaks. */
  fail(): void
}

const ENCODER = new TextEncoder()

export class Line {
  held: Held | null = null
  /** Counts what the desk did on the line, so that a run sees whether it still does something. */
  moves = 0
  #hints: ReadableStreamDefaultController<Uint8Array> | null = null
  #closed = false
  readonly #complain: (words: string) => void

  /** `complain` is told what no desk should do. */
  constructor(complain: (words: string) => void) {
    this.#complain = complain
  }

  readonly fetch = (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    this.moves += 1
    if (this.#closed) return Promise.reject(new TypeError('the process is gone'))
    const url = new URL(input as string)
    const signal = init.signal ?? null
    if (url.pathname === '/sync/hints') return Promise.resolve(this.#openHints(signal))
    return this.#hold(
      {
        path: url.pathname + url.search,
        method: init.method ?? 'GET',
        authorization: new Headers(init.headers).get('authorization') ?? '',
        body: (init.body as string | undefined) ?? null,
      },
      signal,
    )
  }

  #hold(sent: Sent, signal: AbortSignal | null): Promise<Response> {
    if (this.held)
      this.#complain(`has two requests on the line: ${this.held.sent.path}, ${sent.path}`)
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    const leave = () => {
      if (this.held === held) this.held = null
      signal?.removeEventListener('abort', fail)
    }
    const fail = () => {
      leave()
      reject(new TypeError('the connection broke'))
    }
    const give = (response: Response) => {
      leave()
      resolve(response)
    }
    const held: Held = { sent, answer: null, give, fail }
    this.held = held
    signal?.addEventListener('abort', fail, { once: true })
    return promise
  }

  #openHints(signal: AbortSignal | null): Response {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#hints = controller
      },
    })
    signal?.addEventListener('abort', () => this.breakHints(), { once: true })
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
  }

  /** The gateway hints at its head, when the desk listens. */
  hint(head: number): void {
    this.#hints?.enqueue(ENCODER.encode(`data: {"head":${head}}\n\n`))
  }

  breakHints(): void {
    this.#hints?.error(new TypeError('the connection broke'))
    this.#hints = null
  }

  /** The process behind the line is gone. */
  close(): void {
    this.#closed = true
    this.breakHints()
    this.held?.fail()
  }
}

/** An answer as it arrives when nothing goes wrong. */
export function whole({ status, type, text }: Answered): Response {
  return new Response(text, { status, headers: { 'content-type': type } })
}

/** Half of it arrives, then the connection breaks. */
export function cut({ status, type, text }: Answered): Response {
  const half = ENCODER.encode(text).subarray(0, text.length >> 1)
  const chunks = [half]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift()
      if (chunk) controller.enqueue(chunk)
      else controller.error(new TypeError('the connection broke'))
    },
  })
  return new Response(body, { status, headers: { 'content-type': type } })
}

/** Half of it arrives as if it were all. */
export function short({ status, type, text }: Answered): Response {
  return whole({ status, type, text: text.slice(0, text.length >> 1) })
}

/** Something before the gateway answers. */
export function portal(): Response {
  return new Response('<h1>Portal</h1>', { headers: { 'content-type': 'text/html' } })
}
