import type { AccessNote } from '../../domain/contract/access.ts'
import {
  isSameLook,
  lookKey,
  mergedNote,
  type OpenLook,
  SAME_LOOK_MS,
  showsMore,
} from '../../domain/access/same-look.ts'
import type { AccessRef } from '../../db/index.ts'

/** Where entries are kept until the gateway has them. */
export interface AccessBook {
  /** Writes an entry; it is on the disk when this returns. Null without a cache: nothing is shown. */
  noteAccess(note: AccessNote): AccessRef | null
  /** Replaces an entry; false when it is on its way or with the gateway already. */
  amendAccess(ref: AccessRef, note: AccessNote): boolean
}

/** Writes one entry per look. */
export class Looks {
  readonly #book: AccessBook
  readonly #open = new Map<string, OpenLook & { ref: AccessRef }>()

  constructor(book: AccessBook) {
    this.#book = book
  }

  /**
   * `typed`: the text of a search; `of`: what was looked at, where the note cannot name it. Throws when the
   * entry cannot be written: then nothing is shown.
   */
  record(note: AccessNote, { typed, of }: { typed: string | null; of: string | null }): void {
    const key = lookKey(note, of)
    const at = Date.parse(note.at)
    const open = this.#open.get(key)
    if (!open || !isSameLook(open, at, typed)) return this.#start(key, note, at, typed)
    if (showsMore(open.note, note)) {
      const merged = mergedNote(open.note, note)
      const amended = merged && this.#book.amendAccess(open.ref, merged)
      if (!amended) return this.#start(key, note, at, typed)
      open.note = merged
    }
    open.lastAt = at
    open.typed = typed
  }

  #start(key: string, note: AccessNote, at: number, typed: string | null): void {
    const ref = this.#book.noteAccess(note)
    if (!ref) return
    for (const [other, { startedAt }] of this.#open) {
      if (at - startedAt >= SAME_LOOK_MS) this.#open.delete(other)
    }
    this.#open.set(key, { note, startedAt: at, lastAt: at, typed, ref })
  }
}
