/**
 * The one thing the workbench knows of a window: a port that carries JSON texts both ways. Every
 * transport (memory, MessagePort, WebSocket) has one adapter in doors/.
 */
export interface Port {
  /** Sends one JSON text. Does nothing once the port is closed. */
  post(text: string): void
  /** Calls `listener` with each JSON text that arrives. */
  onMessage(listener: (text: string) => void): void
  /** Calls `listener` once when either side closes. */
  onClose(listener: () => void): void
  close(): void
}
