/** Keys of the whole window. A screen that takes a key itself prevents its default. */
import i18next from 'i18next'
import { possibleActs } from './acts.ts'
import { layer, openLayer } from './layers.ts'
import { currentRoute, goBack } from './route.ts'
import { isTyping } from './use-keys.ts'

/** How long the second key of a pair may take. */
const PAIR_MS = 1500
const FIRST_KEY = 'g'

/** The last key that may be the first of a pair: a screen may still take it for itself. */
let first: KeyboardEvent | null = null

function runAct(keys: readonly string[]): void {
  const wanted = keys.join(' ')
  possibleActs(i18next.t)
    .find((one) => one.keys.join(' ') === wanted)
    ?.run()
}

/** Whether the key belongs to the window: nothing stands in front, and it is no text. */
function isOurs(event: KeyboardEvent): boolean {
  if (layer.get() || event.ctrlKey || event.metaKey || event.altKey) return false
  if (isTyping(event.target)) return false
  const { target } = event
  return !(target instanceof Element && target.closest('dialog, [role=menu], [role=listbox]'))
}

/** Whether this key follows a first one that no screen took, in the time of the fingers. */
function isSecond(event: KeyboardEvent): boolean {
  return first !== null && !first.defaultPrevented && event.timeStamp - first.timeStamp < PAIR_MS
}

/**
 * Remembers the first key of a pair when it is pressed, so that a quick second one cannot overtake
 * it. The second comes before what a screen does with that key alone; a pair that is nobody's act
 * here does nothing.
 */
function onPair(event: KeyboardEvent): void {
  if (event.key.length !== 1 || !isOurs(event)) return
  if (!isSecond(event)) {
    first = event.key === FIRST_KEY ? event : null
    return
  }
  first = null
  event.preventDefault()
  event.stopPropagation()
  runAct([FIRST_KEY, event.key])
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
  else if (key.length === 1 && key !== FIRST_KEY) runAct([key])
}

/** Listens to the keys of the window. Called once. */
export function followKeys(): void {
  window.addEventListener('keydown', onPair, true)
  window.addEventListener('keydown', onKeyDown)
}
