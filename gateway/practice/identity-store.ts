/**
 * What the practice identity provider remembers. Sessions, grants and refresh tokens live in one file of the
 * data folder, readable by its owner alone, so that a desk stays signed in over a restart; a
 * sign-in under way lives in memory.
 */
import * as v from 'valibot'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { readJsonFile, writeJsonFile } from './data-folder.ts'

/** Kinds of entries that must survive a restart. */
const KEPT = new Set(['Session', 'Grant', 'RefreshToken'])

interface Entry {
  payload: AdapterPayload
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** One store per provider; `adapter` is what oidc-provider asks for each of its models. */
export interface IdentityStore {
  adapter(model: string): Adapter
}

/** Opens the store of a file. A file that cannot be read as such means: everybody signs in again. */
export async function openIdentityStore(file: string, now: () => number): Promise<IdentityStore> {
  const entries = await readEntries(file)
  let writing = Promise.resolve()

  function save(): Promise<void> {
    writing = writing.then(async () => {
      const kept = [...entries].filter(
        ([key, { expiresAt }]) => KEPT.has(modelOf(key)) && expiresAt > now(),
      )
      await writeJsonFile(file, kept)
    })
    return writing
  }

  async function remove(matches: (key: string, entry: Entry) => boolean): Promise<void> {
    let kept = false
    for (const [key, entry] of entries) {
      if (!matches(key, entry)) continue
      entries.delete(key)
      kept ||= KEPT.has(modelOf(key))
    }
    if (kept) await save()
  }

  function find(key: string): AdapterPayload | undefined {
    const entry = entries.get(key)
    return entry && entry.expiresAt > now() ? entry.payload : undefined
  }

  function findBy(model: string, matches: (payload: AdapterPayload) => boolean) {
    for (const [key, { payload }] of entries) {
      if (modelOf(key) === model && matches(payload)) return find(key)
    }
    return undefined
  }

  return {
    adapter: (model) => ({
      async upsert(id, payload, expiresIn) {
        const expiresAt = expiresIn === undefined ? Infinity : now() + expiresIn * 1000
        entries.set(`${model}:${id}`, { payload, expiresAt: Math.min(expiresAt, LAST_INSTANT) })
        await remove((_key, entry) => entry.expiresAt <= now())
        if (KEPT.has(model)) await save()
      },
      find: async (id) => find(`${model}:${id}`),
      findByUid: async (uid) => findBy(model, (payload) => payload.uid === uid),
      findByUserCode: async (code) => findBy(model, (payload) => payload.userCode === code),
      async consume(id) {
        const entry = entries.get(`${model}:${id}`)
        if (entry) entry.payload.consumed = Math.floor(now() / 1000)
        if (KEPT.has(model)) await save()
      },
      destroy: (id) => remove((key) => key === `${model}:${id}`),
      revokeByGrantId: (grantId) => remove((_key, { payload }) => payload.grantId === grantId),
    }),
  }
}

/** JSON has no infinity: the last instant that a Date can hold. */
const LAST_INSTANT = 8.64e15

const modelOf = (key: string): string => key.slice(0, key.indexOf(':'))

const Entries = v.fallback(
  v.array(v.tuple([v.string(), v.object({ payload: v.looseObject({}), expiresAt: v.number() })])),
  [],
)

async function readEntries(file: string): Promise<Map<string, Entry>> {
  return new Map(v.parse(Entries, await readJsonFile(file)))
}
