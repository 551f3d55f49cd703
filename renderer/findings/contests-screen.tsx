import { useMemo, useState } from 'react'
import { WHY_MAX, WHY_MIN } from '../../domain/commands/second-look.ts'
import { CONTEST_OUTCOMES, type ContestOutcome } from '../../domain/contract/codes.ts'
import type { ContestRow } from '../../domain/contract/contests.ts'
import { CONTEST_DAYS } from '../../domain/rights/contests.ts'
import { announce } from '../app/announce.ts'
import { runCommand } from '../data/use-command.ts'
import { useContests } from '../data/use-query.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { EmptyState, ErrorState, Loading, useErrorWords } from '../design/states.tsx'
import { PlainPage } from '../dossier/plain-page.tsx'
import { useCodes } from '../i18n/format.ts'
import { RouteLink } from './link.tsx'
import { ContestText } from './signal-acts.tsx'
import { useWords } from './words.ts'
import './findings.css'

/** Signals that somebody holds wrong: the owner of the rule answers each. */
export default function ContestsScreen() {
  const t = useWords()
  const { data, error } = useContests()
  const [chosen, setChosen] = useState<ContestRow | null>(null)
  return (
    <PlainPage
      title={t('contests.title')}
      intro={t('contests.intro')}
      status={data && data.length > 0 ? t('contests.count', { count: data.length }) : ''}
      body="contests"
      beside={chosen && <AnswerDialog row={chosen} onClose={() => setChosen(null)} />}
    >
      {error && <ErrorState error={error} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <EmptyState icon="check" tone="calm" title={t('contests.none.title')}>
          {t('contests.none.text')}
        </EmptyState>
      )}
      <ul className="plain-list">
        {data?.map((row) => (
          <li key={`${row.findingId} ${row.place}`} className="panel contest">
            <Row row={row} onAnswer={() => setChosen(row)} />
          </li>
        ))}
      </ul>
    </PlainPage>
  )
}

function Row({ row, onAnswer }: { row: ContestRow; onAnswer: () => void }) {
  const t = useWords()
  return (
    <>
      <h2>
        <span className="mono muted">{row.code}</span> {t(`rule.${row.code}.title`)}
      </h2>
      <p>
        <Subject row={row} /> {!row.isThere && <Badge tone="calm">{t('contests.gone')}</Badge>}{' '}
        {row.late && <Badge tone="amber">{t('contests.late', { count: CONTEST_DAYS })}</Badge>}
      </p>
      <ContestText contest={row.contest} />
      {row.mayAnswer && (
        <div className="form-actions">
          <Button kind="primary" onClick={onAnswer}>
            {t('contests.answer')}
          </Button>
        </div>
      )}
    </>
  )
}

/** Whom the signal is about, with the way to the page where it stands. */
function Subject({ row: { personId, enterpriseId, dossierId, subject } }: { row: ContestRow }) {
  const t = useWords()
  if (subject === null) return <>{t('contests.notHere')}</>
  if (dossierId) return <RouteLink to={{ screen: 'dossier', id: dossierId }}>{subject}</RouteLink>
  if (personId) return <RouteLink to={{ screen: 'person', id: personId }}>{subject}</RouteLink>
  return <RouteLink to={{ screen: 'enterprise', id: enterpriseId ?? '' }}>{subject}</RouteLink>
}

function AnswerDialog({ row, onClose }: { row: ContestRow; onClose: () => void }) {
  const t = useWords()
  const code = useCodes()
  const words = useErrorWords()
  const [outcome, setOutcome] = useState<ContestOutcome>('STANDS')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const args = useMemo(() => {
    const { findingId, code: of, contest, personId, enterpriseId, dossierId, place } = row
    const about = { findingId, code: of, ruleVersion: contest.ruleVersion }
    return { ...about, personId, enterpriseId, dossierId, place, outcome, text }
  }, [row, outcome, text])
  const missing = WHY_MIN - text.trim().length
  const run = async () => {
    if (missing > 0) {
      setProblem(t('finding.judge.tooShort', { count: missing, min: WHY_MIN }))
      return
    }
    const refused = await runCommand('answerContest', args)
    if (refused) return setProblem(words(refused).title)
    announce(t('contests.answered'), 'calm')
    onClose()
  }
  return (
    <Dialog
      title={t('contests.answer')}
      onClose={onClose}
      onSubmit={() => void run()}
      actions={
        <Button kind="primary" submit>
          {t('contests.answer')}
        </Button>
      }
    >
      <ContestText contest={row.contest} />
      <OneOf
        label={t('contests.outcome')}
        options={CONTEST_OUTCOMES.map((value) => ({ value, label: code('contestOutcome', value) }))}
        value={outcome}
        onChange={(value) => setOutcome(value as ContestOutcome)}
      />
      <TextAreaField
        label={t('contests.text')}
        hint={t('finding.judge.reasonHelp', { min: WHY_MIN })}
        problem={problem}
        value={text}
        rows={4}
        maxLength={WHY_MAX}
        onChange={(event) => {
          setText(event.target.value)
          setProblem(undefined)
        }}
      />
    </Dialog>
  )
}
