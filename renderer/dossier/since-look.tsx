import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SinceLook as Since } from '../../domain/contract/workbench.ts'
import { holderName } from '../app/assigning.ts'
import { workbench } from '../data/client.ts'
import { IconButton } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'

type Change = Since['changes'][number]

/** What changed about the dossier since this person last looked at it, until it is put away. */
export function SinceLook({ id }: { id: string }) {
  const { t } = useTranslation('team')
  const { dateTime } = useFormats()
  const words = useChangeWords()
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
function useChangeWords(): (change: Change) => string {
  const { t } = useTranslation('team')
  const code = useCodes()
  const { date, dateTime, money } = useFormats()
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
      case 'DUE':
        return date(value)
      case 'ASSIGNEE':
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
    // Ids and lists of codes say nothing to an officer: that they changed does.
    if (field === 'EMPLOYER' || field === 'WORKPLACES') return t(`since.field.${field}`)
    const name = field === 'DOCUMENT' ? code('documentType', of ?? '') : t(`since.field.${field}`)
    return `${t('app:named', { name })} ${valueWords(change, before)} → ${valueWords(change, after)}`
  }
}
