import { useTranslation } from 'react-i18next'

/** Areas that the screens of dossier, person, enterprise and comparison read from, as one. */
const AREAS = [
  'dossier',
  'comparison',
  'links',
  'imports',
  'rules',
  'codes',
  'app',
  'queue',
] as const

/** The words of these screens; keys are unique over all areas. */
export function useWords() {
  return useTranslation(AREAS, { nsMode: 'fallback' }).t
}
