/** The desktop shell: one window on the page, one host process, and the fences around both. */
import { join } from 'node:path'
import { app, BrowserWindow, dialog, Menu, safeStorage } from 'electron'
import { TandemError } from '../domain/contract/errors.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { HostProcess } from './host-process.ts'
import { KeyStoreMissing, masterKey } from './master-key.ts'
import { menuTemplate } from './menu.ts'
import { isInternalUrl, isOwnFile, START_PAGE } from './security/addresses.ts'
import { openExternal } from './security/external-links.ts'
import { guardContents } from './security/guards.ts'
import { onOpenExternal, onPortRequest } from './security/ipc.ts'
import { guardPermissions } from './security/permissions.ts'
import { windowOptions } from './security/window-options.ts'
import { readSettings, type Settings } from './settings.ts'
import { shellTexts, type ShellTexts } from './texts.ts'

/** What a start from the sources waits for on the standard output. */
const WINDOW_READY = 'tandem:window-ready'
/** The built files: this one is out/electron/main.js. */
const OUT = join(import.meta.dirname, '..')
/** Loopback services are for starts from the sources only. */
const links = { allowLoopback: !app.isPackaged }

app.enableSandbox()
registerAppScheme()
app.on('session-created', (session) => {
  guardPermissions(session, isInternalUrl)
  session.on('will-download', (event, item) => {
    if (!isOwnFile(item.getURL())) event.preventDefault()
  })
})
app.on('web-contents-created', (_event, contents) => {
  guardContents(contents, (address) => openExternal(address, links))
})

const settings = readSettings(settingsFile(), links)
if (!app.isPackaged && settings?.dataDir) app.setPath('userData', settings.dataDir)

if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => app.quit())
  app.whenReady().then(openWorkbench, (error: unknown) => {
    console.error(error)
    app.exit(1)
  })
} else {
  app.exit(0)
}

/** An administrator's file beside the packaged application; a start from the sources names one. */
function settingsFile(): string {
  const named = process.env['TANDEM_SETTINGS']
  if (!app.isPackaged && named) return named
  return join(process.resourcesPath, 'settings.json')
}

function openWorkbench(): void {
  const texts = shellTexts(app.getPreferredSystemLanguages())
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(texts)))
  if (!settings) return giveUp(texts, texts.problem.settings)
  const master = openKey(texts)
  if (!master) return
  const host = startHost(settings, master, texts)
  serveApp(join(OUT, 'renderer'))
  onPortRequest((page) => host.connect(page))
  onOpenExternal((address) => openExternal(address, links))
  app.on('second-instance', () => focus(BrowserWindow.getAllWindows()[0]))
  openWindow()
}

/** The desk's secret, or null after a message to the person. */
function openKey(texts: ShellTexts): Buffer | null {
  const file = join(app.getPath('userData'), 'key.sealed')
  try {
    return masterKey(safeStorage, process.platform, file)
  } catch (error) {
    const isKnown = error instanceof KeyStoreMissing || error instanceof TandemError
    if (!isKnown) throw error
    giveUp(texts, error instanceof TandemError ? texts.problem.wrongKey : texts.problem.keyStore)
    return null
  }
}

function startHost(
  { gateway, issuer, clientId, practice, signInAs }: Settings,
  master: Buffer,
  texts: ShellTexts,
): HostProcess {
  const host = new HostProcess({
    entry: join(OUT, 'host', 'main-utility.js'),
    start: {
      type: 'start',
      dataDir: join(app.getPath('userData'), 'desk'),
      gateway: { url: gateway, issuer, clientId },
      master,
      practice,
      signInAs: practice ? signInAs : null,
    },
    onGivenUp: () => giveUp(texts, texts.problem.hostStopped),
  })
  app.once('before-quit', (event) => {
    event.preventDefault()
    void host.stop().finally(() => app.exit(0))
  })
  host.start()
  return host
}

function openWindow(): void {
  const preload = join(OUT, 'electron', 'preload.cjs')
  const window = new BrowserWindow(windowOptions(preload, app.getVersion()))
  window.once('ready-to-show', () => {
    window.show()
    if (!app.isPackaged) console.log(WINDOW_READY)
  })
  void window.loadURL(START_PAGE)
}

function focus(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

/** One calm message, then the end. */
function giveUp(texts: ShellTexts, message: string): void {
  dialog.showErrorBox(texts.problem.title, message)
  app.quit()
}
