import { access, hostState, onChanged, session, syncStatus } from './client.ts'
import { queryClient } from './reads.ts'

/** Changes within one of these come as one: a screen reads again at most this often. */
const COALESCE_MS = 40

/**
 * Marks what the window shows as old when records change or the host comes back; what is on screen
 * is read again, the rest when it is next looked at. Returns the way to stop.
 */
export function followChanges(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const refresh = () => {
    timer = null
    void queryClient.invalidateQueries()
  }
  const schedule = () => {
    timer ??= setTimeout(refresh, COALESCE_MS)
  }
  let before = hostState.get()
  let attention = syncStatus.get()?.attention
  let purpose = access.get()?.stated?.since
  let actor = session.get()?.actor?.id ?? null
  const stops = [
    onChanged(schedule),
    hostState.subscribe(() => {
      const now = hostState.get()
      if (now === 'CONNECTED' && before === 'LOST') schedule()
      before = now
    }),
    session.subscribe(() => {
      const now = session.get()?.actor?.id ?? null
      // What one person read is not for the next.
      if (actor !== null && now !== actor) queryClient.clear()
      actor = now
    }),
    access.subscribe(() => {
      const now = access.get()?.stated?.since
      // What was refused for want of a purpose is asked again.
      if (now !== purpose) schedule()
      purpose = now
    }),
    syncStatus.subscribe(() => {
      const now = syncStatus.get()?.attention
      void queryClient.invalidateQueries({ queryKey: ['sync.details'] })
      if (now !== attention) void queryClient.invalidateQueries({ queryKey: ['sync.attention'] })
      attention = now
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    if (timer) clearTimeout(timer)
  }
}
