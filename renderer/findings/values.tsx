/** Values of records as the officer reads them. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UiLanguage } from '../../domain/contract/codes.ts'
import type { Period, PersonBody } from '../../domain/contract/records.ts'
import { municipality } from '../../domain/reference/municipalities.ts'
import { MASKED } from '../../domain/rights/view.ts'
import { DateText } from '../design/time.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { useWords } from './words.ts'

/** What was not found or may not be seen: a quiet word, never an empty cell. */
export function Unknown({ word }: { word?: string }) {
  const t = useWords()
  return <span className="muted">{word ?? t('dossier.facts.unknown')}</span>
}

/** What is empty because it is not known, or because the role may not see it. */
export function Absent({ person }: { person: Pick<PersonBody, 'familyName'> }) {
  const t = useWords()
  return <Unknown word={t(isMaskedPerson(person) ? 'dossier.masked' : 'dossier.facts.unknown')} />
}

/** True when the fields that tell who this is are masked for the reader. */
export function isMaskedPerson(person: Pick<PersonBody, 'familyName'>): boolean {
  return person.familyName === MASKED
}

/** The words for a quarter: `2026-Q3` -> "3rd quarter of 2026". */
export function useQuarter(): (quarter: string) => string {
  const t = useWords()
  return (quarter) => {
    const [year, name] = quarter.split('-')
    return t(`dossier.quarter.${name}`, { year, defaultValue: quarter })
  }
}

/** A quarter, or `from/to` in quarters with an open end when `to` is empty. */
function QuartersText({ value }: { value: string }) {
  const t = useWords()
  const quarter = useQuarter()
  const [from = '', to] = value.split('/')
  if (to === undefined) return <>{quarter(from)}</>
  return (
    <>
      {quarter(from)} – {to === '' ? t('dossier.parties.open') : quarter(to)}
    </>
  )
}

/** The name of a municipality in the language of the screen, else in its own; else its code. */
export function municipalityName(code: string, language: string): string {
  const names = municipality(code)?.names
  if (!names) return code
  const wanted = language === 'fr' || language === 'de' ? language : 'nl'
  return names[wanted] ?? names.nl ?? names.fr ?? names.de ?? code
}

/** A municipality by its REFNIS code. */
export function MunicipalityText({ code }: { code: string }) {
  const { i18n } = useTranslation()
  return <>{municipalityName(code, i18n.language as UiLanguage)}</>
}

/** A period, both days included; an open end says so. */
export function PeriodText({ period }: { period: Period }) {
  const t = useWords()
  return (
    <span className="period">
      <DateText date={period.from} /> –{' '}
      {period.to === null ? t('dossier.facts.openEnd') : <DateText date={period.to} />}
    </span>
  )
}

/** A country or what the register says when there is none. */
export function CountryText({ code }: { code: string }) {
  const t = useWords()
  const { country } = useFormats()
  if (code === 'XX') return <>{t('person.stateless')}</>
  if (code === 'ZZ') return <>{t('dossier.facts.unknown')}</>
  return <>{country(code)}</>
}

/** A name in the script of origin: let the browser find direction and font. */
export function NativeName({ name }: { name: string }) {
  return (
    <bdi className="native-name" dir="auto">
      {name}
    </bdi>
  )
}

export type ValueType =
  | 'date'
  | 'period'
  | 'money'
  | 'code'
  | 'country'
  | 'municipality'
  | 'text'
  | 'number'
  | 'sex'
  | 'isco'

/** A value of a finding or of a comparison, by its type. */
export function ValueText({ type, value }: { type: ValueType; value: string | number | null }) {
  const formats = useFormats()
  const code = useCodes()
  const t = useWords()
  if (value === null || value === '') return <Unknown word={t('finding.noValue')} />
  const text = String(value)
  switch (type) {
    case 'date':
      return <DateText date={text} />
    case 'period': {
      const [from = '', to = ''] = text.split('/')
      return <PeriodText period={{ from, to: to === '' ? null : to }} />
    }
    case 'money':
      return <>{formats.money(Number(value))}</>
    case 'code': {
      const [list = '', ...rest] = text.split('.')
      if (list === 'quarter') return <QuartersText value={rest.join('.')} />
      return <>{code(list, rest.join('.'))}</>
    }
    case 'country':
      return <CountryText code={text} />
    case 'municipality':
      return <MunicipalityText code={text} />
    case 'number':
      return <>{formats.number(Number(value))}</>
    case 'sex':
      return <>{code('sex', text)}</>
    case 'isco':
      return <span className="muted">{t('dossier.facts.isco', { code: text })}</span>
    case 'text':
      return <bdi>{text}</bdi>
  }
}

/** Names and values in two aligned columns. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>
}

/** One name and its value. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
