/** Colleagues see who has a dossier open, for as long as that desk is there, and no longer. */
import { expect, onTestFinished, test } from 'vitest'
import type { OpenDossiers } from '../../domain/contract/opened.ts'
import { memoryPorts } from '../../host/doors/memory.ts'
import { portClient, type WindowClient } from './client.ts'
import { eventually, startPractice, type TestDesk, workingDesk } from './practice.ts'

/** What the desk's window was told last. */
function follow(desk: TestDesk): () => Promise<OpenDossiers> {
  let latest: OpenDossiers = { known: false, dossiers: [] }
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const listen = async () => {
    for await (const event of await desk.window.events(undefined, { signal: stop.signal })) {
      if (event.type === 'opened') latest = event.opened
    }
  }
  listen().catch(() => {})
  return () => Promise.resolve(latest)
}

/** The window shows a dossier; gives the way to leave it. */
function stay(window: WindowClient, id: string): () => void {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const listen = async () => {
    for await (const none of await window.dossier.stay({ id }, { signal: stop.signal })) {
      void none
    }
  }
  listen().catch(() => {})
  return () => stop.abort()
}

const isEmpty = ({ known, dossiers }: OpenDossiers) => known && dossiers.length === 0
const isAt = (id: string) => (open: OpenDossiers) =>
  open.dossiers.length === 1 && open.dossiers[0]!.dossierId === id

test('a colleague hears of it, moves with it, and it ends with screen, window and desk', async () => {
  const practice = await startPractice()
  const an = await workingDesk(practice.address, 'vl-an')
  const joris = await workingDesk(practice.address, 'vl-joris')
  const auditor = await workingDesk(practice.address, 'audit-vera')
  const seen = follow(joris)
  const own = follow(an)
  const audited = follow(auditor)
  await eventually(seen, isEmpty)

  const leaveFirst = stay(an.window, 'dossier-1')
  const first = await eventually(seen, isAt('dossier-1'))
  expect(first.dossiers).toEqual([{ dossierId: 'dossier-1', person: 'vl-an', track: 'WORK' }])
  stay(an.window, 'dossier-2')
  leaveFirst()
  await eventually(seen, isAt('dossier-2'))
  stay(auditor.window, 'dossier-2')
  expect((await own()).dossiers, 'nobody is a colleague of themselves').toEqual([])
  expect((await audited()).dossiers, 'auditors do not watch who works').toEqual([])

  const [here, there] = memoryPorts()
  an.workbench.attach(there)
  stay(portClient(here), 'dossier-3')
  await eventually(seen, isAt('dossier-3'))
  here.close()
  await eventually(seen, isAt('dossier-2'))

  await an.close()
  await eventually(seen, isEmpty)
})

test('without network nobody knows, and what was known before is not shown', async () => {
  const practice = await startPractice()
  const elsewhere = await startPractice()
  const an = await workingDesk(practice.address, 'vl-an')
  const joris = await workingDesk(elsewhere.address, 'vl-joris')
  const seen = follow(joris)
  stay(an.window, 'dossier-3')
  await eventually(seen, isAt('dossier-3'))

  elsewhere.line.mode = 'DOWN'
  elsewhere.line.drop()
  expect(await eventually(seen, ({ known }) => !known)).toEqual({ known: false, dossiers: [] })
  elsewhere.line.mode = 'PASS'
  await joris.window.sync.now()
  await eventually(seen, isAt('dossier-3'))

  // The other desk loses its net: its stream ends at the gateway.
  practice.line.mode = 'DOWN'
  practice.line.drop()
  await eventually(seen, isEmpty)
  const told = [...an.log, ...joris.log].map((entry) => JSON.stringify(entry)).join('\n')
  expect(told, 'no log says who looks at what').not.toMatch(/dossier-3|vl-an|vl-joris/)
})
