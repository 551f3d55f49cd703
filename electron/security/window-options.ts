import type { BrowserWindowConstructorOptions } from 'electron'
import { VERSION_ARGUMENT } from '../shell-api.ts'

/**
 * Options of every window, the same in tests and in the packaged build. Everything that could let
 * the page near the system is off by name, not only by default.
 */
export function windowOptions(preload: string, version: string): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 500,
    show: false,
    title: 'Tandem',
    backgroundColor: '#f5f6f8',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      additionalArguments: [`${VERSION_ARGUMENT}${version}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
    },
  }
}
