/** Keys of the whole window. A screen that takes a key itself prevents its default. */
import i18next from 'i18next'
import { possibleActs } from './acts.ts'
import { layer, openLayer } from './layers.ts'
import { currentRoute, goBack } from './route.ts'
import { isTyping } from './use-keys.ts'

/** How long the second key of a pair may take. */
const PAIR_MS = 1500

let first: { key: string; at: number } | null = null

function runAct(keys: readonly string[]): boolean {
  const wanted = keys.join(' ')
  const act = possibleActs(i18next.t).find((one) => one.keys.join(' ') === wanted)
  act?.run()
  return act !== undefined
}

function onLetter(key: string): boolean {
  const pair = first && Date.now() - first.at < PAIR_MS ? [first.key, key] : null
  first = null
  // A pair that is nobody's act here is not its second key alone.
  if (pair) return runAct(pair)
  if (key === 'g') {
    first = { key, at: Date.now() }
    return true
  }
  return key !== 'Enter' && runAct([key])
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    openLayer({ name: 'palette' })
    return
  }
  if (layer.get() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
    return
  if (
    event.target instanceof Element &&
    event.target.closest('dialog, [role=menu], [role=listbox]')
  )
    return
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
  window.addEventListener('keydown', onKeyDown)
}
