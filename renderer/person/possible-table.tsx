import type { KeyboardEvent } from 'react'
import type { PossibleDeclaration } from '../../domain/contract/workbench.ts'
import { Button, Key } from '../design/button.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { RouteLink } from '../findings/link.tsx'
import { Absent, CountryText, PeriodText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { Agreements } from '../links/cluster-screen.tsx'
import { JUDGED_VERDICTS, useJudge, VERDICT_KEYS } from '../links/use-judge.ts'

interface PossibleTableProps {
  personId: string
  rows: readonly PossibleDeclaration[]
}

/** Declarations whose worker may be this person, with what agrees and what does not, in words. */
export function PossibleTable({ personId, rows }: PossibleTableProps) {
  const t = useWords()
  return (
    <>
      <p className="none muted">{t('person.possible.note', { count: rows.length })}</p>
      <Table
        caption={t('person.possible.title')}
        columns={useColumns(personId)}
        rows={rows}
        rowKey={({ declaration }) => declaration.id}
      />
    </>
  )
}

function useColumns(personId: string): TableColumn<PossibleDeclaration>[] {
  const t = useWords()
  return [
    {
      key: 'l1',
      title: t('person.declaration.l1'),
      cell: ({ declaration: { id, body } }) => (
        <>
          <RouteLink
            to={{
              screen: 'pair',
              left: { kind: 'declaration', id },
              right: { kind: 'person', id: personId },
            }}
          >
            <span className="mono nowrap">{body.l1Number}</span>
          </RouteLink>
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
      cell: ({ evidence }) => <Agreements fields={evidence} />,
    },
    {
      key: 'judgement',
      title: t('links.judgement'),
      cell: (row) => <Judge personId={personId} row={row} />,
    },
  ]
}

/** Buttons with a key each; the keys work while one of them has the focus. */
function Judge({ personId, row }: { personId: string; row: PossibleDeclaration }) {
  const t = useWords()
  const { may, judge } = useJudge()
  const { declaration, facts, verdict: now } = row
  const subject = { declarationId: declaration.id, personId, facts, verdict: now }
  const onKeyDown = (event: KeyboardEvent) => {
    const verdict = JUDGED_VERDICTS.find((one) => VERDICT_KEYS[one] === event.key)
    if (!verdict || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    void judge(subject, verdict)
  }
  if (!may) return null
  return (
    <div
      role="group"
      className="member-acts"
      aria-label={`${t('links.judge')}: ${declaration.body.l1Number}`}
    >
      {JUDGED_VERDICTS.map((verdict) => (
        <Button
          key={verdict}
          kind="quiet"
          disabled={now === verdict}
          onKeyDown={onKeyDown}
          aria-label={`${t(`links.verdict.${verdict}`)}: ${declaration.body.l1Number}`}
          onClick={() => void judge(subject, verdict)}
        >
          {t(`links.verdict.${verdict}`)} <Key>{VERDICT_KEYS[verdict]}</Key>
        </Button>
      ))}
    </div>
  )
}
