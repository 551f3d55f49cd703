import type { IconName } from '../design/icon.tsx'

/** One line of the palette. */
export interface Entry {
  id: string
  group: 'actions' | 'records'
  label: string
  detail: string
  icon: IconName
  keys: readonly string[]
  run: () => void
}

const MARKS = /\p{Diacritic}/gu

function fold(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase()
}

/** True when each word of the text begins a word of the label; case and accents do not matter. */
export function matches(label: string, text: string): boolean {
  const starts = fold(label).split(/[^\p{L}\p{N}]+/u)
  return fold(text)
    .split(/\s+/)
    .every((word) => word === '' || starts.some((start) => start.startsWith(word)))
}
