/**
 * Keys of directors and accounts in lines of registers and about workers, as they are stored and travel to desks. What an
 * extract's reader makes of a national number or an account is found by trying all numbers there are; under a
 * secret that never leaves the gateway's database nobody can who has a desk or its cache. Who has
 * that database has the secret too.
 */
import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { RegisterLineBody, WorkerLineBody } from '../domain/contract/records.ts'
import { accountKey, accountKeyOf } from '../domain/identifiers/iban.ts'
import { rows, type Queries } from './database.ts'

/** The same text has the same key in this database, and another one in any other. */
export type KeyOf = (text: string) => string

const KEY_BYTES = 20

/** Keys under a secret that was read already. */
export const keysUnder =
  (secret: string): KeyOf =>
  (text) =>
    createHmac('sha256', secret).update(text).digest().subarray(0, KEY_BYTES).toString('base64url')

export async function registerKeys(queries: Queries): Promise<KeyOf> {
  const [gateway] = await rows<{ register_key: string }>(
    queries,
    sql`SELECT register_key FROM gateway`,
  )
  if (!gateway) throw new Error('the gateway has no identity')
  return keysUnder(gateway.register_key)
}

/**
 * The gateway's key of an account, from what the reader of an extract makes of its number: of one line the whole
 * number is told too, of a payment never, and the same account has one key.
 */
const accountUnder = (told: string, keyOf: KeyOf): string =>
  accountKeyOf(keyOf(`account ${told}`), told)

/** A line as it is stored: its director and account under keys of the gateway's own. */
export function keyedLine(line: RegisterLineBody, keyOf: KeyOf): RegisterLineBody {
  const { sanction, directorship, account } = line
  const directorKey = (told: string) => `dir-${keyOf(`director ${told}`)}`
  return {
    ...line,
    sanction: sanction && {
      ...sanction,
      director: sanction.director === null ? null : directorKey(sanction.director),
    },
    directorship: directorship && {
      ...directorship,
      director: directorKey(directorship.director),
    },
    account: account && {
      ...account,
      key: accountUnder(account.iban === null ? account.key : accountKey(account.iban), keyOf),
    },
  }
}

/** A line about a worker as it is stored: the account of a payment under a key of the gateway's own. */
export function keyedPayment(line: WorkerLineBody, keyOf: KeyOf): WorkerLineBody {
  const { payment } = line
  if (payment === null || payment.account === null) return line
  return { ...line, payment: { ...payment, account: accountUnder(payment.account, keyOf) } }
}
