/**
 * Sign-out everywhere. A person's sign-ins before a moment no longer count, whatever tokens came
 * of them. It is looked up at each request, so that all gateways on a database agree at once.
 */
import { eq, sql } from 'drizzle-orm'
import { TandemError } from '../domain/contract/errors.ts'
import { SIGN_OUT_CHANNEL, type Database, type Queries } from './database.ts'
import { signOut } from './schema.ts'
import type { Caller } from './token.ts'

/** The issuer tells the moment of a sign-in in whole seconds. */
const SIGN_IN_PRECISION_MS = 1000

/** Throws GATEWAY_REFUSED_TOKEN {signedOutAt} when the caller signed in before they left everywhere. */
export async function refuseSignedOut(
  queries: Queries,
  { actor, signedInAt }: Caller,
): Promise<void> {
  const [left] = await queries.select().from(signOut).where(eq(signOut.person, actor.id))
  if (!left || signedInAt >= left.notBefore) return
  const signedOutAt = new Date(left.at).toISOString()
  throw new TandemError('GATEWAY_REFUSED_TOKEN', { signedOutAt })
}

/**
 * Ends all sessions of the caller: this one, and those begun before now by the issuer's clock, which tells
 * when a session began; null: it is taken to go as ours. Every gateway on the database hears of it and ends
 * their hint streams.
 */
export async function signOutEverywhere(
  database: Database,
  { actor, signedInAt }: Caller,
  now: Date,
  issuerClock: number | null,
): Promise<void> {
  const at = now.getTime()
  const there = issuerClock === null ? at : issuerClock + SIGN_IN_PRECISION_MS
  const notBefore = Math.max(there, signedInAt + SIGN_IN_PRECISION_MS)
  await database.transaction(async (tx) => {
    await tx
      .insert(signOut)
      .values({ person: actor.id, at, notBefore })
      .onConflictDoUpdate({
        target: signOut.person,
        set: { at, notBefore: sql`GREATEST(${signOut.notBefore}, ${notBefore})` },
      })
    await tx.execute(sql`SELECT pg_notify(${SIGN_OUT_CHANNEL}, ${actor.id})`)
  })
}
