import type { AlertRow } from '../../domain/contract/watch.ts'
import { announce } from '../app/announce.ts'
import type { Route } from '../app/route.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { useErrorWords } from '../design/states.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { useWatchWords } from './words.ts'

/** Where an alert leads: to the record that changed, a declaration to its worker's comparison. */
function routeOf({ recordKind, recordId, personId, kind, subjectId }: AlertRow): Route {
  if (recordKind === 'dossier') return { screen: 'dossier', id: recordId }
  if (recordKind === 'declaration' && personId) {
    return { screen: 'comparison', personId, dossierId: null }
  }
  if (recordKind === 'person' || recordKind === 'enterprise') {
    return { screen: recordKind, id: recordId }
  }
  return { screen: kind, id: subjectId }
}

/** Fields whose change has a word of its own; the others are told as "other data". */
const NAMED = new Set([
  'period',
  'places',
  'clients',
  'worker',
  'status',
  'work',
  'residence',
  'job',
  'workplaces',
  'authorised',
  'legalSituation',
  'address',
  'name',
  'directorship',
  'sanction',
  'works',
])

interface AlertListProps {
  alerts: readonly AlertRow[]
  /** Whether each line says what it is about. */
  withSubject?: boolean
}

/** What happened to what is watched, the latest first; new ones can be marked as seen. */
export function AlertList({ alerts, withSubject }: AlertListProps) {
  const t = useWatchWords()
  const code = useCodes()
  const words = useErrorWords()
  const { dateTime } = useFormats()
  const fresh = alerts.filter(({ seen }) => !seen).map(({ id }) => id)
  const see = async (ids: number[]) => {
    try {
      await workbench.watch.seen({ ids })
    } catch (error) {
      announce(words(toTandemError(error)).title, 'red')
    }
  }
  const fieldsOf = (fields: readonly string[]) =>
    [...new Set(fields.map((field) => (NAMED.has(field) ? field : 'other')))]
      .map((field) => t(`watch.field.${field}`))
      .join(', ')
  if (alerts.length === 0) return <p className="muted">{t('watch.noAlerts')}</p>
  return (
    <>
      {fresh.length > 0 && (
        <Button kind="quiet" icon="check" onClick={() => void see(fresh)}>
          {t('watch.seeAll', { count: fresh.length })}
        </Button>
      )}
      <ul className="watch-list">
        {alerts.map((alert) => (
          <li key={alert.id} className={alert.seen ? undefined : 'watch-new'}>
            <span>
              {!alert.seen && <Badge tone="accent">{t('watch.new')}</Badge>}{' '}
              {withSubject && (
                <>
                  <b>
                    <bdi>{alert.label}</bdi>
                  </b>
                  {': '}
                </>
              )}
              {code('alert', alert.code)}{' '}
              <RouteLink to={routeOf(alert)}>
                <bdi>{alert.recordLabel}</bdi>
              </RouteLink>
            </span>
            <span className="muted">
              {dateTime(alert.at)}
              {alert.fields.length > 0 && ` · ${fieldsOf(alert.fields)}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
