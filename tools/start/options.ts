/** Command line of `npm start`. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { PRACTICE_PEOPLE } from '../../gateway/practice/people.ts'
import { fill, StartFailure, type StartTexts } from './texts.ts'

export type WorldSize = 'small' | 'full'

export interface StartOptions {
  help: boolean
  /** Browser mode even when Electron is there. */
  browser: boolean
  open: boolean
  /** Port of the page; 0 takes a free one. */
  port: number
  dataDir: string
  world: WorldSize
  seed: number
  /** Practice sign-in without a click. */
  person: string | null
  /** Another gateway than that of the practice world. */
  gateway: { url: string; issuer: string } | null
}

const PORT_MAX = 65_535
const SEED_MAX = 4_294_967_295

/** Reads the arguments after `--`. Throws StartFailure with a sentence. */
export function readOptions(args: string[], texts: StartTexts): StartOptions {
  const values = parse(args, texts)
  const gateway = readAddress(values, 'gateway', texts)
  const issuer = readAddress(values, 'issuer', texts)
  if ((gateway === null) !== (issuer === null)) throw new StartFailure(texts.issuerNeeded)
  const person = values.as ?? null
  if (person !== null && !gateway) checkPerson(person, texts)
  return {
    help: values.help ?? false,
    browser: values.browser ?? false,
    open: !values['no-open'],
    port: readNumber(values, 'port', 0, PORT_MAX, 0, texts),
    dataDir: resolve(values.data ?? defaultDataDir()),
    world: readWorld(values.world ?? 'small', texts),
    seed: readNumber(values, 'seed', 0, SEED_MAX, 1, texts),
    person,
    gateway: gateway && issuer ? { url: gateway, issuer } : null,
  }
}

type Values = ReturnType<typeof parse>

function parse(args: string[], texts: StartTexts) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean' },
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
        world: { type: 'string' },
        seed: { type: 'string' },
        as: { type: 'string' },
        gateway: { type: 'string' },
        issuer: { type: 'string' },
      },
    }).values
  } catch (error) {
    const option = /'(-[^' ]*|[^' ]+)/.exec((error as Error).message)?.[1] ?? args.join(' ')
    throw new StartFailure(fill(texts.badOption, { option }))
  }
}

function readNumber(
  values: Values,
  option: 'port' | 'seed',
  min: number,
  max: number,
  preset: number,
  texts: StartTexts,
): number {
  const value = values[option]
  if (value === undefined) return preset
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= min && number <= max) return number
  throw new StartFailure(fill(texts.badNumber, { option: `--${option}`, min, max, value }))
}

function readWorld(value: string, texts: StartTexts): WorldSize {
  if (value === 'small' || value === 'full') return value
  throw new StartFailure(fill(texts.badWorld, { value }))
}

function readAddress(
  values: Values,
  option: 'gateway' | 'issuer',
  texts: StartTexts,
): string | null {
  const value = values[option]
  if (value === undefined) return null
  const url = URL.canParse(value) ? new URL(value) : null
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new StartFailure(fill(texts.badAddress, { option: `--${option}`, value }))
  }
  return value.replace(/\/$/, '')
}

function checkPerson(person: string, texts: StartTexts): void {
  const people = PRACTICE_PEOPLE.map(({ id }) => id)
  if (people.includes(person)) return
  throw new StartFailure(fill(texts.unknownPerson, { person, people: people.join(', ') }))
}

/** The folder of this person for the practice world, where the system wants application data. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Tandem Practice')
  }
  if (platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', 'Tandem Practice')
  }
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'tandem-practice')
}

/** The text of --help. */
export function helpText({ help }: StartTexts): string {
  const lines = [
    ['--browser', help.browser],
    ['--no-open', help.noOpen],
    ['--port N', help.port],
    ['--data DIR', fill(help.data, { folder: defaultDataDir() })],
    ['--world small|full', help.world],
    ['--seed N', help.seed],
    ['--as PERSON', fill(help.as, { people: PRACTICE_PEOPLE.map(({ id }) => id).join(', ') })],
    ['--gateway URL', help.gateway],
    ['--issuer URL', help.issuer],
    ['--help', help.help],
  ]
  const options = lines.map(([option, meaning]) => `  ${option!.padEnd(20)}${meaning}`)
  return [help.usage, help.about, '', ...options].join('\n')
}
