/**
 * Bytes to text, chunk by chunk: UTF-8, UTF-16 with a byte order mark, or Windows-1252 as older
 * programs write it. The encoding is decided at the first bytes that tell: a mark at the start, or
 * else the first bytes outside ASCII. What cannot be read afterwards becomes U+FFFD or a control
 * character, so that the cell that holds it can be refused (`isMisread`) and the rest goes on.
 */

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
const MARK_BYTES = 3
/** So many bytes from the first one outside ASCII tell which encoding it is. */
const TELLING_BYTES = 65_536

function markOf(bytes: Uint8Array): Encoding | null {
  const found = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))
  return found?.[0] ?? null
}

/** Length of the UTF-8 character that starts with a byte; 0 when none does. */
function charLength(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 2
  if (lead >= 0xe0 && lead < 0xf0) return 3
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0
}

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

/** UTF-8 when more characters outside ASCII are valid than not: one damaged name decides nothing. */
function encodingOf(bytes: Uint8Array): Encoding {
  let surplus = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at]! < 0x80) continue
    const length = charLength(bytes[at]!)
    let valid = length > 0
    for (let i = 1; i < length; i += 1) valid &&= isContinuation(bytes[at + i])
    surplus += valid ? 1 : -1
    if (valid) at += length - 1
  }
  return surplus > 0 ? 'utf-8' : 'windows-1252'
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function firstBeyondAscii(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i += 1) if (bytes[i]! > 0x7f) return i
  return -1
}

const ASCII = new TextDecoder('utf-8')
const NO_BYTES = new Uint8Array(0)

/** Decodes a stream of bytes; give every chunk to `push` in order, then call `end` once. */
export class TextChunks {
  #decoder: TextDecoder | null = null
  /** Bytes that wait until the encoding is decided. */
  #held: Uint8Array = NO_BYTES
  #started = false
  #encoding: Encoding | null

  constructor(encoding: Encoding | null = null) {
    this.#encoding = encoding
  }

  /** The encoding as far as it is decided; text of ASCII alone is UTF-8. */
  get encoding(): Encoding {
    return this.#encoding ?? 'utf-8'
  }

  push(chunk: Uint8Array): string {
    return this.#read(joined(this.#held, chunk), false)
  }

  end(): string {
    return this.#read(this.#held, true) + (this.#decoder?.decode() ?? '')
  }

  #read(bytes: Uint8Array, last: boolean): string {
    this.#held = NO_BYTES
    if (!this.#started) {
      if (bytes.length < MARK_BYTES && !last) return this.#hold(bytes, 0)
      this.#encoding ??= markOf(bytes)
      this.#started = true
    }
    if (this.#encoding === null) {
      // ASCII is the same in both encodings: until a byte tells, nothing is decided.
      const from = firstBeyondAscii(bytes)
      if (from === -1) return ASCII.decode(bytes)
      if (bytes.length - from < TELLING_BYTES && !last) return this.#hold(bytes, from)
      this.#encoding = encodingOf(bytes.subarray(from))
    }
    this.#decoder ??= new TextDecoder(this.#encoding)
    return this.#decoder.decode(bytes, { stream: true })
  }

  /** Keeps the bytes from an index on; the text of those before it. */
  #hold(bytes: Uint8Array, from: number): string {
    this.#held = bytes.slice(from)
    return ASCII.decode(bytes.subarray(0, from))
  }
}

/** True for text with characters that only a wrong encoding or a damaged file gives. */
export function isMisread(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code < 32 ? code !== 9 && code !== 10 && code !== 13 : code > 126) {
      if (code < 0xa0 || code === 0xfffd) return true
    }
  }
  return false
}
