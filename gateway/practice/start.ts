/**
 * The practice gateway: the gateway on an embedded PostgreSQL with the practice world and a local
 * identity provider, all on the loopback address. Runs in the thread that calls it; thread.ts
 * gives it one of its own.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { brusselsToday } from '../../domain/calendar/local-date.ts'
import { WIRE_VERSION } from '../../domain/contract/sync.ts'
import { rememberPeople } from '../colleagues.ts'
import { openEmbedded, type Database } from '../database.ts'
import { logToStandardError, type Log } from '../log.ts'
import { migrate } from '../migrations.ts'
import { loadRecords } from '../records.ts'
import { newKeyLine, readSeal, sealStored, type Seal } from '../sealing.ts'
import { createGateway } from '../server.ts'
import { StartError } from '../start-error.ts'
import { lockDataFolder, makeDataFolder, readJsonFile, writeJsonFile } from './data-folder.ts'
import { GATEWAY_AUDIENCE, startIdentity } from './identity.ts'
import { storeContents } from '../documents.ts'
import { specimenContents } from './specimens.ts'
import { PRACTICE_PEOPLE } from './people.ts'
import { pageOf, writePlanted } from './planted.ts'
import { strangersOwned, withStrangers } from './strangers.ts'
import { World as PracticeWorld } from './world/index.ts'
import { FULL, SMALL, type WorldSizes } from './world/sizes.ts'

export interface PracticeSettings {
  /** Made when absent; one practice gateway at a time. Each world and seed keeps its own database. */
  dataDir: string
  seed: number
  world: 'small' | 'full' | WorldSizes
  /** Port of the gateway; 0: that of last time when it is free, else any. */
  port: number
  /** Port of the identity provider, likewise. */
  identityPort?: number
  log?: Log
}

export interface PracticeGateway {
  url: string
  issuer: string
  close(): Promise<void>
}

/** Starts everything, or stops what it started and throws a StartError. */
export async function startPracticeGateway(settings: PracticeSettings): Promise<PracticeGateway> {
  const { dataDir, log = logToStandardError } = settings
  await makeDataFolder(dataDir)
  const stops = [await lockDataFolder(dataDir)]
  const close = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop()
  }
  try {
    const ports = await readPorts(dataDir)
    const identity = await onPort(settings.identityPort ?? 0, ports.identity, (port) =>
      startIdentity({ dataFolder: dataDir, port }),
    )
    stops.push(identity.close)
    const seal = practiceSeal(dataDir)
    const database = await openWorld(settings, seal)
    stops.push(database.close)
    await sealStored(database, seal, log)
    const planted = plantedFile(settings)
    const gateway = createGateway({
      database,
      seal,
      planted: (from) => pageOf(planted, from),
      issuer: identity.issuer,
      audience: GATEWAY_AUDIENCE,
      log,
    })
    stops.push(gateway.close)
    const { url } = await onPort(settings.port, ports.gateway, (port) =>
      gateway.listen({ host: '127.0.0.1', port }),
    )
    await writeJsonFile(join(dataDir, PORTS_FILE), {
      gateway: Number(new URL(url).port),
      identity: Number(new URL(identity.issuer).port),
    })
    return { url, issuer: identity.issuer, close }
  } catch (error) {
    await close()
    throw error
  }
}

// ---------------------------------------------------------------- world

const SIZES = { small: SMALL, full: FULL } as const

/** Whose each record of a world really is, and of those beside it that they are nobody's. */
function* ownedIn(world: PracticeWorld): Generator<readonly [string, string]> {
  yield* world.owners()
  yield* strangersOwned()
}

/**
 * The database of this seed and world. It is made under another name and renamed when complete, so
 * that its own name means complete, whenever the process was killed.
 */
async function openWorld(settings: PracticeSettings, seal: Seal): Promise<Database> {
  const { seed, world } = settings
  const sizes = typeof world === 'string' ? SIZES[world] : world
  const folder = worldFolder(settings)
  if (!existsSync(folder)) {
    const unfinished = `${folder}.new`
    await rm(unfinished, { recursive: true, force: true })
    const today = brusselsToday(new Date())
    const fill = await openMigrated(unfinished)
    try {
      const made = new PracticeWorld({ seed, today, ...sizes })
      await loadRecords(fill, withStrangers(made.records(), today), seal)
      await writePlanted(plantedFile(settings), ownedIn(made))
      await storeContents(fill.queries, specimenContents())
    } finally {
      await fill.close()
    }
    await rename(unfinished, folder)
  }
  return await openMigrated(folder)
}

type World = Pick<PracticeSettings, 'dataDir' | 'seed' | 'world'>

function worldName({ seed, world }: World): string {
  const name = typeof world === 'string' ? world : Object.values(world).join('x')
  // Records of an older wire would not fit: a new wire starts with a new world.
  return `${name}-seed-${seed}-wire-${WIRE_VERSION}`
}

const worldFolder = (world: World): string => join(world.dataDir, `world-${worldName(world)}`)

/** What is true of a world stands beside its database, never in it: no record says it. */
const plantedFile = (world: World): string => join(world.dataDir, `planted-${worldName(world)}.txt`)

/**
 * The database of a practice gateway that does not run. Throws DATA_FOLDER_IN_USE while it does,
 * BAD_SETTINGS when there is none.
 */
export async function openPracticeDatabase(world: World): Promise<Database> {
  const folder = worldFolder(world)
  if (!existsSync(folder)) throw new StartError('BAD_SETTINGS', 'no practice world lies there')
  const release = await lockDataFolder(world.dataDir)
  try {
    const database = await openEmbedded(folder)
    const close = async (): Promise<void> => {
      await database.close()
      await release()
    }
    return { ...database, close }
  } catch (error) {
    await release()
    throw error
  }
}

async function openMigrated(folder: string): Promise<Database> {
  const database = await openEmbedded(folder)
  try {
    await migrate(database)
    await rememberPeople(database.queries, PRACTICE_PEOPLE)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The key of a practice gateway lies beside its databases, for its owner alone. Made when absent. */
function practiceSeal(dataDir: string): Seal {
  const file = join(dataDir, 'seal.key')
  if (!existsSync(file)) writeFileSync(file, `${newKeyLine()}\n`, { mode: 0o600 })
  return readSeal(file)
}

// ---------------------------------------------------------------- ports

const PORTS_FILE = 'ports.json'
const Port = v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)), 0)
const Ports = v.fallback(v.object({ gateway: Port, identity: Port }), { gateway: 0, identity: 0 })

async function readPorts(dataDir: string): Promise<{ gateway: number; identity: number }> {
  return v.parse(Ports, await readJsonFile(join(dataDir, PORTS_FILE)))
}

/** Starts on the wanted port; when any will do, on the one of last time or else a free one. */
async function onPort<T>(
  wanted: number,
  before: number,
  start: (port: number) => Promise<T>,
): Promise<T> {
  if (wanted !== 0 || before === 0) return await start(wanted)
  try {
    return await start(before)
  } catch (error) {
    if (error instanceof StartError && error.code === 'PORT_TAKEN') return await start(0)
    throw error
  }
}
