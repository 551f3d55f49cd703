import type { FactValue } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { MunicipalityText, PeriodText, Unknown } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

/** The name of an enterprise that the page of a dossier knows; null: it knows none. */
export function nameIn({ employer, named }: DossierPage, enterpriseId: string): string | null {
  if (employer?.id === enterpriseId) return employer.body.name
  return named.find(({ id }) => id === enterpriseId)?.name ?? null
}

/** The value of a key fact in words; enterprises by the names that the page knows. */
export function FactValueText({ value, page }: { value: FactValue; page: DossierPage }) {
  const t = useWords()
  const { money, number } = useFormats()
  const code = useCodes()
  switch (value.field) {
    case 'CATEGORY':
      return <>{code('category', value.category)}</>
    case 'EMPLOYER': {
      const { employerId } = value
      if (employerId === null) return <>{t('dossier.selfEmployed')}</>
      return <bdi>{nameIn(page, employerId) ?? employerId}</bdi>
    }
    case 'JOB':
      return (
        <>
          <bdi>{value.title}</bdi>{' '}
          <span className="muted">{t('dossier.facts.isco', { code: value.isco })}</span>
        </>
      )
    case 'PAY':
      if (value.payCents === null) return <Unknown />
      return (
        <>
          {money(value.payCents)} <span className="muted">{code('payUnit', value.payUnit)}</span>
        </>
      )
    case 'HOURS':
      return value.weeklyHours === null ? <Unknown /> : <>{number(value.weeklyHours)}</>
    case 'PERIOD':
      return value.contract ? <PeriodText period={value.contract} /> : <Unknown />
    case 'LANGUAGE':
      return <>{t(`dossier.fileLanguage.${value.language}`)}</>
    case 'WORKPLACES':
      return (
        <>
          {value.workplaces.map(({ municipality, share }, index) => (
            <span key={index}>
              {index > 0 && ', '}
              <MunicipalityText code={municipality} />
              {value.workplaces.length > 1 && ` ${number(Math.round(share * 100))} %`}
            </span>
          ))}
        </>
      )
  }
}
