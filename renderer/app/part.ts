import { lazy, type ComponentType } from 'react'
import { hostState } from '../data/client.ts'

const RELOADED_AT = 'tandem.reloaded'
/** One reload must be enough: a part that is missing again this soon is broken, not old. */
const ONCE_IN_MS = 60_000

/**
 * A part of the window that is read when it is first shown. After an update in place the files of
 * the page before are gone: the page then loads itself anew, once; when that does not help, the
 * boundary around the part tells.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- any component, whatever its properties
export function part<C extends ComponentType<any>>(load: () => Promise<{ default: C }>) {
  return lazy(() =>
    load().catch((error: unknown) => {
      const before = Number(sessionStorage.getItem(RELOADED_AT))
      if (hostState.get() !== 'CONNECTED' || Date.now() - before < ONCE_IN_MS) throw error
      sessionStorage.setItem(RELOADED_AT, String(Date.now()))
      location.reload()
      return new Promise<never>(() => undefined)
    }),
  )
}
