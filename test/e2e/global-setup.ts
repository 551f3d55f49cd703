/**
 * Builds the page and makes one data folder with everything in it: a practice world and the desk of
 * one officer, filled and compared. Every test starts from a copy.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensurePage } from '../../tools/start/page.ts'
import { startTexts } from '../../tools/start/texts.ts'
import { OFFICER, TEMPLATE_VARIABLE } from './desk.ts'
import { npm } from './program.ts'
import { connectWindow, whenComplete } from './window-client.ts'

export default async function prepare(): Promise<() => void> {
  await ensurePage(startTexts('en'))
  const template = mkdtempSync(join(tmpdir(), 'tandem-e2e-template-'))
  const args = ['--browser', '--no-open', '--data', template, '--as', OFFICER]
  const program = npm('start', args)
  const { url } = JSON.parse(await program.line('ready ')) as { url: string }
  const window = await connectWindow(url)
  await whenComplete(window)
  window.close()
  await program.stop()
  process.env[TEMPLATE_VARIABLE] = template
  return () => rmSync(template, { recursive: true, force: true })
}
