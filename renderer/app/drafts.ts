/** Texts that are written but not stored: kept while the page lives, and never on disk. */
import { useState } from 'react'

const drafts = new Map<string, string>()

/** The draft of a dossier's note and the way to change it; it outlives the form it is written in. */
export function useDraft(dossierId: string): [string, (text: string) => void] {
  const [text, setText] = useState(drafts.get(dossierId) ?? '')
  const change = (next: string) => {
    setText(next)
    keep(dossierId, next, '')
  }
  return [text, change]
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

/** Puts the text of a note back where it was written. */
export function keepNote(dossierId: string, text: string): void {
  drafts.set(dossierId, text)
}

/** Puts values back into a form that is not open. */
export function keepDraft(key: string, values: object): void {
  drafts.set(key, JSON.stringify(values))
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
    if (drafts.size > 0) event.preventDefault()
  })
}
