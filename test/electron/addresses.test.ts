import { describe, expect, it } from 'vitest'
import {
  isInternalUrl,
  isOwnFile,
  isSecureService,
  mayOpenExternally,
  START_PAGE,
} from '../../electron/security/addresses.ts'

describe('addresses of the page (checklist 13)', () => {
  it.each([START_PAGE, 'app://tandem/assets/index.js', 'app://tandem/index.html#/dossier/D1'])(
    'takes %s for its own',
    (address) => expect(isInternalUrl(address)).toBe(true),
  )

  it.each([
    'app://tandem.example.org/index.html',
    'app://tandem:8080/index.html',
    'app://user@tandem/index.html',
    'app://user:secret@tandem/index.html',
    'app://tandem@example.org/',
    'app://other/index.html',
    'apps://tandem/index.html',
    'https://tandem/index.html',
    'https://example.org/?next=app://tandem/index.html',
    'http://127.0.0.1/app://tandem/',
    'file:///index.html',
    'javascript:alert(1)//app://tandem/',
    'about:blank',
    'data:text/html,app://tandem/',
    ' app://tandem/index.html',
    'app://tandem/\nindex.html',
    'app:\\\\tandem\\index.html',
    'app://tän­dem/',
    '',
    'tandem',
  ])('refuses %j', (address) => expect(isInternalUrl(address)).toBe(false))
})

describe('links to elsewhere (checklist 15)', () => {
  const packaged = { allowLoopback: false }
  const fromSources = { allowLoopback: true }

  it.each(['https://www.ejustice.just.fgov.be/loi', 'mailto:service@example.org'])(
    'opens %s',
    (address) => expect(mayOpenExternally(address, packaged)).toBe(true),
  )

  it.each([
    'http://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://server/share',
    'ms-msdt:/id',
    'search-ms:query=x',
    'vscode://x',
    'app://tandem/index.html',
    'https://user:secret@example.org/',
    'https:\\\\example.org',
    'https://exam ple.org',
    '\thttps://example.org',
    'not an address',
  ])('refuses %j', (address) => expect(mayOpenExternally(address, packaged)).toBe(false))

  it('opens a provider on this machine only while not packaged', () => {
    const provider = 'http://127.0.0.1:5050/auth?x=1'
    expect(mayOpenExternally(provider, fromSources)).toBe(true)
    expect(mayOpenExternally(provider, packaged)).toBe(false)
    expect(mayOpenExternally('http://127.0.0.1.example.org/', fromSources)).toBe(false)
  })

  it('takes only https for a gateway or provider (checklist 1)', () => {
    expect(isSecureService('https://gateway.example.org', packaged)).toBe(true)
    expect(isSecureService('http://gateway.example.org', fromSources)).toBe(false)
    expect(isSecureService('http://127.0.0.1:8000', packaged)).toBe(false)
    expect(isSecureService('mailto:x@example.org', packaged)).toBe(false)
  })
})

describe('files offered for saving', () => {
  it.each(['blob:app://tandem/0f3a-1'])('%s is our own page’s', (address) => {
    expect(isOwnFile(address)).toBe(true)
  })
  it.each([
    'blob:https://evil.test/0f3a-1',
    'blob:app://other/0f3a-1',
    'blob:app://tandem@evil.test/0f3a-1',
    'blob:null/0f3a-1',
    'app://tandem/index.html',
    'data:text/plain,x',
    'https://gateway.test/file.json',
  ])('%s is not', (address) => {
    expect(isOwnFile(address)).toBe(false)
  })
})
