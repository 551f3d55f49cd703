import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { openLoopbackDoor } from '../../host/doors/loopback.ts'
import { memoryPorts } from '../../host/doors/memory.ts'
import { messagePortDoor } from '../../host/doors/message-port.ts'
import { openSocket, portClient, type WindowClient } from './client.ts'
import { contractSuite } from './contract-suite.ts'
import { testFolder } from './folder.ts'

contractSuite('memory', (workbench) => {
  const [here, there] = memoryPorts()
  workbench.attach(there)
  return Promise.resolve(portClient(here))
})

contractSuite('a MessagePort', (workbench, whenOver) => {
  const { port1, port2 } = new MessageChannel()
  whenOver(() => port1.close())
  workbench.attach(messagePortDoor(port2))
  // The client's library listens with addEventListener, which does not start the port by itself.
  port1.start()
  const link = new RPCLink({ port: port1 as unknown as globalThis.MessagePort })
  return Promise.resolve(createORPCClient<WindowClient>(link))
})

contractSuite('a WebSocket', async (workbench, whenOver) => {
  const door = await openLoopbackDoor({
    port: 0,
    pageDir: testFolder(whenOver),
    log: () => {},
    attach: (port) => workbench.attach(port),
  })
  whenOver(() => door.close())
  const traded = await fetch(`${door.origin}/session`, {
    method: 'POST',
    headers: { origin: door.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token: door.token }),
  })
  const cookie = traded.headers.getSetCookie()[0]!.split(';', 1)[0]!
  const url = `${door.origin.replace('http:', 'ws:')}/workbench`
  const { port } = await openSocket(url, { cookie, origin: door.origin })
  return portClient(port)
})
