import type { PersonPage } from '../../domain/contract/workbench.ts'
import { Table, type TableColumn } from '../design/table.tsx'
import { InstantText } from '../design/time.tsx'
import { MunicipalityText, PeriodText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'

type Declaration = PersonPage['declarations'][number]
type Place = Declaration['body']['places'][number]

interface DeclarationTableProps {
  caption: string
  rows: readonly Declaration[]
  /** On an enterprise's page the worker is what one looks for. */
  by: 'employer' | 'worker'
}

/** Limosa declarations as received. */
export function DeclarationTable({ caption, rows, by }: DeclarationTableProps) {
  const columns = useColumns(by)
  const newest = rows.toSorted((a, b) => (a.body.period.from < b.body.period.from ? 1 : -1))
  return <Table caption={caption} columns={columns} rows={newest} rowKey={({ id }) => id} />
}

function useColumns(by: DeclarationTableProps['by']): TableColumn<Declaration>[] {
  const t = useWords()
  const code = useCodes()
  return [
    {
      key: 'l1',
      title: t('person.declaration.l1'),
      cell: ({ body }) => (
        <>
          <span className="mono nowrap">{body.l1Number}</span>
          <span className="line muted">{code('limosaStatus', body.status)}</span>
        </>
      ),
    },
    {
      key: 'period',
      title: t('person.declaration.period'),
      cell: ({ body }) => (
        <>
          <PeriodText period={body.period} />
          {body.submittedAt && (
            <span className="line muted nowrap">
              {t('person.declaration.submitted')} <InstantText instant={body.submittedAt} />
            </span>
          )}
        </>
      ),
    },
    {
      key: 'who',
      title: t(by === 'employer' ? 'person.declaration.employer' : 'enterprise.worker'),
      cell: ({ body }) => (
        <>
          <bdi>{by === 'employer' ? employerName(body) : workerName(body)}</bdi>
          {body.clients.length > 0 && (
            <span className="line muted">
              {t('person.declaration.clients', {
                names: body.clients.map(({ name }) => name).join(', '),
              })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'places',
      title: t('person.declaration.places'),
      cell: ({ body }) => <Places places={body.places} />,
    },
    {
      key: 'sector',
      title: t('person.declaration.sector'),
      cell: ({ body }) => code('sector', body.sector),
    },
  ]
}

const employerName = ({ employer, worker }: Declaration['body']) =>
  employer?.name ?? `${worker.familyName} ${worker.givenNames}`
const workerName = ({ worker }: Declaration['body']) => `${worker.familyName} ${worker.givenNames}`

const PLACES_SHOWN = 2

/** The first places, the others behind a button of the browser's own. */
function Places({ places }: { places: readonly Place[] }) {
  const t = useWords()
  const more = places.slice(PLACES_SHOWN)
  return (
    <>
      <PlaceList places={places.slice(0, PLACES_SHOWN)} />
      {more.length > 0 && (
        <details className="more-places">
          <summary>{t('person.declaration.morePlaces', { count: more.length })}</summary>
          <PlaceList places={more} />
        </details>
      )}
    </>
  )
}

function PlaceList({ places }: { places: readonly Place[] }) {
  return (
    <ul>
      {places.map(({ name, address }, index) => (
        <li key={index}>
          {address?.municipality ? (
            <MunicipalityText code={address.municipality} />
          ) : (
            (address?.place ?? name)
          )}
          {name && (address?.municipality || address?.place) && (
            <span className="muted"> {name}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
