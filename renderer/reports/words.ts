import { useTranslation } from 'react-i18next'

/** Areas that the screens of reports read from, as one. */
const AREAS = ['reports', 'dossier', 'comparison', 'rules', 'codes', 'app'] as const

/** The words of these screens; keys are unique over all areas. */
export function useReportWords() {
  return useTranslation(AREAS, { nsMode: 'fallback' }).t
}
