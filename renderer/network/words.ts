import { useTranslation } from 'react-i18next'
import type { Pattern } from '../../domain/network/patterns.ts'

/** Areas that the network reads from, as one. */
const AREAS = ['network', 'dossier', 'codes', 'rules', 'app'] as const

/** What a pattern is, in words. */
export function usePatternWords(): (pattern: Pattern) => string {
  const t = useNetworkWords()
  return ({ code, count }) =>
    code === 'SHARED' || code === 'ROTATES'
      ? t(`network.pattern.${code}`, { count })
      : `${code} ${t(`rule.${code}.title`)}`
}

/** The words of the network. */
export function useNetworkWords() {
  return useTranslation(AREAS, { nsMode: 'fallback' }).t
}
