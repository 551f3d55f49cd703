/** Keys of the whole window. A screen that takes a key itself prevents its default. */
import i18next from 'i18next'
import { possibleActs } from './acts.ts'
import { layer, openLayer } from './layers.ts'
import { currentRoute, goBack } from './route.ts'
import { isTyping } from './use-keys.ts'

/** How long the second key of a pair may take. */
const PAIR_MS = 1500

let first: { key: string; at: number } | null = null

function runAct(keys: readonly string[]): void {
  const wanted = keys.join(' ')
  possibleActs(i18next.t)
    .find((one) => one.keys.join(' ') === wanted)
    ?.run()
}

function onLetter(key: string): void {
  if (key === 'g') first = { key, at: Date.now() }
  else if (key !== 'Enter') runAct([key])
}

/** Whether the key belongs to the window: nothing stands in front, and it is no text. */
function isOurs(event: KeyboardEvent): boolean {
  if (layer.get() || event.ctrlKey || event.metaKey || event.altKey) return false
  if (isTyping(event.target)) return false
  const { target } = event
  return !(target instanceof Element && target.closest('dialog, [role=menu], [role=listbox]'))
}

/**
 * The second key of a pair comes before what a screen does with that key alone. A pair that is
 * nobody's act here does nothing.
 */
function onSecondKey(event: KeyboardEvent): void {
  if (!first || event.key.length !== 1 || !isOurs(event)) return
  const isInTime = Date.now() - first.at < PAIR_MS
  const pair = [first.key, event.key]
  first = null
  if (!isInTime) return
  event.preventDefault()
  event.stopPropagation()
  runAct(pair)
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    openLayer({ name: 'palette' })
    return
  }
  if (!isOurs(event)) return
  // A screen listens at the same place and goes first: what it took, it prevented.
  setTimeout(() => {
    if (!event.defaultPrevented) onFreeKey(event.key)
  })
}

function onFreeKey(key: string): void {
  if (key === 'Escape' && currentRoute().screen !== 'queue') goBack()
  else if (key.length === 1) onLetter(key)
}

/** Listens to the keys of the window. Called once. */
export function followKeys(): void {
  window.addEventListener('keydown', onSecondKey, true)
  window.addEventListener('keydown', onKeyDown)
}
