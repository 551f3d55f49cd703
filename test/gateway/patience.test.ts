import { expect, it } from 'vitest'
import { sendingMs } from '../../domain/contract/line.ts'
import { patienceFor } from '../../gateway/listener.ts'
import { DEFAULT_LIMITS } from '../../gateway/server.ts'

it('waits for the largest body over the slowest line, and not as long for its head', () => {
  const { contentBodyBytes: bodyBytes } = DEFAULT_LIMITS
  const { head, request } = patienceFor(bodyBytes)
  expect(request).toBeGreaterThan(sendingMs(bodyBytes))
  expect(head).toBeLessThan(60_000)
  expect(sendingMs(bodyBytes), 'a mobile network at its edge').toBeGreaterThan(10 * 60_000)
})
