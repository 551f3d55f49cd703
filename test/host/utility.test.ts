import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { expect, onTestFinished, test } from 'vitest'
import type { HostOrder, HostReport } from '../../domain/contract/shell.ts'
import { serveShell } from '../../host/main-utility.ts'
import { codeOf, type WindowClient } from './client.ts'
import { testFolder } from './folder.ts'

/** A shell of which only the parent port is real. */
function shell() {
  const orders = new EventEmitter()
  const reports: HostReport[] = []
  const exited = Promise.withResolvers<number>()
  serveShell(
    {
      on: (_, listener) => orders.on('message', listener),
      postMessage: (report) => reports.push(report),
    },
    exited.resolve,
  )
  const order = (data: HostOrder, ports: unknown[] = []) => orders.emit('message', { data, ports })
  return { order, reports, exited: exited.promise }
}

const start = (dataDir: string): HostOrder => ({
  type: 'start',
  dataDir,
  gateway: { url: 'http://127.0.0.1:9', issuer: 'http://127.0.0.1:9', clientId: 'tandem-desk' },
  master: Buffer.alloc(32, 4),
  practice: true,
  signInAs: null,
})

function openWindow(order: ReturnType<typeof shell>['order']): WindowClient {
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port1.close())
  order({ type: 'window' }, [port2])
  port1.start()
  return createORPCClient(new RPCLink({ port: port1 as unknown as globalThis.MessagePort }))
}

test('the shell starts the host, gives it windows and stops it', async () => {
  const { order, reports, exited } = shell()
  order(start(testFolder()))
  const window = openWindow(order)
  expect(await window.session.get()).toMatchObject({ state: 'SIGNED_OUT', mode: 'electron' })
  expect(await openWindow(order).session.get()).toMatchObject({ state: 'SIGNED_OUT' })
  expect(reports).toEqual([{ type: 'ready' }])
  order({ type: 'stop' })
  expect(await exited).toBe(0)
})

test('a folder in use: the shell is told, and the window shows why', async () => {
  const folder = testFolder()
  const first = shell()
  first.order(start(folder))
  await openWindow(first.order).session.get()
  const second = shell()
  second.order(start(folder))
  const window = openWindow(second.order)
  expect(await window.session.get()).toMatchObject({
    state: 'FAILED',
    error: { code: 'CACHE_LOCKED_BY_OTHER' },
  })
  expect(second.reports).toEqual([{ type: 'failed', code: 'CACHE_LOCKED_BY_OTHER' }])
  expect(await codeOf(window.session.signIn({ language: 'nl' }))).toBe('SIGN_IN_FAILED')
  for (const one of [first, second]) {
    one.order({ type: 'stop' })
    expect(await one.exited).toBe(0)
  }
})
