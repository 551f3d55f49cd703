import { useTranslation } from 'react-i18next'

/** Areas that watches read from, as one. */
const AREAS = ['watch', 'dossier', 'codes', 'app'] as const

/** The words of watches and their news. */
export function useWatchWords() {
  return useTranslation(AREAS, { nsMode: 'fallback' }).t
}
