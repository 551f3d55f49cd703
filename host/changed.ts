import type { Changed } from '../db/index.ts'

/** What several writes changed, as one. */
export function joined(all: readonly Changed[]): Changed {
  const every = <T>(of: (changed: Changed) => readonly T[]) => [...new Set(all.flatMap(of))]
  return {
    kinds: every(({ kinds }) => kinds),
    ids: every(({ ids }) => ids),
    persons: every(({ persons }) => persons),
    enterprises: every(({ enterprises }) => enterprises),
    queue: {
      dossiers: every(({ queue }) => queue.dossiers),
      names: all.some(({ queue }) => queue.names),
      texts: all.some(({ queue }) => queue.texts),
      declarations: all.some(({ queue }) => queue.declarations),
    },
  }
}
