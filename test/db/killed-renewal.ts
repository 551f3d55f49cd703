/** Renews a cache and is killed at one of its writes: run by a test in a process of its own. */
import { renewProjection } from '../../db/renew-projection.ts'
import { connectWriter, WriteDb } from '../../db/sqlite.ts'

const file = process.env['TANDEM_FILE']!
const key = Buffer.from(process.env['TANDEM_KEY']!, 'hex')
let left = Number(process.env['TANDEM_WRITES'])

const db = connectWriter(file, key)
for (const name of ['run', 'exec'] as const) {
  const write = WriteDb.prototype[name] as (...args: unknown[]) => never
  WriteDb.prototype[name] = function (this: WriteDb, ...args: unknown[]) {
    if (left === 0) process.kill(process.pid, 'SIGKILL')
    left -= 1
    return write.apply(this, args)
  }
}
renewProjection(db, () => {}, { slice: 3, many: 5 })
db.close()
