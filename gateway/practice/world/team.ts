/** What the people of the practice world keep for their team: shared views, and who is away. */
import type { Region, UiLanguage } from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { serviceOf } from '../../../domain/rights/service.ts'
import { PRACTICE_PEOPLE, type PracticePerson } from '../people.ts'
import { dayText, instantText } from './days.ts'

interface TeamItem<K extends 'savedView' | 'absence'> {
  kind: K
  id: string
  body: BodyOf<K>
  /** Null: of a federal service. */
  region: Region | null
}

const NAMES: Readonly<Record<UiLanguage, string>> = {
  nl: 'Rood of te laat, bij ons',
  fr: 'Rouge ou en retard, chez nous',
  de: 'Rot oder verspätet, bei uns',
  en: 'Red or late, with us',
}

/** Who shares a view with the service: the supervisors, and one clerk at the Immigration Office. */
const SHARING = PRACTICE_PEOPLE.filter(({ role, id }) => role === 'SUPERVISOR' || id === 'dvz-tom')

/** Who is away, and who replaces. */
const AWAY: readonly (readonly [person: string, replacedBy: string | null])[] = [
  ['vl-mieke', 'vl-joris'],
  ['wa-bruno', null],
  ['dvz-nora', 'dvz-claire'],
]

const personOf = (id: string): PracticePerson => PRACTICE_PEOPLE.find((one) => one.id === id)!

/** One shared view per service, as of a day. */
export function viewItems(today: number): TeamItem<'savedView'>[] {
  return SHARING.map((owner) => ({
    kind: 'savedView',
    id: `view-${owner.id}`,
    region: owner.region,
    body: {
      name: NAMES[owner.language],
      owner: owner.id,
      ownerName: owner.name,
      service: serviceOf(owner)!,
      shared: true,
      removed: false,
      query: {
        queue: 'OPEN',
        facets: [
          { facet: 'clockLevel', values: ['RED', 'OVERDUE'] },
          { facet: 'holder', values: [owner.role === 'DVZ_CLERK' ? 'DVZ' : 'REGION'] },
        ],
        due: null,
        order: [{ column: 'due', descending: false }],
      },
      at: instantText(today - 30, 9 * 60),
    },
  }))
}

/** Some who are away now. */
export function absenceItems(today: number): TeamItem<'absence'>[] {
  return AWAY.map(([id, replacedBy]) => {
    const person = personOf(id)
    return {
      kind: 'absence',
      id: `absence-${id}`,
      region: person.region,
      body: {
        person: id,
        service: serviceOf(person)!,
        from: dayText(today - 2),
        to: dayText(today + 8),
        replacedBy,
        removed: false,
        by: id,
        at: instantText(today - 9, 10 * 60),
      },
    }
  })
}
