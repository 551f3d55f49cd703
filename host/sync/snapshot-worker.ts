/**
 * Runs in a worker thread beside the one that stores: pulls the snapshot, checks every body and
 * makes the rows. Reading a page costs about as much as storing it, so two threads halve the wait.
 */
import { parentPort } from 'node:worker_threads'
import { gatewayClient, type TokenSource } from './gateway-client.ts'
import { snapshotPages } from './snapshot-pages.ts'
import { serveSnapshots } from './snapshot-service.ts'
import { tokensOf } from './worker-tokens.ts'

/**
 * Keeps a token until the gateway refuses it: whoever would answer is busy storing a page, and a
 * request for the next one must not wait for that.
 */
function untilRefused(tokens: TokenSource): TokenSource {
  let kept: Promise<string> | null = null
  return {
    token(refused, signedOutAt) {
      if (refused !== undefined) kept = null
      kept ??= tokens.token(refused, signedOutAt).catch((error: unknown) => {
        kept = null
        throw error
      })
      return kept
    },
  }
}

const port = parentPort!
const tokens = untilRefused(tokensOf(port))
serveSnapshots(port, ({ gatewayUrl, gatewayId, after }) =>
  snapshotPages(gatewayClient(gatewayUrl, tokens), gatewayId, after),
)
