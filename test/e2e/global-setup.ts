/** Builds the page and makes one practice world; every test starts from a copy of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensurePage } from '../../tools/start/page.ts'
import { startTexts } from '../../tools/start/texts.ts'
import { TEMPLATE_VARIABLE } from './desk.ts'
import { npm } from './program.ts'

export default async function prepare(): Promise<() => void> {
  await ensurePage(startTexts('en'))
  const folder = mkdtempSync(join(tmpdir(), 'tandem-e2e-template-'))
  const template = join(folder, 'gateway')
  const gateway = npm('gateway', ['--practice', '--data', template, '--port', '0'])
  await gateway.line('gateway ready ')
  await gateway.stop()
  // Each copy takes ports of its own.
  rmSync(join(template, 'ports.json'), { force: true })
  process.env[TEMPLATE_VARIABLE] = template
  return () => rmSync(folder, { recursive: true, force: true })
}
