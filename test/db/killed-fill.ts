/** Fills a cache and is killed in the middle of its second page: run by a test in a process of its own. */
import { openFill } from '../../db/index.ts'
import { FILL_FOR, WORLD } from './samples.ts'

const location = {
  file: process.env['TANDEM_FILE']!,
  key: Buffer.from(process.env['TANDEM_KEY']!, 'hex'),
}
const fill = openFill(location, FILL_FOR)
fill.put({ head: 10, records: WORLD.slice(0, 5), next: 'page-2', total: WORLD.length })
const second = WORLD.slice(5)
const records = second.map((record, i) =>
  i < second.length - 1
    ? record
    : // Reading the last record of the page kills the process within its transaction.
      {
        ...record,
        get body(): string {
          process.kill(process.pid, 'SIGKILL')
          return record.body
        },
      },
)
fill.put({ head: 10, records, next: null, total: WORLD.length })
