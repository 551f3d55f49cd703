/** Shows a page in the person's browser. */
import { spawn } from 'node:child_process'
import { ensureBrowser, MissingProgram, onPath } from '../system.ts'
import { fill, type StartTexts } from './texts.ts'

/** Opens the address; where nothing can show it, a sentence on the error output says so. */
export function openInBrowser(url: string, texts: StartTexts): void {
  const command = openCommand(url)
  if (!command) {
    console.error(fill(texts.browserMissing, { url }))
    return
  }
  const [program, ...args] = command
  const child = spawn(program!, args, { detached: true, stdio: 'ignore' })
  child.once('error', () => console.error(fill(texts.browserMissing, { url })))
  child.unref()
}

/** Program and arguments that show an address; null without a screen or a browser. */
function openCommand(url: string): string[] | null {
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  if (process.platform === 'darwin') return ['open', url]
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return null
  const opener = onPath('xdg-open')
  if (opener) return [opener, url]
  try {
    return [ensureBrowser(), url]
  } catch (error) {
    if (!(error instanceof MissingProgram)) throw error
    console.error(error.message)
    return null
  }
}
