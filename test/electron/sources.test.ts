/** What no source of the application may hold, read from the files themselves (checklist, kind L). */
import { describe, expect, it } from 'vitest'
import { sourceFiles } from '../../tools/repository.ts'

const SHIPPED = sourceFiles(['domain', 'db', 'host', 'renderer', 'electron'], ['.ts', '.tsx'])
const ALL = [...SHIPPED, ...sourceFiles(['gateway', 'tools'], ['.ts'])]

function holders(pattern: RegExp, files = SHIPPED): string[] {
  return files.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
}

describe('sources', () => {
  it('are found', () => expect(SHIPPED.length).toBeGreaterThan(50))

  it.each([
    ['4 switch the sandbox off', /sandbox:\s*false|no-sandbox/],
    ['6 switch web security off', /webSecurity:\s*false|disable-web-security/],
    ['8 allow insecure content', /allowRunningInsecureContent:\s*true/],
    ['9 allow experimental features', /experimentalFeatures:\s*true/],
    ['10 name blink features', /enableBlinkFeatures|enable-blink-features/],
    ['11 hold a webview', /<webview|webviewTag:\s*true/],
    ['18 load from a file', /loadFile\(|['"`]file:/],
    ['20 hand the IPC renderer to the page', /exposeInMainWorld\([^)]*ipcRenderer\b(?!\.send)/],
  ])('none may %s', (_, pattern) => expect(holders(pattern)).toEqual([]))

  it('25: weaken TLS nowhere', () => {
    const pattern = /certificate-error|rejectUnauthorized:\s*false|NODE_TLS_REJECT_UNAUTHORIZED/
    expect(holders(pattern, ALL)).toEqual([])
  })

  it('4: enable the sandbox for everything before the application is ready', () => {
    const main = SHIPPED.find(({ path }) => path === 'electron/main.ts')?.text ?? ''
    const enabled = main.indexOf('app.enableSandbox()')
    expect(enabled).toBeGreaterThan(0)
    expect(enabled).toBeLessThan(main.indexOf('app.whenReady()'))
  })

  it('15: call the shell in one file', () => {
    expect(holders(/\bshell\b.*from 'electron'/)).toEqual(['electron/security/external-links.ts'])
  })

  it('17: name ipcMain in one file', () => {
    expect(holders(/\bipcMain\b.*from 'electron'/)).toEqual(['electron/security/ipc.ts'])
  })

  it('7: hold no inline script, style or handler in the page', () => {
    const pages = sourceFiles(['resources/page'], ['.html'])
    expect(pages).toHaveLength(1)
    expect(pages[0]?.text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/)
  })

  it('set inner HTML only from the icons that are built in', () => {
    expect(holders(/dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML/)).toEqual([
      'renderer/design/icon.tsx',
    ])
  })
})
