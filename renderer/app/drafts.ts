/** Texts that are written but not stored: kept while the page lives, and never on disk. */
import { useState, useSyncExternalStore } from 'react'

const drafts = new Map<string, string>()
const readers = new Set<() => void>()

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

function setNote(dossierId: string, text: string): void {
  if (text === '') drafts.delete(dossierId)
  else drafts.set(dossierId, text)
  for (const reader of readers) reader()
}

/**
 * The draft of a dossier's note and the way to change it; it outlives the form it is written in, and a
 * form that is open shows at once what is put back.
 */
export function useDraft(dossierId: string): [string, (text: string) => void] {
  const read = () => drafts.get(dossierId) ?? ''
  const text = useSyncExternalStore(subscribe, read, read)
  return [text, (next) => setNote(dossierId, next)]
}

/** Texts of one thing by name, begun with `initial`, which is stored elsewhere already. */
export function useDrafts(
  key: string,
  initial: Readonly<Record<string, string>>,
): [written: Record<string, string>, write: (name: string, text: string) => void] {
  const [written, setWritten] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      Object.entries(initial).map(([name, text]) => [name, drafts.get(`${key} ${name}`) ?? text]),
    ),
  )
  const write = (name: string, text: string) => {
    setWritten({ ...written, [name]: text })
    keep(`${key} ${name}`, text, initial[name] ?? '')
  }
  return [written, write]
}

/**
 * What a form holds, as `initial` changed: kept when the form is left, until it is forgotten.
 * The values must survive JSON.
 */
export function useFormDraft<T extends object>(
  key: string,
  initial: () => T,
): [values: T, change: (some: Partial<T>) => void, forget: () => void] {
  const [first] = useState(initial)
  const [values, setValues] = useState<T>(() => ({
    ...first,
    ...(JSON.parse(drafts.get(key) ?? '{}') as Partial<T>),
  }))
  const change = (some: Partial<T>) => {
    const next = { ...values, ...some }
    setValues(next)
    keep(key, JSON.stringify(next), JSON.stringify(first))
  }
  return [values, change, () => drafts.delete(key)]
}

/** Where the form of a step on a dossier keeps what was typed. */
export const stepDraft = (step: string, dossierId: string) => `${step} ${dossierId}`

/** The same of a change of a fact. */
export const factDraft = (field: string, dossierId: string) => `fact ${field} ${dossierId}`

/** The words of before, a blank line, and those that were begun since. */
const joined = (before: string, begun: string): string =>
  begun.trim() === '' || begun === before ? before : `${before}\n\n${begun}`

/** Puts the text of a note back where it was written, before one that was begun since. */
export function keepNote(dossierId: string, text: string): void {
  setNote(dossierId, joined(text, drafts.get(dossierId) ?? ''))
}

/** Fields that hold the officer's own words, in every form that has them. */
const OWN_WORDS = ['reason', 'text']

/** Puts values back into a form that is not open. What was begun there since stays, after the words put back. */
export function keepDraft(key: string, values: object): void {
  const begun = JSON.parse(drafts.get(key) ?? '{}') as Readonly<Record<string, unknown>>
  const words = Object.entries(values).flatMap(([field, before]: [string, unknown]) => {
    const since = begun[field] ?? ''
    const isOwn = OWN_WORDS.includes(field) && typeof before === 'string' && before.trim() !== ''
    return isOwn && typeof since === 'string' ? [[field, joined(before, since)] as const] : []
  })
  drafts.set(key, JSON.stringify({ ...values, ...begun, ...Object.fromEntries(words) }))
}

function keep(key: string, text: string, initial: string): void {
  if (text.trim() === initial.trim()) drafts.delete(key)
  else drafts.set(key, text)
}

/** Lets the browser ask before a reload or a closed tab takes drafts away. Called once. */
export function guardDrafts(): void {
  // The shell closes without asking: a page that refuses would leave its window open in silence.
  if (location.protocol === 'app:') return
  window.addEventListener('beforeunload', (event) => {
    if ([...drafts.values()].some((text) => text.trim() !== '')) event.preventDefault()
  })
}
