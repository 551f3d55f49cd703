/** Reads an extract from the disk and sends it on in batches; can be stopped and goes on later. */
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, createWriteStream, openSync, type WriteStream } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brusselsToday, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { ImportTaken } from '../../domain/contract/imports.ts'
import { UnreadableFile } from '../../domain/imports/extract.ts'
import type { Mapping } from '../../domain/imports/fields.ts'
import {
  Importer,
  type ImportCounts,
  type ImportStep,
  MappingIncomplete,
} from '../../domain/imports/importer.ts'
import { readingOf, Sender, type Send } from '../../domain/imports/sender.ts'
import { ImportFailure, type ImportOptions } from './options.ts'

export interface ImportResult extends ImportCounts, Omit<ImportTaken, 'refused'> {
  /** Rows that an earlier run had sent already. */
  skipped: number
  /** Rows that fitted here and that the gateway refused. */
  refusedThere: number
  cancelled: boolean
}

/** Bytes read at once: more at once is no faster, and what lives meanwhile takes twice the memory. */
export const CHUNK_BYTES = 65_536

const FILE_WORDS: Readonly<Record<UnreadableFile['problem'], string>> = {
  COMPRESSED: 'The file is compressed: unpack it first.',
  DOCUMENT_TYPE:
    'The file declares a document type: such XML is not read, because it may expand without end.',
  EMPTY: 'The file holds nothing.',
  NO_HEADERS: 'The first line holds no headers.',
}

interface Known {
  /** Columns by source and kind. */
  mappings: Record<string, Mapping>
  /** Good rows that were sent of extracts that were not read to their end, by reading. */
  sent: Record<string, number>
}

/** What is remembered between runs: mappings, and how far a file was sent. */
class Memory {
  readonly #file: string
  #known: Known | null = null

  constructor(folder: string) {
    this.#file = join(folder, 'imports.json')
  }

  async read(): Promise<Known> {
    try {
      this.#known ??= JSON.parse(await readFile(this.#file, 'utf8')) as Known
    } catch {
      // Nothing remembered, or not readable: everything is told and sent anew, which harms nothing.
      this.#known = { mappings: {}, sent: {} }
    }
    return this.#known
  }

  async write(): Promise<void> {
    await mkdir(join(this.#file, '..'), { recursive: true })
    await writeFile(this.#file, JSON.stringify(await this.read(), null, 2), { mode: 0o600 })
  }
}

/** Names this reading of the file as it is now; its own name may tell about people and is not kept. */
async function fingerprint(
  options: ImportOptions,
  mapping: Mapping,
  today: LocalDate,
): Promise<string> {
  const { file } = options
  const known = await stat(file).catch(() => null)
  if (!known?.isFile()) {
    throw new ImportFailure(known ? `${file} is no file.` : `${file} cannot be read.`)
  }
  const { size, mtimeMs } = known
  return createHash('sha256')
    .update(readingOf([file, size, mtimeMs], options, mapping, today))
    .digest('hex')
}

function checkWritable(file: string): void {
  try {
    closeSync(openSync(file, 'w', 0o600))
  } catch {
    throw new ImportFailure(`--errors ${file} cannot be written.`)
  }
}

/** The refused rows as a table that says nothing of what stood in them. */
class Errors {
  readonly #stream: WriteStream | null

  /** Throws ImportFailure where the file cannot be written. */
  constructor(file: string | null) {
    if (file !== null) checkWritable(file)
    this.#stream = file === null ? null : createWriteStream(file, { mode: 0o600 })
    this.#stream?.on('error', (error) => (this.#failure = error))
    this.#stream?.write('line;field;reason\r\n')
  }

  #failure: Error | null = null

  add(refused: ImportStep['refused']): void {
    for (const { line, field, reason } of refused) {
      this.#stream?.write(`${line};${field ?? ''};${reason}\r\n`)
    }
  }

  async close(): Promise<void> {
    const stream = this.#stream
    if (stream) await new Promise((resolve) => stream.end(resolve))
    if (this.#failure) throw new ImportFailure(`--errors: ${this.#failure.message}.`)
  }
}

export interface Around {
  /** Null for a dry run. */
  send: Send | null
  /** Folder for what is remembered. */
  memory: string
  signal: AbortSignal
  progress(counts: ImportCounts): void
}

/** Runs an import. Throws ImportFailure for a file or mapping that cannot be used. */
export async function runImport(options: ImportOptions, around: Around): Promise<ImportResult> {
  const memory = new Memory(around.memory)
  const known = await memory.read()
  const remembered = `${options.kind} ${options.source}`
  const chosen = { ...known.mappings[remembered], ...options.map }
  const today = brusselsToday(new Date())
  const name = await fingerprint(options, chosen, today)
  const importer = new Importer(options.kind, today, chosen)
  const before = options.restart ? 0 : (known.sent[name] ?? 0)
  known.sent[name] = before
  const errors = new Errors(options.errors)
  const sender = new Sender({
    source: options.source,
    kind: options.kind,
    send: around.send,
    before,
    async acknowledged(rows) {
      known.sent[name] = known.sent[name]! + rows
      known.mappings[remembered] = chosen
      await memory.write()
    },
  })
  const take = async (step: ImportStep) => {
    errors.add(step.refused)
    await sender.add(step.good)
    errors.add(sender.takeRefused())
    around.progress(importer.counts)
  }
  try {
    for await (const chunk of createReadStream(options.file, { highWaterMark: CHUNK_BYTES })) {
      await take(importer.push(chunk as Uint8Array))
      if (around.signal.aborted) break
    }
    if (around.signal.aborted) await sender.flush()
    else {
      await take(importer.end())
      await sender.finish(options.reach, importer.counts.refused)
      if (around.send) {
        // The same file begins anew.
        delete known.sent[name]
        await memory.write()
      }
    }
  } catch (error) {
    throw said(error)
  } finally {
    errors.add(sender.takeRefused())
    await errors.close()
  }
  return {
    ...importer.counts,
    ...sender.taken,
    skipped: sender.skipped,
    refusedThere: sender.refused,
    cancelled: around.signal.aborted,
  }
}

function said(error: unknown): unknown {
  if (error instanceof UnreadableFile) return new ImportFailure(FILE_WORDS[error.problem])
  if (error instanceof MappingIncomplete) {
    const fields = error.missing.map((field) => `${field}=COLUMN`).join(',')
    return new ImportFailure(
      `No column is known for ${error.missing.join(', ')}: name it with --map ${fields}.`,
    )
  }
  return error
}
