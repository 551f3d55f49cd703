import { useTranslation } from 'react-i18next'

/** Areas that the network reads from, as one. */
const AREAS = ['network', 'dossier', 'codes', 'app'] as const

/** The words of the network. */
export function useNetworkWords() {
  return useTranslation(AREAS, { nsMode: 'fallback' }).t
}
