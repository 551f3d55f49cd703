import type { Port } from '../ports.ts'

class MemoryPort implements Port {
  peer: MemoryPort | null = null
  private readonly messageListeners: ((text: string) => void)[] = []
  private readonly closeListeners: (() => void)[] = []
  private open = true

  post(text: string): void {
    const { peer } = this
    if (!this.open || !peer) return
    queueMicrotask(() => peer.deliver(text))
  }
  onMessage(listener: (text: string) => void): void {
    this.messageListeners.push(listener)
  }
  onClose(listener: () => void): void {
    this.closeListeners.push(listener)
  }
  close(): void {
    if (!this.open) return
    this.open = false
    const { peer } = this
    queueMicrotask(() => {
      for (const listener of this.closeListeners) listener()
      peer?.close()
    })
  }
  private deliver(text: string): void {
    if (this.open) for (const listener of this.messageListeners) listener(text)
  }
}

/** Two ends of a port inside one process: what one posts, the other hears in a later microtask. */
export function memoryPorts(): [Port, Port] {
  const left = new MemoryPort()
  const right = new MemoryPort()
  left.peer = right
  right.peer = left
  return [left, right]
}
