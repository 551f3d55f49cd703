/** The words of the workshop, of rules and of codes, and what is said of a rule more than once. */
import { useTranslation } from 'react-i18next'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { RuleVersion } from '../../domain/contract/records.ts'
import type { OutcomeCounts, RuleView } from '../../domain/contract/workshop.ts'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import { valuesOn } from '../../domain/risk/parameters.ts'
import { openPlace, revisionOn, ruleOf, settingOf } from '../../domain/risk/settings.ts'
import { sharesOf } from '../../domain/risk/outcomes.ts'
import { useFormats } from '../i18n/format.ts'

const AREAS = ['workshop', 'rules', 'codes', 'app'] as const

/** The words of the workshop; keys are unique over all areas. */
export function useWorkshopWords() {
  return useTranslation(AREAS, { nsMode: 'fallback' }).t
}

/** How a rule stands on a day: what is in force, and what is open. */
export interface Standing {
  revision: number
  inForce: RuleVersion | null
  /** Parameters as they are in force. */
  values: Readonly<Record<string, number>>
  isActive: boolean
  /** Approved, and not in force yet. */
  coming: RuleVersion | null
  open: RuleVersion | null
  place: number
}

export function standingOf(code: FindingCode, view: RuleView | null, today: LocalDate): Standing {
  const body = view?.body ?? null
  const revision = revisionOn(body, today)
  const inForce = body?.versions[revision - 1] ?? null
  const place = openPlace(body)
  const set = inForce && settingOf(code, inForce, revision)
  const later = (body?.versions ?? []).slice(revision).filter(({ state }) => state === 'APPROVED')
  return {
    revision,
    inForce,
    values: valuesOn(ruleOf(code).parameters, today, set?.values),
    isActive: set?.active ?? true,
    coming: later.at(-1) ?? null,
    open: body?.versions[place] ?? null,
    place,
  }
}

/** The records that a form's `decide` may ask for. */
export function ruleLookup(rules: readonly RuleView[]): RecordLookup {
  return ((kind: string, id: string) => {
    const found = kind === 'rule' ? rules.find((one) => one.id === id) : undefined
    return found ? { kind, ...found } : null
  }) as RecordLookup
}

/** A share in whole percent. */
export function usePercent(): (share: number) => string {
  const { number } = useFormats()
  return (share) => `${number(Math.round(share * 1000) / 10)} %`
}

/** A value of a parameter with its unit. */
export function useQuantity(): (code: FindingCode, name: string, value: number) => string {
  const t = useWorkshopWords()
  const { number } = useFormats()
  return (code, name, value) => {
    const unit = ruleOf(code).parameters[name]?.unit ?? 'COUNT'
    return t(`quantity.${unit}`, { count: value, n: number(value) })
  }
}

/** "62 % bevestigd (13 van 21)", with a caution where few were checked. */
export function useShareWords(): (
  outcomes: OutcomeCounts,
  of: 'confirmed' | 'falseAlarms',
) => { text: string; caution: string | null } | null {
  const t = useWorkshopWords()
  const percent = usePercent()
  return (outcomes, of) => {
    const shares = sharesOf(outcomes)
    if (!shares) return null
    const n = of === 'confirmed' ? outcomes.CONFIRMED : outcomes.FALSE_ALARM
    return {
      text: t('share', { percent: percent(shares[of]), n, checked: shares.checked }),
      caution: shares.isFew ? t('few', { count: shares.checked }) : null,
    }
  }
}
