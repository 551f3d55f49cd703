/**
 * Bytes in parts that are unpacked when they are asked for: whoever needs a few of many reads no other. Short
 * parts are packed together, since each unpacking has a price of its own.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }
/** Bytes of a part that is packed alone. */
const LONG = 32_768
/** Parts begin where numbers may. */
const STEP = 4

interface Frame {
  /** Bytes when it is unpacked. */
  length: number
  packed: Uint8Array
}

export interface StoredParts {
  /** Short parts one after the other. */
  short: Frame
  /** Of each part: its own frame, or where it stands among the short ones. */
  parts: (Frame | [from: number, to: number])[]
}

const frameOf = (bytes: Uint8Array): Frame => ({
  length: bytes.length,
  packed: zstdCompressSync(bytes, FAST),
})

// A little more room than is needed: unpacked in one go.
const bytesOf = ({ length, packed }: Frame): Buffer =>
  zstdDecompressSync(packed, { chunkSize: length + 64 })

export function packParts(all: readonly Uint8Array[]): StoredParts {
  const short: Uint8Array[] = []
  let end = 0
  const parts = all.map((bytes): StoredParts['parts'][number] => {
    if (bytes.length >= LONG) return frameOf(bytes)
    const from = end
    const padding = new Uint8Array((STEP - (bytes.length % STEP)) % STEP)
    short.push(bytes, padding)
    end += bytes.length + padding.length
    return [from, from + bytes.length]
  })
  return { short: frameOf(Buffer.concat(short)), parts }
}

export class Parts {
  readonly #stored: StoredParts
  #short: Buffer | null = null

  constructor(stored: StoredParts) {
    this.#stored = stored
  }

  get count(): number {
    return this.#stored.parts.length
  }

  bytes(part: number): Buffer {
    const stored = this.#stored.parts[part]!
    if (!Array.isArray(stored)) return bytesOf(stored)
    this.#short ??= bytesOf(this.#stored.short)
    return this.#short.subarray(...stored)
  }
}

export const asBytes = (numbers: Uint32Array): Buffer =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)

/** Numbers that stand among bytes, from the so manieth one. */
export function numbersIn(bytes: Buffer, first: number, count: number): Uint32Array {
  const at = bytes.byteOffset + 4 * first
  if (at % 4 === 0) return new Uint32Array(bytes.buffer, at, count)
  return new Uint32Array(Uint8Array.from(bytes.subarray(4 * first, 4 * (first + count))).buffer)
}
