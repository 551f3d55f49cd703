import { shell } from 'electron'
import { mayOpenExternally } from './addresses.ts'

/**
 * The one door for links that leave the application; nothing else calls the shell. Refused ones
 * are dropped without a trace of the address, which may hold personal data.
 */
export function openExternal(address: string, options: { allowLoopback: boolean }): void {
  if (!mayOpenExternally(address, options)) return
  shell.openExternal(address).catch(() => {
    console.error('The operating system could not open a link.')
  })
}
