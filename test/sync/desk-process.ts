/**
 * A desk in a process of its own, for tests that kill it: signs in unless it is, then adds notes
 * without pause and prints the id of each one that was queued.
 */
import { join } from 'node:path'
import { memoryPorts } from '../../host/doors/memory.ts'
import { keyFile } from '../../host/keys/key-file.ts'
import { createWorkbench } from '../../host/workbench.ts'
import { portClient } from '../host/client.ts'

const [dataDir, url, issuer, run] = process.argv.slice(2) as [string, string, string, string]
const workbench = await createWorkbench({
  dataDir,
  gateway: { url, issuer, clientId: 'tandem-desk' },
  keys: keyFile(join(dataDir, 'key')),
  mode: 'browser',
  practice: true,
  holdMs: 0,
  log: () => {},
})
const [here, there] = memoryPorts()
workbench.attach(there)
const window = portClient(here)
if (workbench.session().state !== 'SIGNED_IN') await workbench.signInWith('vl-an')

for (let n = 1; ; n += 1) {
  const noteId = `killed-${run}-${n}`
  const args = { noteId, dossierId: `dossier-${1 + (n % 20)}`, text: `Nota ${n}.` }
  const result = await window.command.run({ name: 'addNote', args }).catch(() => null)
  if (result?.outcome === 'QUEUED') process.stdout.write(`${noteId}\n`)
  await new Promise((resolve) => setTimeout(resolve, 5))
}
