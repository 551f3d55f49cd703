/**
 * The bridge of the page. It exposes no Electron: two facts, one way to open a link, and the
 * hand-over of a port to the host when the page asks for one.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { CHANNELS, PORT_MESSAGE, PORT_WANTED } from './channels.ts'
import { shellApi } from './shell-api.ts'

window.addEventListener('message', (event) => {
  const own = event.source === window && event.origin === window.location.origin
  if (own && event.data === PORT_WANTED) ipcRenderer.send(CHANNELS.requestPort)
})

ipcRenderer.on(CHANNELS.port, ({ ports }) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, ports)
})

contextBridge.exposeInMainWorld(
  'tandem',
  shellApi(process, (address) => ipcRenderer.send(CHANNELS.openExternal, address)),
)
