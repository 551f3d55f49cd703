import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { guardContents } from '../../electron/security/guards.ts'
import { guardPermissions, mayHave } from '../../electron/security/permissions.ts'
import { isInternalUrl } from '../../electron/security/addresses.ts'
import { isOwnMainFrame } from '../../electron/security/senders.ts'
import { windowOptions } from '../../electron/security/window-options.ts'
import { shellApi } from '../../electron/shell-api.ts'
import { hostEnvironment } from '../../electron/host-environment.ts'

describe('window options (checklist 2-4, 6, 8-11)', () => {
  const { webPreferences = {} } = windowOptions('/out/electron/preload.cjs', '1.2.3')

  it('keeps the page away from the system', () => {
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    })
    expect(webPreferences).not.toHaveProperty('enableBlinkFeatures')
  })

  it('is the same in tests as in the packaged build', () => {
    vi.stubEnv('NODE_ENV', 'production')
    const packaged = windowOptions('/out/electron/preload.cjs', '1.2.3')
    vi.stubEnv('NODE_ENV', 'test')
    expect(windowOptions('/out/electron/preload.cjs', '1.2.3')).toEqual(packaged)
    vi.unstubAllEnvs()
  })
})

class FakeContents extends EventEmitter {
  handler: ((details: { url: string }) => { action: string }) | null = null
  setWindowOpenHandler(handler: never) {
    this.handler = handler
  }
  /** True when the event was refused. */
  refuses(event: string, url = ''): boolean {
    const preventDefault = vi.fn()
    this.emit(event, { url, preventDefault })
    return preventDefault.mock.calls.length > 0
  }
}

describe('guards of web contents (checklist 12-14)', () => {
  const contents = new FakeContents()
  const opened: string[] = []
  guardContents(contents as never, (address) => opened.push(address))

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    '%s stays at home',
    (event) => {
      expect(contents.refuses(event, 'https://example.org/')).toBe(true)
      expect(contents.refuses(event, 'app://tandem.example.org/')).toBe(true)
      expect(contents.refuses(event, 'app://tandem/index.html#/queue')).toBe(false)
    },
  )

  it('refuses every webview', () => {
    expect(contents.refuses('will-attach-webview')).toBe(true)
  })

  it('opens no window and hands the link on', () => {
    expect(contents.handler?.({ url: 'https://example.org/' })).toEqual({ action: 'deny' })
    expect(opened).toEqual(['https://example.org/'])
  })
})

describe('permissions (checklist 5)', () => {
  it.each([
    'notifications',
    'geolocation',
    'media',
    'clipboard-read',
    'midi',
    'openExternal',
    'hid',
  ])('refuses %s to the own page', (permission) => expect(mayHave(permission, true)).toBe(false))

  it('answers requests, checks, devices and screens', () => {
    const set: Record<string, (...args: never[]) => unknown> = {}
    const session = new Proxy(
      {},
      { get: (_, name: string) => (handler: never) => (set[name] = handler) },
    )
    guardPermissions(session as never, isInternalUrl)
    const asked = (address: string, permission: string) => {
      const answer = vi.fn()
      set['setPermissionRequestHandler']?.(
        ...([null, permission, answer, { requestingUrl: address }] as never[]),
      )
      return answer.mock.calls
    }
    expect(asked('app://tandem/index.html', 'clipboard-sanitized-write')).toEqual([[true]])
    expect(asked('https://example.org/', 'clipboard-sanitized-write')).toEqual([[false]])
    expect(asked('app://tandem/index.html', 'media')).toEqual([[false]])
    expect(
      set['setPermissionCheckHandler']?.(...([null, 'media', 'app://tandem/'] as never[])),
    ).toBe(false)
    expect(set['setDevicePermissionHandler']?.()).toBe(false)
    const screen = vi.fn()
    set['setDisplayMediaRequestHandler']?.(...([{}, screen] as never[]))
    expect(screen).toHaveBeenCalledWith({})
  })
})

describe('sender of a message (checklist 17)', () => {
  const own = { url: 'app://tandem/index.html#/queue', origin: 'app://tandem', parent: null }

  it('hears the main frame of the own page', () => expect(isOwnMainFrame(own)).toBe(true))

  it.each([
    ['no frame', null],
    ['a lost frame', undefined],
    ['a subframe', { ...own, parent: own }],
    ['a blank page', { ...own, url: 'about:blank', origin: 'null' }],
    ['an empty address', { ...own, url: '' }],
    ['another origin', { ...own, url: 'https://example.org/', origin: 'https://example.org' }],
    ['an origin that does not fit its address', { ...own, origin: 'https://example.org' }],
    [
      'a look-alike host',
      { ...own, url: 'app://tandem.example.org/', origin: 'app://tandem.example.org' },
    ],
  ])('does not hear %s', (_, frame) => expect(isOwnMainFrame(frame)).toBe(false))
})

describe('what the page sees of the shell (checklist 20)', () => {
  const sent: string[] = []
  const api = shellApi(
    { argv: ['electron', '--tandem-version=1.2.3'], platform: 'linux' },
    (address) => sent.push(address),
  )

  it('is a frozen, short list', () => {
    expect(Object.keys(api).sort()).toEqual(['openExternal', 'platform', 'version'])
    expect(Object.isFrozen(api)).toBe(true)
    expect(api).toMatchObject({ version: '1.2.3', platform: 'linux' })
  })

  it('passes on an address as text and nothing else', () => {
    api.openExternal({ toString: () => 'https://example.org/' } as never)
    expect(sent).toEqual(['https://example.org/'])
  })
})

describe('environment of the host', () => {
  it('passes on a short list and no switch of Node', () => {
    const env = { HOME: '/home/an', NODE_OPTIONS: '--inspect', SECRET: 'x', LANG: 'nl_BE.UTF-8' }
    expect(hostEnvironment(env)).toEqual({ HOME: '/home/an', LANG: 'nl_BE.UTF-8' })
  })
})
