/** The command line of `npm run import`. */
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { brusselsToday } from '../../domain/calendar/local-date.ts'
import { ImportReach, ImportSource } from '../../domain/contract/imports.ts'
import {
  IMPORT_KINDS,
  isField,
  type ImportKind,
  type Mapping,
} from '../../domain/imports/fields.ts'
import { isReach, type Reach, sourceOfKind } from '../../domain/imports/holding.ts'

export const USAGE = `npm run import -- FILE --source NAME [options]

  FILE               an extract: CSV, JSON or XML, UTF-8 or Windows-1252
  --source NAME      where it comes from; the same key of the same source is the same record,
                     and the mapping of columns is remembered per source
  --kind KIND        declaration (default), presence, a1, employment (Dimona), or of registers:
                     staff, director, sanction, account, homeActivity (IMI),
                     works (declared under art. 30bis, a row for each contractor),
                     or about workers: dmfa (a row for each quarter), notification (posting over
                     12 months), chainFile (papers that a contractor holds), payment (of wages),
                     cardActivity (VAT and contributions of the self-employed)
  --complete FROM/TO  of all but declaration: the extract holds everything that was in force on any
                     day from FROM to TO; without it no rule concludes that something is missing
  --map FIELD=COLUMN,...   columns that their headers do not tell; the others are kept
  --dry-run          reads and checks everything and sends nothing
  --errors OUT.csv   writes the refused rows: line, field, reason
  --restart          from the first row, although a part was imported before

Where it goes, unless --dry-run:

  --gateway URL --token-file FILE   a gateway, with an access token of somebody who may import
  --practice [--data DIR] [--seed N] [--world small|full]
                     the practice world of npm start, while that does not run

Ctrl-C stops after the batch in hand; the same command goes on from there on the same day, and with
other columns or on another day from the first row.`

/** A mistake of the caller or of the machine, said in words. */
export class ImportFailure extends Error {}

export interface ImportOptions {
  file: string
  source: string
  kind: ImportKind
  map: Mapping
  /** Of which days the extract holds everything; null: not said. */
  reach: Reach | null
  dryRun: boolean
  errors: string | null
  restart: boolean
  target:
    | { gateway: string; tokenFile: string }
    | { dataDir: string | null; seed: number; world: 'small' | 'full' }
    | null
}

function readMap(kind: ImportKind, text: string | undefined): Mapping {
  const mapping: Record<string, string> = {}
  for (const pair of text?.split(',') ?? []) {
    const [field = '', column] = pair.split(/=(.*)/s)
    if (!column || !isField(kind, field)) {
      throw new ImportFailure(
        `--map does not know "${pair}": write FIELD=COLUMN with a field of a ${kind}.`,
      )
    }
    mapping[field] = column
  }
  return mapping
}

function readReach(kind: ImportKind, text: string | undefined): Reach | null {
  if (text === undefined) return null
  const [from = '', asOf = ''] = text.split('/')
  const reach = { from, asOf }
  if (!v.is(ImportReach, reach) || !isReach(reach, brusselsToday(new Date()))) {
    throw new ImportFailure('--complete needs two days, YYYY-MM-DD/YYYY-MM-DD, none after today.')
  }
  if (sourceOfKind(kind) === null) {
    throw new ImportFailure('--complete is never said of declaration.')
  }
  return reach
}

function readTarget(values: {
  gateway?: string
  'token-file'?: string
  practice?: boolean
  data?: string
  seed: string
  world: string
}): ImportOptions['target'] {
  const { gateway, practice, world } = values
  if (gateway) {
    const tokenFile = values['token-file']
    if (!tokenFile) throw new ImportFailure('--gateway needs --token-file.')
    return { gateway, tokenFile }
  }
  if (!practice) return null
  if (world !== 'small' && world !== 'full') {
    throw new ImportFailure(`--world is small or full, not ${world}.`)
  }
  if (!/^\d{1,9}$/.test(values.seed)) throw new ImportFailure('--seed must be a whole number.')
  return { dataDir: values.data ?? null, seed: Number(values.seed), world }
}

/** Reads the command line; null when help was asked for. Throws ImportFailure. */
export function readImportOptions(args: string[]): ImportOptions | null {
  const { values, positionals } = parse(args)
  if (values.help) return null
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new ImportFailure('Name one file.')
  if (!values.source || !v.is(ImportSource, values.source)) {
    throw new ImportFailure('--source needs a name of letters, digits, spaces, dots and dashes.')
  }
  const kind = IMPORT_KINDS.find((one) => one === values.kind)
  if (!kind) throw new ImportFailure(`--kind is ${IMPORT_KINDS.join(' or ')}, not ${values.kind}.`)
  const target = readTarget(values)
  const dryRun = values['dry-run']
  if (!target && !dryRun)
    throw new ImportFailure('Say where it goes: --gateway, --practice, or --dry-run.')
  return {
    file,
    source: values.source,
    kind,
    map: readMap(kind, values.map),
    reach: readReach(kind, values.complete),
    dryRun,
    errors: values.errors ?? null,
    restart: values.restart,
    target,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        source: { type: 'string' },
        kind: { type: 'string', default: 'declaration' },
        map: { type: 'string' },
        complete: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        errors: { type: 'string' },
        restart: { type: 'boolean', default: false },
        gateway: { type: 'string' },
        'token-file': { type: 'string' },
        practice: { type: 'boolean' },
        data: { type: 'string' },
        seed: { type: 'string', default: '1' },
        world: { type: 'string', default: 'small' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new ImportFailure((error as Error).message)
  }
}
