/**
 * Reading and checking an extract of 2 GB (`--world small`: 200 MB) as `npm run import -- --dry-run`
 * does it: rows per second, and the most memory that it held. Beside it the same bytes split at line
 * ends and separators by the language alone, which checks nothing.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Importer } from '../../domain/imports/importer.ts'
import { CHUNK_BYTES } from '../../tools/import/run.ts'
import { atMost, type Bench, type Figure } from './figure.ts'

const BYTES = { small: 200_000_000, full: 2_000_000_000 }
const GOAL = 60_000
const MEMORY_MB = 400

const HEAD =
  'L1-nummer;Naam;Voornaam;INSZ;Geboortedatum;Geslacht;Nationaliteit;Werkgever;Land werkgever;BTW-nummer;Klant;KBO klant;Begindatum;Einddatum;Sector;Aard van de diensten;Plaats 1 naam;Plaats 1 straat;Plaats 1 postcode;Plaats 1 NIS;Ingediend op\n'
const COUNTRIES = ['Brazilië', 'TR', 'Ukraine', 'Maroc', 'IN']

function line(i: number): string {
  const day = String((i % 28) + 1).padStart(2, '0')
  return `L1-${i};Ferreira-Łukasiewicz ${i % 9973};Duarte José;85073003328;30/07/1985;M;${COUNTRIES[i % 5]};"Gradnje ""Zelenko"" d.o.o.";Slovenië;SI12345678;Bouwgroep Noord nv;0403.019.261;${day}/03/2026;${day}.06.2026;bouw;bekisting en ijzervlechten voor een nieuwe loods;Werf Kanaal ${i % 60};Havenkaai ${i % 300};2000;11002;2026-02-${day}T09:30:00Z\n`
}

async function makeFile(file: string, bytes: number): Promise<number> {
  const stream = createWriteStream(file)
  stream.write(HEAD)
  let rows = 0
  for (let written = 0; written < bytes;) {
    let text = ''
    for (let i = 0; i < 1000; i += 1) text += line(rows++)
    written += text.length
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  return rows
}

/** Seconds to read everything, and the most memory held meanwhile in MB. */
async function readAll(file: string, rows: number): Promise<{ seconds: number; memory: number }> {
  const importer = new Importer('declaration', '2026-11-27')
  const start = performance.now()
  let memory = 0
  let chunks = 0
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    importer.push(chunk as Uint8Array)
    chunks += 1
    if (chunks % 64 === 0) memory = Math.max(memory, process.memoryUsage.rss())
  }
  importer.end()
  if (importer.counts.good !== rows) throw new Error(`read ${importer.counts.good} of ${rows} rows`)
  return { seconds: (performance.now() - start) / 1000, memory: memory / 1e6 }
}

async function splitAll(file: string): Promise<number> {
  const start = performance.now()
  let cells = 0
  for await (const text of createInterface({ input: createReadStream(file) })) {
    cells += text.split(';').length
  }
  if (cells === 0) throw new Error('nothing was split')
  return (performance.now() - start) / 1000
}

const bench: Bench = async function* ({ world }) {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-import-'))
  try {
    const file = join(folder, 'extract.csv')
    const rows = await makeFile(file, BYTES[world])
    const { seconds, memory } = await readAll(file, rows)
    const split = rows / (await splitAll(file))
    const speed = rows / seconds
    const figure: Figure = {
      figure: 'CSV rows parsed and validated, beside lines and cells split alone',
      value: speed,
      unit: 'rows/s',
      baseline: split,
      ratio: speed / split,
      goal: `>= ${GOAL} rows/s`,
      ok: speed >= GOAL,
    }
    yield figure
    yield atMost(`memory for a file of ${BYTES[world] / 1e6} MB`, memory, 'MB', MEMORY_MB)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export default bench
