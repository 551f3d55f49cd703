import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  CATEGORIES,
  HOLDERS,
  QUEUE_FACETS,
  QUEUE_SORTS,
  QUEUES,
  RESIDENCE_STATES,
  UI_LANGUAGES,
  WORK_STATES,
} from '../../domain/contract/codes.ts'
import { COMMANDS } from '../../domain/commands/index.ts'
import { BODIES } from '../../domain/contract/records.ts'
import { ERROR_CODES } from '../../domain/contract/errors.ts'
import { ICON_NAMES } from '../../renderer/design/icon.tsx'

const RESOURCES = new URL('../../resources/', import.meta.url)

/** All words of an area as `a.b.c` to text. */
function words(language: string, area: string): Map<string, string> {
  const file = new URL(`i18n/${language}/${area}.json`, RESOURCES)
  const flat = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') flat.set(path, value)
    else
      for (const [key, inner] of Object.entries(value as object))
        walk(inner, path ? `${path}.${key}` : key)
  }
  walk(JSON.parse(readFileSync(file, 'utf8')), '')
  return flat
}

const holes = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name ?? '')
    .toSorted((a, b) => a.localeCompare(b))

describe.each(UI_LANGUAGES)('words in %s', (language) => {
  it('name and advise for every error that can cross a boundary', () => {
    const errors = words(language, 'errors')
    for (const code of ERROR_CODES) {
      expect(errors.get(`error.${code}.title`), `${code} has no title`).toBeTruthy()
      expect(errors.get(`error.${code}.advice`), `${code} has no advice`).toBeTruthy()
    }
  })

  it('exist for every queue, column, facet and short state', () => {
    const queue = words(language, 'queue')
    const wanted = [
      ...QUEUES.flatMap((name) => [`queue.${name}`, `empty.${name}`]),
      ...QUEUE_SORTS.map((name) => `column.${name}`),
      ...QUEUE_FACETS.map((name) => `facet.${name}`),
      ...WORK_STATES.map((name) => `short.workState.${name}`),
      ...RESIDENCE_STATES.map((name) => `short.residenceState.${name}`),
      ...CATEGORIES.map((name) => `short.category.${name}`),
      ...HOLDERS.filter((name) => name !== 'NOBODY').map((name) => `short.holder.${name}`),
    ]
    expect(wanted.filter((key) => !queue.get(key))).toEqual([])
  })

  it('name every command in the attention tray', () => {
    const app = words(language, 'app')
    expect(Object.keys(COMMANDS).filter((name) => !app.get(`command.${name}`))).toEqual([])
  })

  it('name every kind of record in the details of the sync', () => {
    const app = words(language, 'app')
    const kinds = Object.keys(BODIES)
    expect(kinds.filter((kind) => !app.get(`syncDetails.kind.${kind}`))).toEqual([])
  })

  it.each(['app', 'queue', 'errors'])('have the same keys and holes in %s as Dutch', (area) => {
    const dutch = words('nl', area)
    const own = words(language, area)
    expect([...own.keys()].toSorted()).toEqual([...dutch.keys()].toSorted())
    for (const [key, text] of dutch) expect(holes(own.get(key) ?? ''), key).toEqual(holes(text))
  })
})

describe('icons', () => {
  it('have a drawing for each name, and no drawing without a name', () => {
    const drawings = readdirSync(new URL('icons/set/', RESOURCES)).map((file) =>
      file.replace('.svg', ''),
    )
    expect(drawings.toSorted()).toEqual([...ICON_NAMES].toSorted())
  })

  it('take the colour of the text and carry no script', () => {
    for (const name of ICON_NAMES) {
      const drawing = readFileSync(new URL(`icons/set/${name}.svg`, RESOURCES), 'utf8')
      expect(drawing, name).toContain('stroke="currentColor"')
      expect(drawing, name).not.toMatch(/<script|href|on\w+=/)
    }
  })
})
