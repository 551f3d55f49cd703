/** The only file that names ipcMain: every message is checked for its sender before it is heard. */
import { ipcMain, type WebContents } from 'electron'
import { CHANNELS } from '../channels.ts'
import { isOwnMainFrame } from './senders.ts'

/** Calls back when our page asks for a port to the host. */
export function onPortRequest(listener: (page: WebContents) => void): void {
  ipcMain.on(CHANNELS.requestPort, (event) => {
    if (isOwnMainFrame(event.senderFrame)) listener(event.sender)
  })
}

/** Calls back when our page asks to open a link outside. */
export function onOpenExternal(listener: (address: string) => void): void {
  ipcMain.on(CHANNELS.openExternal, (event, address: unknown) => {
    if (isOwnMainFrame(event.senderFrame) && typeof address === 'string') listener(address)
  })
}
