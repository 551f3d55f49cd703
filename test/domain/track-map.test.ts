import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PROCEDURES, UI_LANGUAGES } from '../../domain/contract/codes.ts'
import { trackMap } from '../../domain/dossier/track-map.ts'
import { RESIDENCE_TRANSITIONS, WORK_TRANSITIONS } from '../../domain/dossier/tracks.ts'
import { rowOf } from '../../renderer/help/row-of.ts'

describe('the drawing of a track', () => {
  it.each(PROCEDURES)(
    'of %s holds every step of the table once, between states that are drawn',
    (procedure) => {
      const begin = procedure === 'PROFESSIONAL_CARD' ? 'AT_COUNTER' : 'RECEIVED'
      const map = trackMap(WORK_TRANSITIONS, procedure, [begin])
      const known = new Set(map.states.map(({ state }) => state))
      const steps = WORK_TRANSITIONS.filter(({ procedures }) => procedures.includes(procedure))
      const missing = steps.filter(
        ({ id, from, to }) =>
          (from.length === 0 || from.some((state) => state !== to[0] && known.has(state))) &&
          !map.arrows.some((arrow) => arrow.steps.includes(id)),
      )
      expect(missing.map(({ id }) => id)).toEqual([])
      for (const { from, to } of map.arrows) {
        expect(known.has(to) && (from === null || known.has(from)), `${from} to ${to}`).toBe(true)
      }
      const places = map.states.map(({ column, row }) => `${column} ${row}`)
      expect(new Set(places).size, 'two states in one place').toBe(places.length)
    },
  )

  it('shows each procedure its own states', () => {
    const states = (procedure: (typeof PROCEDURES)[number], begin: 'RECEIVED' | 'AT_COUNTER') =>
      trackMap(WORK_TRANSITIONS, procedure, [begin]).states.map(({ state }) => state)
    expect(states('SINGLE_PERMIT', 'RECEIVED')).not.toContain('ECONOMIC_ADVICE')
    expect(states('WORK_CARD', 'RECEIVED')).not.toContain('AT_COUNTER')
    expect(states('PROFESSIONAL_CARD', 'AT_COUNTER')).toEqual(
      expect.arrayContaining(['ECONOMIC_ADVICE', 'REOV_ADVICE', 'MINISTER_DECISION']),
    )
  })

  it.each(UI_LANGUAGES)(
    'has a sentence in %s for every row of the tables, and for nothing else',
    (language) => {
      const url = new URL(`../../resources/i18n/${language}/tracks.json`, import.meta.url)
      const { step } = JSON.parse(readFileSync(url, 'utf8')) as { step: Record<string, string> }
      const rows = [...WORK_TRANSITIONS, ...RESIDENCE_TRANSITIONS].map(({ id }) => rowOf(id))
      expect(Object.keys(step).toSorted()).toEqual([...new Set(rows)].toSorted())
    },
  )
})
