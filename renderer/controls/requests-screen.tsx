import { useState } from 'react'
import type { ControlRequestRow } from '../../domain/contract/controls.ts'
import { requestMovesFrom } from '../../domain/controls/moves.ts'
import { useControlRequests } from '../data/use-query.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { InstantText } from '../design/time.tsx'
import { PlainPage } from '../dossier/plain-page.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useCodes } from '../i18n/format.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { useControlWords } from './words.ts'
import './controls.css'

/** Controls that were asked for: an inspector says what becomes of each, whoever asked reads it. */
export default function RequestsScreen() {
  const t = useControlWords()
  const { data, error } = useControlRequests()
  const [chosen, setChosen] = useState<ControlRequestRow | null>(null)
  const open = data?.filter(({ body }) => body.status === 'OPEN').length ?? 0
  return (
    <PlainPage
      title={t('controls.title')}
      intro={t('controls.intro')}
      status={data ? t('controls.open', { count: open }) : ''}
      body="controls"
      beside={chosen && <AnswerDialog row={chosen} onClose={() => setChosen(null)} />}
    >
      {error && <ErrorState error={error} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <EmptyState icon="check" tone="calm" title={t('controls.none.title')}>
          {t('controls.none.text')}
        </EmptyState>
      )}
      <ul className="plain-list">
        {data?.map((row) => (
          <li key={row.id} className="panel control-request">
            <Request row={row} onAnswer={() => setChosen(row)} />
          </li>
        ))}
      </ul>
    </PlainPage>
  )
}

function Request({ row, onAnswer }: { row: ControlRequestRow; onAnswer: () => void }) {
  const t = useControlWords()
  const code = useCodes()
  const { body } = row
  const mayMove = row.mayAnswer && requestMovesFrom(body.status).length > 0
  return (
    <>
      <div className="control-head">
        <h2>
          {body.byName}, {code('region', body.region)}
        </h2>
        <Badge tone={body.status === 'OPEN' ? 'amber' : 'plain'}>
          {code('controlRequestStatus', body.status)}
        </Badge>
        <span className="muted">
          <InstantText instant={body.at} /> · {code('controlOrigin', body.origin)}
        </span>
      </div>
      <p>{body.reason}</p>
      <Subjects row={row} />
      {body.answers.map((answer) => (
        <blockquote key={answer.at} className="control-answer">
          {answer.text}
          <footer className="muted">
            {code('controlRequestStatus', answer.status)}, {answer.byName},{' '}
            <InstantText instant={answer.at} />
          </footer>
        </blockquote>
      ))}
      {mayMove && (
        <div className="form-actions">
          <Button kind={body.status === 'OPEN' ? 'primary' : 'plain'} onClick={onAnswer}>
            {t('controls.answer.title')}
          </Button>
        </div>
      )}
    </>
  )
}

/** Of whom a control is asked, with the way to their pages. */
function Subjects({ row: { body, names } }: { row: ControlRequestRow }) {
  const t = useControlWords()
  const code = useCodes()
  return (
    <ul className="control-subjects">
      {body.subjects.map(({ kind, id }, at) => {
        const name = names[at]
        return (
          <li key={`${kind} ${id}`}>
            <span className="muted">{code('reportLinkKind', kind)}</span>{' '}
            {name ? (
              <RouteLink to={{ screen: kind, id }}>
                <bdi>{name}</bdi>
              </RouteLink>
            ) : (
              t('controls.notHere')
            )}
          </li>
        )
      })}
    </ul>
  )
}
