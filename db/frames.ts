/** Bytes as frames that are unpacked one by one: whoever needs a few of many reads no other. */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }
/** Shorter ones are not worth it. */
const WORTH_PACKING = 400
/** Bytes of the length that stands first; 0: what follows is not packed. */
const HEAD = 4

export function frameOf(bytes: Uint8Array): Uint8Array {
  const isPacked = bytes.length >= WORTH_PACKING
  const head = Buffer.alloc(HEAD)
  head.writeUInt32LE(isPacked ? bytes.length : 0)
  return Buffer.concat([head, isPacked ? zstdCompressSync(bytes, FAST) : bytes])
}

export function bytesOf(frame: Uint8Array): Buffer {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.length)
  const length = bytes.readUInt32LE(0)
  const rest = bytes.subarray(HEAD)
  // One byte more than there are: unpacked in one go.
  return length === 0 ? rest : zstdDecompressSync(rest, { chunkSize: length + 64 })
}

export const asBytes = (numbers: Uint32Array): Buffer =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)

/** Numbers that stand among bytes, from the so manieth one. */
export function numbersIn(bytes: Buffer, first: number, count: number): Uint32Array {
  const at = bytes.byteOffset + 4 * first
  if (at % 4 === 0) return new Uint32Array(bytes.buffer, at, count)
  return new Uint32Array(Uint8Array.from(bytes.subarray(4 * first, 4 * (first + count))).buffer)
}
