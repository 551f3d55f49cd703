import { useTranslation } from 'react-i18next'

/** Areas that the screens of controls read from, as one. */
const AREAS = ['controls', 'network', 'codes', 'app'] as const

/** The words of these screens; keys are unique over all areas. */
export function useControlWords() {
  return useTranslation(AREAS, { nsMode: 'fallback' }).t
}
