import { SlowCalls } from '../../host/support/slow-calls.ts'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { TandemError } from '../../domain/contract/errors.ts'
import { memoryPorts } from '../../host/doors/memory.ts'
import { Pending } from '../../host/pending.ts'
import type { WorkbenchService } from '../../host/router.ts'
import { PortServer } from '../../host/server.ts'
import { codeOf, portClient } from './client.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

test('what was answered is forgotten while others wait on', async () => {
  const pending = new Pending()
  const never = pending.wait(() => new Promise(() => {}))
  const answers: WeakRef<object>[] = []
  const answer = async () => {
    const page = { rows: [1, 2, 3] }
    answers.push(new WeakRef(page))
    return page
  }
  for (let n = 0; n < 20; n += 1) await pending.wait(answer)
  await new Promise((resolve) => setImmediate(resolve))
  collect()
  // The last one may still stand on a stack.
  const kept = answers.filter((one) => one.deref() !== undefined).length
  expect(kept, 'answers of 20 that are still held').toBeLessThanOrEqual(1)
  pending.giveUp(new TandemError('HOST_STOPPED'))
  await expect(never).rejects.toMatchObject({ code: 'HOST_STOPPED' })
})

test('once given up, nothing more is begun', async () => {
  const pending = new Pending()
  pending.giveUp(new TandemError('HOST_STOPPED'))
  let begun = 0
  const later = pending.wait(async () => (begun += 1))
  await expect(later).rejects.toMatchObject({ code: 'HOST_STOPPED' })
  expect(begun, 'calls that were begun').toBe(0)
})

test('closing answers the calls that wait', async () => {
  const signIn = () => new Promise(() => {})
  const server = new PortServer(
    { signIn } as unknown as WorkbenchService,
    () => {},
    new SlowCalls(),
  )
  const [here, there] = memoryPorts()
  server.attach(there)
  const waiting = codeOf(portClient(here).session.signIn({ language: 'nl' }))
  await new Promise((resolve) => setTimeout(resolve, 20))
  await server.close()
  expect(await waiting).toBe('HOST_STOPPED')
})
