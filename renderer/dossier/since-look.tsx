import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UiLanguage } from '../../domain/contract/codes.ts'
import type { DossierPage, SinceLook as Since } from '../../domain/contract/workbench.ts'
import { holderName } from '../app/assigning.ts'
import { workbench } from '../data/client.ts'
import { IconButton } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { municipalityName } from '../findings/values.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { nameIn } from './fact-value.tsx'

type Change = Since['changes'][number]

/** What changed about the dossier since this person last looked at it, until it is put away. */
export function SinceLook({ page }: { page: DossierPage }) {
  const { id } = page.dossier
  const { t } = useTranslation('team')
  const { dateTime } = useFormats()
  const words = useChangeWords((enterpriseId) => nameIn(page, enterpriseId))
  const [since, setSince] = useState<Since | null>(null)
  useEffect(() => {
    let shown = true
    workbench.dossier.look({ id }).then(
      (found) => shown && setSince(found),
      () => undefined,
    )
    return () => {
      shown = false
      // What came while it stood on the screen was seen.
      workbench.dossier.look({ id }).catch(() => undefined)
    }
  }, [id])
  if (!since || since.changes.length === 0) return null
  return (
    <section className="notice since-look" aria-label={t('since.label')}>
      <Icon name="info" />
      <div className="notice-text">
        <b>{t('since.title', { at: dateTime(since.at) })}</b>
        <ul>
          {since.changes.map((change) => (
            <li key={`${change.field} ${change.of} ${change.after}`}>{words(change)}</li>
          ))}
        </ul>
      </div>
      <IconButton icon="close" label={t('since.close')} onClick={() => setSince(null)} />
    </section>
  )
}

/** A change as a sentence without a verb: what, from what, to what. */
function useChangeWords(
  nameOf: (enterpriseId: string) => string | null,
): (change: Change) => string {
  const { t, i18n } = useTranslation(['team', 'dossier'])
  const code = useCodes()
  const { date, dateTime, money, number } = useFormats()
  const language = i18n.language as UiLanguage
  const placeWords = (place: string, _: number, all: readonly string[]) => {
    const [municipality = '', percent = ''] = place.split(':')
    const name = municipalityName(municipality, language)
    return all.length === 1 ? name : `${name} ${percent} %`
  }
  const valueWords = ({ field }: Change, value: string | null): string => {
    if (value === null) return t('since.none')
    switch (field) {
      case 'WORK_STATE':
        return code('workState', value)
      case 'RESIDENCE_STATE':
        return code('residenceState', value)
      case 'DOCUMENT':
        return code('documentStatus', value)
      case 'REGION':
        return code('region', value)
      case 'CATEGORY':
        return code('category', value)
      case 'LANGUAGE':
        return t(`dossier:fileLanguage.${value}`)
      case 'HOURS':
        return number(Number(value))
      case 'JOB': {
        const [isco = '', ...title] = value.split(' ')
        return t('since.job', { title: title.join(' '), isco })
      }
      case 'EMPLOYER':
        return nameOf(value) ?? t('since.enterprise')
      case 'WORKPLACES':
        return value.split(' ').map(placeWords).join(', ')
      case 'DUE':
        return date(value)
      case 'ASSIGNEE':
      case 'ASSIGNEE_DVZ':
        return holderName(value)
      case 'TAGS':
        return value
          .split(' ')
          .map((tag) => code('tag', tag))
          .join(', ')
      case 'PAY': {
        const [cents = '0', unit = ''] = value.split(' ')
        return `${money(Number(cents))} ${t(`since.unit.${unit}`)}`
      }
      case 'CONTRACT':
      case 'AUTHORISED': {
        const [from = '', to = ''] = value.split('..')
        return `${date(from)} – ${to ? date(to) : t('since.open')}`
      }
      default:
        return value
    }
  }
  return (change) => {
    const { field, of, before, after } = change
    if (field === 'EVENT') {
      return `${code('dossierEvent', of ?? '')} · ${after ? dateTime(after) : ''}`
    }
    const name = field === 'DOCUMENT' ? code('documentType', of ?? '') : t(`since.field.${field}`)
    return `${t('app:named', { name })} ${valueWords(change, before)} → ${valueWords(change, after)}`
  }
}
