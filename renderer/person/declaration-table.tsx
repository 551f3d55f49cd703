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
      cell: ({ body }) => <span className="mono">{body.l1Number}</span>,
    },
    {
      key: 'status',
      title: t('person.declaration.status'),
      cell: ({ body }) => code('limosaStatus', body.status),
    },
    {
      key: 'period',
      title: t('person.declaration.period'),
      cell: ({ body }) => <PeriodText period={body.period} />,
    },
    by === 'employer'
      ? {
          key: 'employer',
          title: t('person.declaration.employer'),
          cell: ({ body }) => body.employer?.name ?? t('dossier.selfEmployed'),
        }
      : {
          key: 'worker',
          title: t('enterprise.worker'),
          cell: ({ body: { worker } }) => (
            <bdi>
              {worker.familyName} {worker.givenNames}
            </bdi>
          ),
        },
    {
      key: 'client',
      title: t('person.declaration.client'),
      cell: ({ body }) => body.clients.map(({ name }) => name).join(', ') || '–',
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
    {
      key: 'submitted',
      title: t('person.declaration.submitted'),
      cell: ({ body }) => <InstantText instant={body.submittedAt} />,
    },
  ]
}

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
