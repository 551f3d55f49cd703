/** Fills a cache and is killed in the middle of its second page: run by a test in a process of its own. */
import { openFill } from '../../db/index.ts'
import { pageRows } from '../../db/page-rows.ts'
import { FILL_FOR, WORLD } from './samples.ts'

const location = {
  file: process.env['TANDEM_FILE']!,
  key: Buffer.from(process.env['TANDEM_KEY']!, 'hex'),
}
const fill = openFill(location, FILL_FOR)
fill.put({ head: 10, records: WORLD.slice(0, 5), next: 'page-2', total: WORLD.length })
const second = { head: 10, records: WORLD.slice(5), next: null, total: WORLD.length }
const rows = pageRows(second)
// Reading the bodies of the last kind, when its hot rows are in, kills the process.
Object.defineProperty(rows.kinds.at(-1), 'bodies', {
  get: () => process.kill(process.pid, 'SIGKILL'),
})
fill.putRows(rows)
