/**
 * Bench `relink`: 1,000 changed declarations on a warm register, until links and findings of whom
 * they touch are stored; beside linking everything anew.
 */
import { copyFileSync, rmSync } from 'node:fs'
import { openCache } from '../../db/index.ts'
import type { Change } from '../../domain/contract/sync.ts'
import { engineOf } from '../../domain/risk/index.ts'
import { judgeMany, personSubject } from '../../host/analysis/subjects.ts'
import { Linker } from '../../host/linking/linker.ts'
import { atMost, type Bench } from './figure.ts'
import { median, timed } from './measure.ts'
import { linkCache, TODAY } from './queue.world.ts'

const CHANGED = 1_000
const ROUNDS = 5
const LIMIT_MS = 200

const bench: Bench = async function* ({ world }) {
  const made = linkCache(world)
  const location = { ...made, file: `${made.file}.relink` }
  copyFileSync(made.file, location.file)
  const cache = openCache(location)
  try {
    const rules = { engine: engineOf(TODAY), shadow: null }
    const linker = new Linker(cache.links)
    const model = linker.learn()
    const last = cache.links.lastDeclaration()
    const all = timed(() => {
      for (const { rows } of linker.all(0, last)) cache.writeLinks({ rows, upTo: 0, model })
    })
    linker.rememberOpen()
    const step = Math.floor(last / CHANGED)
    const linked: number[] = []
    const samples: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const { cursor, ...state } = cache.state()
      const changes: Change[] = cache.links
        .someWorkers(Math.floor(last / step))
        .slice(0, CHANGED)
        .map(({ id }) => {
          const { body, version } = cache.record('declaration', id)!
          // One name in ten loses a letter: those are linked by score from now on.
          if (version % 10 === round) body.worker.familyName = body.worker.familyName.slice(1)
          body.worker.insz = null
          const text = JSON.stringify(body)
          return { n: cursor + 1, kind: 'declaration', id, version: version + 1, body: text }
        })
      const { persons } = cache.applyPage({
        gatewayId: state.gatewayId,
        view: state.view,
        from: cursor,
        to: cursor + 1,
        head: cursor + 1,
        changes,
        settlements: [],
      })
      let touched: string[] = []
      const ms = timed(() => {
        const waiting = cache.links.waiting()
        const rows = linker.renew(waiting)
        const written = cache.writeLinks({ rows, upTo: waiting.upTo, model: null })
        touched = [...new Set([...persons, ...written.persons])]
      })
      linked.push(ms)
      samples.push(
        ms +
          timed(() => {
            cache.writeFindings(judgeMany(cache, touched.map(personSubject), rules))
          }),
      )
    }
    yield atMost('1,000 changed declarations relinked', median(linked), 'ms', LIMIT_MS, all)
    yield atMost('1,000 changed declarations to findings', median(samples), 'ms', LIMIT_MS, all)
  } finally {
    cache.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${location.file}${end}`, { force: true })
  }
}

export default bench
