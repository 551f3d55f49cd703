/**
 * The import screen's side of an import: the window reads the file and hands it over piece by piece,
 * the desk reads and checks the rows and sends them to the gateway. One import at a time.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as v from 'valibot'
import { brusselsToday } from '../domain/calendar/local-date.ts'
import { type ErrorCode, TandemError } from '../domain/contract/errors.ts'
import {
  IMPORT_PIECE_BYTES,
  type ImportBegin,
  type ImportLook,
  type ImportLookAsked,
  type ImportOf,
  type ImportProgress,
} from '../domain/contract/imports.ts'
import { type FileProblem, UnreadableFile } from '../domain/imports/extract.ts'
import type { ImportKind, Mapping } from '../domain/imports/fields.ts'
import { Importer, type ImportStep, MappingIncomplete } from '../domain/imports/importer.ts'
import { readingOf, type Send, Sender } from '../domain/imports/sender.ts'

type Of = v.InferOutput<typeof ImportOf>

interface Known {
  /** Columns by kind and source. */
  mappings: Record<string, Mapping>
  /** Good rows that were sent of extracts that were not read to their end, by reading. */
  sent: Record<string, number>
}

const CODES: Readonly<Record<FileProblem, ErrorCode>> = {
  COMPRESSED: 'IMPORT_COMPRESSED',
  DOCUMENT_TYPE: 'IMPORT_DOCUMENT_TYPE',
  EMPTY: 'IMPORT_EMPTY',
  NO_HEADERS: 'IMPORT_NO_HEADERS',
}

function said(error: unknown): unknown {
  if (error instanceof UnreadableFile) return new TandemError(CODES[error.problem])
  if (error instanceof MappingIncomplete) {
    return new TandemError('IMPORT_MAPPING', { fields: error.missing.join(', ') })
  }
  return error
}

const nameOf = ({ kind, source }: Of): string => `${kind} ${source}`

interface Running {
  id: string
  importer: Importer
  sender: Sender
  reach: ImportBegin['reach']
  /** Everything was sent: the same file begins anew. */
  finished(): void
}

export class Imports {
  readonly #file: string
  readonly #send: Send
  readonly #mayGoOn: () => void
  #running: Running | null = null

  /**
   * `folder`: of this person's desk; what is remembered names columns, and no row. `mayGoOn` throws
   * while the desk is locked.
   */
  constructor(folder: string, send: Send, mayGoOn = () => {}) {
    this.#file = join(folder, 'imports.json')
    this.#send = send
    this.#mayGoOn = mayGoOn
  }

  #known(): Known {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Known
    } catch {
      // Nothing remembered, or not readable: columns are told and rows sent anew, which harms nothing.
      return { mappings: {}, sent: {} }
    }
  }

  #remember(change: (known: Known) => void): void {
    const known = this.#known()
    change(known)
    writeFileSync(this.#file, JSON.stringify(known), { mode: 0o600 })
  }

  sources(): Of[] {
    return Object.keys(this.#known().mappings).map((name) => {
      const at = name.indexOf(' ')
      return { kind: name.slice(0, at) as ImportKind, source: name.slice(at + 1) }
    })
  }

  /** Form, headers and columns of a file by its beginning. Throws IMPORT_ codes. */
  look({ kind, source, bytes }: v.InferOutput<typeof ImportLookAsked>): ImportLook {
    this.#mayGoOn()
    const kept = this.#known().mappings[nameOf({ kind, source })] ?? null
    const importer = new Importer(kind, brusselsToday(new Date()), kept)
    try {
      const piece = Buffer.from(bytes, 'base64')
      importer.push(piece)
      // What is shorter than a piece is the whole file: nothing else will tell how it is encoded.
      if (piece.length < IMPORT_PIECE_BYTES) importer.end()
    } catch (error) {
      // What is missing is what the officer chooses next.
      if (!(error instanceof MappingIncomplete)) throw said(error)
    }
    const { form, encoding, headers, mapping } = importer
    if (!form) throw new TandemError('IMPORT_EMPTY')
    const there = Object.entries(mapping).filter(([, header]) => headers.includes(header))
    return {
      form,
      encoding,
      headers: [...headers],
      mapping: Object.fromEntries(there),
      remembered: kept !== null,
    }
  }

  /** Begins, in place of one that was left. */
  begin({ id, kind, source, mapping, dryRun, reach, size, modified, restart }: ImportBegin) {
    this.#mayGoOn()
    const today = brusselsToday(new Date())
    const reading = createHash('sha256')
      .update(readingOf([size, modified], { source, kind }, mapping, today))
      .digest('hex')
    const before = restart || dryRun ? 0 : (this.#known().sent[reading] ?? 0)
    this.#remember((known) => {
      known.mappings[nameOf({ kind, source })] = mapping
      if (restart) delete known.sent[reading]
    })
    const sender = new Sender({
      kind,
      source,
      before,
      send: dryRun ? null : this.#send,
      acknowledged: async (rows) =>
        this.#remember(({ sent }) => {
          sent[reading] = (sent[reading] ?? 0) + rows
        }),
    })
    const importer = new Importer(kind, today, mapping)
    const finished = () => {
      if (!dryRun) this.#remember(({ sent }) => delete sent[reading])
    }
    this.#running = { id, importer, sender, reach, finished }
    return { before }
  }

  async push(id: string, bytes: string): Promise<ImportProgress> {
    return await this.#take(id, ({ importer }) => importer.push(Buffer.from(bytes, 'base64')))
  }

  async end(id: string): Promise<ImportProgress> {
    const running = this.#running
    const progress = await this.#take(id, ({ importer }) => importer.end(), true)
    if (this.#running === running) this.#running = null
    return progress
  }

  cancel(): void {
    this.#running = null
  }

  /** A piece of an import that was cancelled, or that another took the place of, goes nowhere. */
  async #take(
    id: string,
    read: (running: Running) => ImportStep,
    isLast = false,
  ): Promise<ImportProgress> {
    this.#mayGoOn()
    const running = this.#running
    if (running?.id !== id) throw new TandemError('NOT_FOUND')
    const { importer, sender } = running
    try {
      const { good, refused } = read(running)
      await sender.add(good)
      if (isLast) {
        await sender.finish(running.reach, importer.counts.refused)
        running.finished()
      }
      const { skipped, taken } = sender
      const rows = [...refused, ...sender.takeRefused()]
      return { ...importer.counts, ...taken, skipped, refusedThere: sender.refused, rows }
    } catch (error) {
      // What went wrong half way is not gone on with: the same file begins again where it stopped.
      if (this.#running === running) this.#running = null
      throw said(error)
    }
  }
}
