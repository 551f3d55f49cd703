/** A gateway in a process of its own, as a server runs it; tells its memory when asked. */
import { openPostgres } from '../../gateway/database.ts'
import { createGateway } from '../../gateway/server.ts'
import { TEST_SEAL } from '../seal.ts'

/** What it is told, by its arguments. */
const [databaseUrl, issuer, audience] = process.argv.slice(2) as [string, string, string]

const database = await openPostgres(databaseUrl)
const gateway = createGateway({ database, seal: TEST_SEAL, issuer, audience, log: () => {} })
const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 })

process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ rss: process.memoryUsage().rss })
})
// The bench is gone: so is its gateway.
process.on('disconnect', () => process.exit(0))
process.send?.({ url })
