/** What an act or a record says, line by line, in words of the work. */
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lines, Said } from '../../domain/contract/conflict.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { useSession } from '../data/use-query.ts'
import { ValueText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'

/** A person by id as the colleagues know them; a name stays as it is. */
export function useNameOf(): (person: string) => string {
  const colleagues = useSession()?.colleagues ?? []
  return (person) => colleagues.find(({ id }) => id === person)?.name ?? person
}

/** Lines of what one side says; a word where it says nothing. */
export function SaidText({ lines }: { lines: Lines }) {
  const { t } = useTranslation('app')
  if (lines.length === 0) return <span className="muted">{t('attention.none')}</span>
  return lines.map((line, index) => (
    <div key={index}>
      {line
        .filter(([type]) => type !== 'id')
        .map((said, place) => (
          <Fragment key={place}>
            {place > 0 && ' · '}
            <Word said={said} />
          </Fragment>
        ))}
    </div>
  ))
}

function Word({ said: [type, value] }: { said: Said }) {
  const t = useWords()
  const { number } = useFormats()
  const nameOf = useNameOf()
  switch (type) {
    case 'act':
      return <>{t(`command.${value}`)}</>
    case 'column':
    case 'facet':
    case 'queue':
      return <>{t(`${type}.${value}`)}</>
    case 'span':
      return <>{t(`due.${value}`)}</>
    case 'person':
      return <bdi>{nameOf(String(value))}</bdi>
    case 'id':
      return null
    case 'percent':
      return <>{number(Number(value))} %</>
    case 'size':
      return <>{t('dossier.documents.size', { kb: number(Math.ceil(Number(value) / 1024)) })}</>
    case 'unit':
      return (
        <>{t('dossier.facts.establishment', { number: formatEnterpriseNumber(String(value)) })}</>
      )
    case 'version':
      return <>{t('dossier.documents.version', { version: value })}</>
    default:
      return <ValueText type={type} value={value} />
  }
}
