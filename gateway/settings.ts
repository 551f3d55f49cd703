/** Settings of `npm run gateway`: options first, then the environment. */
import { parseArgs } from 'node:util'
import { DOCUMENT_MB_MAX } from '../domain/documents/content.ts'
import { UPLOAD_MB_PER_DAY } from './documents.ts'
import { StartError } from './start-error.ts'

export const HELP = `The gateway of Tandem: keeps the desks in step.

  npm run gateway -- [options]

On a PostgreSQL server (15 or newer), with an OpenID Connect provider:
  --database-url URL   TANDEM_DATABASE_URL   postgres://user:password@host:5432/database
  --issuer URL         TANDEM_ISSUER         issuer of access tokens (JWT, ES256, at+jwt)
  --audience NAME      TANDEM_AUDIENCE       audience of access tokens (tandem-gateway)
  --seal-key-file FILE TANDEM_SEAL_KEY_FILE  keys that lock who reported an irregularity: see the README
  --host ADDRESS       TANDEM_HOST           address to listen on (127.0.0.1; TLS ends before it)
  --port N             TANDEM_PORT           port to listen on, 0 for a free one (8710)
  --upload-mb N        TANDEM_UPLOAD_MB      what one person may send a day, in MB (2000, at least 32)
  --restored           after a restore of the database, before the first start: marks its data as
                       restored, so that desks ask and fill anew, and stops

With the practice world: embedded PostgreSQL, invented people, local identity provider:
  --practice           needs no other setting; listens on 127.0.0.1 only
  --data DIR           TANDEM_DATA           folder for its data (.tandem-gateway)
  --seed N             seed of the world (1)
  --world small|full   size of the world (small)
  --port N             port of the gateway, 0 for a free one (8710)
  --oidc-port N        port of the identity provider (0)

The access log:
  verify-log           walks its chain and tells whether it is whole; exit code 0, or 1 at the first
                       entry that is missing or was changed. Needs --database-url, or --practice
                       with --data, --seed and --world of a practice gateway that does not run.

  --help               shows this

A statement may take 20 s, a transaction may wait 30 s for its next one, and a server that does
not answer is given up after 40 s. The database URL may set other limits, in milliseconds:
?statement_timeout=N&idle_in_transaction_session_timeout=N&query_timeout=N

Prefer the environment for the database URL: options can be read in the list of processes.
Prints one line, gateway ready {"url","issuer"}, when it can be used. Stops on SIGINT and SIGTERM.
`

export interface ServerSettings {
  kind: 'server'
  databaseUrl: string
  issuer: string
  audience: string
  /** Null: not told. A gateway does not start without it. */
  sealKeyFile: string | null
  host: string
  port: number
  /** What one person may send a day, in MB. */
  uploadMbPerDay: number
  /** Mark the data as restored and stop. */
  restored: boolean
}

export interface PracticeCommandSettings {
  kind: 'practice'
  dataDir: string
  seed: number
  world: 'small' | 'full'
  port: number
  identityPort: number
}

/** Where the access log to verify lies. */
export interface VerifySettings {
  kind: 'verify'
  log:
    | { databaseUrl: string }
    | { practice: Pick<PracticeCommandSettings, 'dataDir' | 'seed' | 'world'> }
}

export type Settings = ServerSettings | PracticeCommandSettings | VerifySettings | { kind: 'help' }

const VERIFY = 'verify-log'

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  practice: { type: 'boolean' },
  restored: { type: 'boolean' },
  'database-url': { type: 'string' },
  issuer: { type: 'string' },
  audience: { type: 'string' },
  'seal-key-file': { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'upload-mb': { type: 'string' },
  data: { type: 'string' },
  seed: { type: 'string' },
  world: { type: 'string' },
  'oidc-port': { type: 'string' },
} as const

/** Reads the settings. Throws BAD_SETTINGS with the name of the setting, never with its value. */
export function readSettings(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const { values, verify } = parseOptions(args)
  if (values.help) return { kind: 'help' }
  if (verify && !values.practice) {
    const url = databaseUrl(values['database-url'] ?? environment['TANDEM_DATABASE_URL'])
    return { kind: 'verify', log: { databaseUrl: url } }
  }
  const port = wholeNumber('port', values.port ?? environment['TANDEM_PORT'] ?? '8710', 65_535)
  if (!values.practice) {
    return {
      kind: 'server',
      databaseUrl: databaseUrl(values['database-url'] ?? environment['TANDEM_DATABASE_URL']),
      issuer: issuerUrl(values.issuer ?? environment['TANDEM_ISSUER']),
      audience: values.audience ?? environment['TANDEM_AUDIENCE'] ?? 'tandem-gateway',
      sealKeyFile: values['seal-key-file'] ?? environment['TANDEM_SEAL_KEY_FILE'] ?? null,
      host: values.host ?? environment['TANDEM_HOST'] ?? '127.0.0.1',
      port,
      uploadMbPerDay: uploadMb(values['upload-mb'] ?? environment['TANDEM_UPLOAD_MB']),
      restored: values.restored === true,
    }
  }
  const world = values.world ?? 'small'
  if (world !== 'small' && world !== 'full') throw bad('world must be small or full')
  const practice = {
    dataDir: values.data ?? environment['TANDEM_DATA'] ?? '.tandem-gateway',
    seed: wholeNumber('seed', values.seed ?? '1', Number.MAX_SAFE_INTEGER),
    world,
  } as const
  if (verify) return { kind: 'verify', log: { practice } }
  return {
    kind: 'practice',
    ...practice,
    port,
    identityPort: wholeNumber('oidc-port', values['oidc-port'] ?? '0', 65_535),
  }
}

const bad = (detail: string): StartError => new StartError('BAD_SETTINGS', detail)

function parseOptions(args: readonly string[]) {
  try {
    const verify = args[0] === VERIFY
    const rest = verify ? args.slice(1) : [...args]
    const { values } = parseArgs({ args: rest, options: OPTIONS, allowPositionals: false })
    return { values, verify }
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ')
    throw new StartError('BAD_SETTINGS', sentence ?? null, { cause: error })
  }
}

function wholeNumber(name: string, text: string, max: number): number {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : NaN
  if (!(number <= max)) throw bad(`${name} must be a whole number from 0 to ${max}`)
  return number
}

/** No less than one document may have: it would never come through. */
function uploadMb(text = String(UPLOAD_MB_PER_DAY)): number {
  const mb = wholeNumber('upload-mb', text, Number.MAX_SAFE_INTEGER)
  if (mb < DOCUMENT_MB_MAX) throw bad(`upload-mb must be at least ${DOCUMENT_MB_MAX}`)
  return mb
}

function databaseUrl(text: string | undefined): string {
  if (!text) throw bad('TANDEM_DATABASE_URL is missing (or use --practice)')
  // Not parsed as a URL: an address of a socket has no host.
  if (!/^postgres(ql)?:\/\//.test(text)) {
    throw bad('TANDEM_DATABASE_URL must be a postgres:// address')
  }
  return text
}

/** Plain http is for a provider on this very machine only. */
function issuerUrl(text: string | undefined): string {
  if (!text) throw bad('TANDEM_ISSUER is missing (or use --practice)')
  const url = URL.parse(text)
  const loopback = url?.hostname === '127.0.0.1' || url?.hostname === '[::1]'
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)) return text
  throw bad('TANDEM_ISSUER must be an https address')
}
