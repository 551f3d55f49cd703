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

const ISO_DATE = /\b(\d{4})-(\d\d)-(\d\d)\b/g

/** The details of a hit with its dates as everywhere on the screen: `09/03/2026`. */
export function datesAsRead(detail: string): string {
  return detail.replace(ISO_DATE, '$3/$2/$1')
}

const MARKS = /\p{Diacritic}/gu

function fold(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase()
}

const wordsOf = (text: string): string[] => fold(text).split(/[^\p{L}\p{N}]+/u)

/** True when each word of the text begins a word of the label; case and accents do not matter. */
export function matches(label: string, text: string): boolean {
  const starts = wordsOf(label)
  return wordsOf(text).every(
    (word) => word === '' || starts.some((start) => start.startsWith(word)),
  )
}
