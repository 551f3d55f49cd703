import type { PossibleDeclaration } from '../../domain/contract/workbench.ts'
import { AGREEMENTS } from '../../domain/linking/register/explain.ts'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { Absent, CountryText, PeriodText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'

/** Declarations whose worker may be this person, with what agrees and what does not, in words. */
export function PossibleTable({ rows }: { rows: readonly PossibleDeclaration[] }) {
  const t = useWords()
  return (
    <>
      <p className="none muted">{t('person.possible.note', { count: rows.length })}</p>
      <Table
        caption={t('person.possible.title')}
        columns={useColumns()}
        rows={rows}
        rowKey={({ declaration }) => declaration.id}
      />
    </>
  )
}

function useColumns(): TableColumn<PossibleDeclaration>[] {
  const t = useWords()
  return [
    {
      key: 'l1',
      title: t('person.declaration.l1'),
      cell: ({ declaration: { body } }) => (
        <>
          <span className="mono nowrap">{body.l1Number}</span>
          <span className="line muted">
            <PeriodText period={body.period} />
          </span>
        </>
      ),
    },
    {
      key: 'worker',
      title: t('person.possible.worker'),
      cell: ({ declaration: { body } }) => (
        <>
          <bdi>
            {body.worker.familyName} {body.worker.givenNames}
          </bdi>
          <span className="line muted">
            {body.worker.birthDate ? (
              <DateText date={body.worker.birthDate} />
            ) : (
              <Absent person={body.worker} />
            )}{' '}
            <CountryText code={body.worker.nationality} />
          </span>
        </>
      ),
    },
    {
      key: 'evidence',
      title: t('person.possible.evidence'),
      cell: ({ evidence }) => <Evidence evidence={evidence} />,
    },
  ]
}

/** What agrees first, then what does not. */
function Evidence({ evidence }: Pick<PossibleDeclaration, 'evidence'>) {
  const t = useWords()
  return (
    <ul>
      {AGREEMENTS.flatMap((agreement) => {
        const fields = evidence.filter((one) => one.agreement === agreement)
        if (fields.length === 0) return []
        const names = fields.map(({ field }) => t(`person.possible.field.${field}`)).join(', ')
        return [
          <li key={agreement}>
            <strong>{t(`person.possible.agreement.${agreement}`)}</strong> {names}
          </li>,
        ]
      })}
    </ul>
  )
}
