import { expect, test, vi } from 'vitest'
import { Desk } from '../../host/desk/desk.ts'
import { SessionKeeper } from '../../host/session/session.ts'
import { eventually, openDesk, startPractice, workingDesk } from './practice.ts'

test('a desk that cannot be closed keeps neither the next person nor the folder', async () => {
  const { address } = await startPractice()
  const desk = await workingDesk(address)
  const close = vi.spyOn(Desk.prototype, 'close')
  const left: unknown[] = []
  close.mockImplementationOnce(function (this: Desk) {
    left.push(this)
    return Promise.reject(new Error('the cache does not close'))
  })
  await desk.window.session.signOut()
  await desk.workbench.signInWith('wa-luc')
  expect((await desk.window.session.get()).actor?.id).toBe('wa-luc')
  expect(desk.log.map(({ event }) => event)).toContain('desk.close')
  close.mockImplementationOnce(function (this: Desk) {
    left.push(this)
    return Promise.reject(new Error('the cache does not close'))
  })
  await desk.close()
  close.mockRestore()
  const again = await openDesk(address, { dataDir: desk.dataDir })
  expect((await again.window.session.get()).state, 'the folder at the next start').toBe('SIGNED_IN')
  for (const one of left) await (one as Desk).close()
})

test('closing does not wait for a provider that is silent', async () => {
  const { address } = await startPractice()
  const { dataDir, close } = await workingDesk(address)
  await close()
  const token = vi.spyOn(SessionKeeper.prototype, 'token')
  token.mockReturnValue(new Promise(() => {}))
  const desk = await openDesk(address, { dataDir })
  await eventually(async () => token.mock.calls.length, Boolean)
  await desk.close()
  token.mockRestore()
  const again = await openDesk(address, { dataDir })
  expect((await again.window.session.get()).state).toBe('SIGNED_IN')
})
