import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { appFile } from '../../electron/security/app-files.ts'
import { contentSecurityPolicy, responseHeaders } from '../../electron/security/content-policy.ts'

const ROOT = resolve('/srv/tandem/renderer')

describe('files of the app scheme (checklist 18)', () => {
  it('finds a file of the page with its type', () => {
    expect(appFile('GET', 'app://tandem/assets/index-1a.js?v=1#x', ROOT)).toEqual({
      path: resolve(ROOT, 'assets/index-1a.js'),
      contentType: 'text/javascript; charset=utf-8',
    })
    expect(appFile('GET', 'app://tandem/index.html', ROOT)?.contentType).toContain('text/html')
  })

  it.each([
    ['POST', 'app://tandem/index.html'],
    ['HEAD', 'app://tandem/index.html'],
    ['GET', 'app://other/index.html'],
    ['GET', 'app://tandem.example.org/index.html'],
    ['GET', 'file:///srv/tandem/renderer/index.html'],
    ['GET', 'app://tandem/..%2f..%2fetc/passwd.json'],
    ['GET', 'app://tandem/%2e%2e/secret.json'],
    ['GET', 'app://tandem/a/%2e%2e%2f%2e%2e%2fsecret.json'],
    ['GET', 'app://tandem/..%5csecret.json'],
    ['GET', 'app://tandem/%252e%252e%252fsecret.json'],
    ['GET', 'app://tandem/%2fetc%2fhosts.json'],
    ['GET', 'app://tandem//server/share.json'],
    ['GET', 'app://tandem/C:%5cwindows%5cx.json'],
    ['GET', 'app://tandem/C:/windows/x.json'],
    ['GET', 'app://tandem/index.html%00.js'],
    ['GET', 'app://tandem/%E0%A4%A.js'],
    ['GET', 'app://tandem/'],
    ['GET', 'app://tandem/program.exe'],
  ])('refuses %s %s', (method, address) => {
    const found = appFile(method, address, ROOT)
    expect(found === null || found.path.startsWith(ROOT)).toBe(true)
    // The parser itself takes plain `..` away; what is left of those names no file of the page.
    expect(found?.path ?? null).toBe(
      address.includes('/%2e%2e/') ? resolve(ROOT, 'secret.json') : null,
    )
  })
})

describe('headers of the app scheme (checklist 7)', () => {
  it('loads from itself alone and connects nowhere', () => {
    expect(contentSecurityPolicy()).toMatchInlineSnapshot(
      `"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'; frame-ancestors 'none'; object-src 'none'; worker-src 'self'"`,
    )
    expect(contentSecurityPolicy()).not.toMatch(/unsafe|\*|https?:|data:|blob:/)
  })

  it('stands on every answer', () => {
    expect(responseHeaders('text/plain')).toMatchObject({
      'content-type': 'text/plain',
      'content-security-policy': contentSecurityPolicy(),
      'x-content-type-options': 'nosniff',
    })
  })
})
