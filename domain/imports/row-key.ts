/** How long the key of a row may be on the wire, and what stands for a longer one. */
import { hash } from '../identifiers/hash.ts'

/** Most characters of a key. */
export const KEY_MAX = 900
/** Long enough to tell most of them; the rest is told by its hash. */
const HEAD = 800

/** The key of a row; of a longer one its beginning and a hash of the whole. */
export const rowKey = (key: string): string =>
  key.length <= KEY_MAX ? key : `${key.slice(0, HEAD)}|${hash(key)}`
