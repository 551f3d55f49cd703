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

interface Written extends OpenLook {
  ref: AccessRef
  /** Whom the entries of this look name: whoever is shown again is named once. */
  named: Set<string>
}

/** Writes one entry per look. */
export class Looks {
  readonly #book: AccessBook
  readonly #open = new Map<string, Written>()

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
    if (typed === null) return this.#further(open, note, at)
    if (showsMore(open.note, note)) {
      const merged = mergedNote(open.note, note)
      const amended = merged && this.#book.amendAccess(open.ref, merged)
      if (!amended) return this.#start(key, note, at, typed)
      open.note = merged
    }
    open.lastAt = at
    open.typed = typed
  }

  /**
   * More of what is looked at, a page of a list or somebody new on a screen: whom no entry of this look
   * names yet joins its last entry, or a further one when that is full or on its way.
   */
  #further(open: Written, note: AccessNote, at: number): void {
    open.lastAt = at
    const persons = note.persons.filter((id) => !open.named.has(id))
    if (persons.length === 0) return
    const fresh = { ...note, persons }
    const merged = mergedNote(open.note, fresh)
    if (merged && this.#book.amendAccess(open.ref, merged)) open.note = merged
    else {
      const ref = this.#book.noteAccess(fresh)
      if (!ref) return
      open.ref = ref
      open.note = fresh
    }
    for (const id of persons) open.named.add(id)
  }

  #start(key: string, note: AccessNote, at: number, typed: string | null): void {
    const ref = this.#book.noteAccess(note)
    if (!ref) return
    for (const [other, { startedAt }] of this.#open) {
      if (at - startedAt >= SAME_LOOK_MS) this.#open.delete(other)
    }
    const named = new Set(note.persons)
    this.#open.set(key, { note, startedAt: at, lastAt: at, typed, ref, named })
  }
}
