/** How the window looks on this computer: density and theme, kept between sessions. */
import { createStore } from '../data/store.ts'

export const DENSITIES = ['compact', 'normal', 'calm'] as const
export type Density = (typeof DENSITIES)[number]
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

function kept<T extends string>(key: string, values: readonly T[], fallback: T): T {
  const text = localStorage.getItem(key)
  return values.find((value) => value === text) ?? fallback
}

export const density = createStore<Density>(kept('tandem.density', DENSITIES, 'normal'))
export const theme = createStore<Theme>(kept('tandem.theme', THEMES, 'system'))

/** Height of a row of the queue in pixels; the same numbers as `--row` in tokens.css. */
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { compact: 25, normal: 32, calm: 42 }

function apply(): void {
  document.documentElement.dataset.density = density.get()
  document.documentElement.dataset.theme = theme.get()
}

/** Puts the kept choice on the page and follows it. Called once. */
export function startSettings(): void {
  apply()
  density.subscribe(() => {
    localStorage.setItem('tandem.density', density.get())
    apply()
  })
  theme.subscribe(() => {
    localStorage.setItem('tandem.theme', theme.get())
    apply()
  })
}
