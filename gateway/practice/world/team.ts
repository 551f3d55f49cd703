/** What the people of the practice world keep for their team: shared views, and who is away. */
import { REGIONS, type Region, type UiLanguage } from '../../../domain/contract/codes.ts'
import type { BodyOf } from '../../../domain/contract/records.ts'
import { normId, seriesOf } from '../../../domain/reference/norms.ts'
import { misplaced } from '../../../domain/reference/own-rows.ts'
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

/**
 * A row for next year that the supervisor of each region proposed and nobody looked at yet: 2 % above
 * the row in force, where that one is open or ends with the year.
 */
export function normItems(today: number): { id: string; body: BodyOf<'norm'> }[] {
  const year = Number(dayText(today).slice(0, 4)) + 1
  return REGIONS.flatMap((region) => {
    const supervisor = PRACTICE_PEOPLE.find(
      (person) => person.role === 'SUPERVISOR' && person.region === region,
    )!
    const key = { region, category: 'HIGHLY_SKILLED', ageMax: null } as const
    const rows = seriesOf(key, null)
    const days = { validFrom: `${year}-01-01`, validTo: null }
    const last = rows.at(-1)
    if (!last || misplaced(rows, days)) return []
    const { unit, basis } = last
    return [
      {
        id: normId(key),
        body: {
          ...key,
          rows: [
            {
              amountCents: Math.round(last.amountCents * 1.02),
              unit,
              basis,
              ...days,
              source: NORM_TEXTS[supervisor.language].source(year),
              reason: NORM_TEXTS[supervisor.language].reason,
              state: 'PROPOSED',
              by: supervisor.id,
              byName: supervisor.name,
              at: instantText(today - 3, 11 * 60),
              closedBy: null,
              closedByName: null,
              closedAt: null,
              remark: null,
            },
          ],
        },
      },
    ]
  })
}

/** An enterprise that the inspector of each region watches, with the reason. */
export function watchItems(
  today: number,
  subjectOf: (region: Region) => string | null,
): { id: string; body: BodyOf<'watch'> }[] {
  return PRACTICE_PEOPLE.flatMap((person) => {
    const { id: owner, role, region, language } = person
    const subjectId = role === 'INSPECTOR' && region ? subjectOf(region) : null
    if (subjectId === null) return []
    return [
      {
        id: `watch-${owner}`,
        body: {
          kind: 'enterprise',
          subjectId,
          owner,
          reason: WATCH_REASONS[language],
          from: dayText(today - 20),
          until: dayText(today + 70),
          ended: false,
          at: instantText(today - 20, 10 * 60),
        },
      },
    ]
  })
}

/** A supervisor of each region asks the inspection for a control, last week. */
export function controlRequestItems(
  today: number,
  subjectOf: (region: Region) => string | null,
): { id: string; body: BodyOf<'controlRequest'> }[] {
  return PRACTICE_PEOPLE.flatMap(({ id: by, name: byName, role, region, language }) => {
    const subjectId = role === 'SUPERVISOR' && region ? subjectOf(region) : null
    if (subjectId === null || region === null) return []
    return [
      {
        id: `control-request-${by}`,
        body: {
          region,
          subjects: [{ kind: 'enterprise' as const, id: subjectId }],
          origin: 'NETWORK' as const,
          reason: CONTROL_REASONS[language],
          status: 'OPEN' as const,
          answers: [],
          by,
          byName,
          at: instantText(today - 7, 15 * 10),
        },
      },
    ]
  })
}

const CONTROL_REASONS: Readonly<Record<UiLanguage, string>> = {
  nl: 'Vier zenders werken hier na elkaar met dezelfde mensen; wie leidt het werk?',
  fr: 'Quatre employeurs s’y succèdent avec les mêmes personnes ; qui dirige le travail ?',
  de: 'Vier Entsender lösen sich hier mit denselben Leuten ab; wer leitet die Arbeit?',
  en: 'Four senders follow each other here with the same people; who directs the work?',
}

const WATCH_REASONS: Readonly<Record<UiLanguage, string>> = {
  nl: 'Na de controle van vorige maand: zijn de nieuwe meldingen in orde?',
  fr: 'Après le contrôle du mois dernier : les nouvelles déclarations sont-elles en ordre ?',
  de: 'Nach der Kontrolle im Vormonat: sind die neuen Meldungen in Ordnung?',
  en: 'After last month’s control: are the new declarations in order?',
}

const NORM_TEXTS = {
  nl: {
    source: (year: number) => `Bericht over de bedragen voor ${year} (oefening)`,
    reason: 'Jaarlijkse indexering met 2 %.',
  },
  fr: {
    source: (year: number) => `Avis sur les montants de ${year} (exercice)`,
    reason: 'Indexation annuelle de 2 %.',
  },
  de: {
    source: (year: number) => `Bekanntmachung der Beträge für ${year} (Übung)`,
    reason: 'Jährliche Indexierung um 2 %.',
  },
  en: {
    source: (year: number) => `Notice of the amounts for ${year} (practice)`,
    reason: 'Yearly indexation of 2 %.',
  },
} as const

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
