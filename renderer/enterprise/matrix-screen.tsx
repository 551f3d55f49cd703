import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { addDays } from '../../domain/calendar/local-date.ts'
import type { CoverageWorker } from '../../domain/contract/codes.ts'
import type { TandemError } from '../../domain/contract/errors.ts'
import { MATRIX_WEEKS_MAX, type WorkerMatrix } from '../../domain/contract/workbench.ts'
import { WEEK_CODES, type WeekCode } from '../../domain/limosa/matrix.ts'
import { announce } from '../app/announce.ts'
import { goBack, navigate } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { workbench } from '../data/client.ts'
import { reads } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { Button, IconButton, Key } from '../design/button.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { Table } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { RouteLink } from '../findings/link.tsx'
import { useWords } from '../findings/words.ts'
import { placeOf } from '../coverage/place-of.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { MatrixCanvas } from './matrix-canvas.tsx'
import { codeAt, isSeenAt, mondayAt, nameOf, runsOf, spreadsheetOf } from './matrix-model.ts'
import '../dossier/record.css'
import './matrix.css'

const WEEKS = 52
/** Fills in the copy, on white: those of the light theme. */
const COPIED: Readonly<Record<WeekCode, string>> = {
  '!': '#fbdfe0',
  S: '#fde3cf',
  D: '#e3f0e5',
  F: '#dcedec',
  P: '#e6e9f5',
  '.': '#ffffff',
}

/** Workers of an enterprise week by week: declared, authorised, seen. */
export default function MatrixScreen({ id }: { id: string }) {
  const t = useWords()
  const today = useSession()?.today ?? '1970-01-01'
  const [span, setSpan] = useState({ from: addDays(today, -7 * 40), weeks: WEEKS })
  const { data, error } = useQuery(reads.matrix({ id, ...span }))
  useFocusOnTitle()
  const shift = (weeks: number) => setSpan({ ...span, from: addDays(span.from, 7 * weeks) })
  const widen = () =>
    setSpan(
      span.weeks === WEEKS
        ? { from: addDays(span.from, -7 * WEEKS), weeks: MATRIX_WEEKS_MAX }
        : { from: addDays(span.from, 7 * WEEKS), weeks: WEEKS },
    )
  const problem = error as TandemError | null
  return (
    <article className="record matrix-screen" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <IconButton icon="back" label={`${t('back')} (Esc)`} onClick={goBack} />
          <h1 tabIndex={-1} id="record-title">
            <span className="title-kind">{t('matrix.title')}</span> {data?.enterpriseName}
          </h1>
          <div className="record-end">
            <IconButton
              icon="chevron-left"
              kind="plain"
              label={t('matrix.earlier')}
              onClick={() => shift(-13)}
            />
            <IconButton
              icon="chevron-right"
              kind="plain"
              label={t('matrix.later')}
              onClick={() => shift(13)}
            />
            <Button onClick={widen}>
              {t('matrix.weeks', { count: span.weeks === WEEKS ? MATRIX_WEEKS_MAX : WEEKS })}
            </Button>
          </div>
        </div>
        <p className="muted">{t('matrix.intro')}</p>
      </header>
      {problem && (
        <ErrorState
          error={problem}
          actions={problem.code === 'PURPOSE_REQUIRED' && <StatePurpose />}
        />
      )}
      {!data && !problem && <Loading lines={12} />}
      {data && !problem && data.workers.length === 0 && (
        <EmptyState icon="person" title={t('matrix.none')} />
      )}
      {data && !problem && data.workers.length > 0 && (
        <Matrix key={`${data.from} ${data.weeks}`} matrix={data} />
      )}
    </article>
  )
}

function Matrix({ matrix }: { matrix: WorkerMatrix }) {
  const t = useWords()
  const { date } = useFormats()
  const [cell, setCell] = useState({ row: 0, week: Math.max(0, matrix.weeks - 12) })
  const [asTable, setAsTable] = useState(false)
  const code = useCodes()
  const letter = useCallback((one: WeekCode) => t(`matrix.letter.${keyOf(one)}`), [t])
  const workerWord = useCallback((one: CoverageWorker) => code('coverageWorker', one), [code])
  const worker = matrix.workers[cell.row]
  const words = [
    worker && nameOf(worker, workerWord),
    t('matrix.weekOf', { date: date(mondayAt(matrix, cell.week)) }),
    t(`matrix.code.${keyOf(codeAt(matrix, cell))}`),
    isSeenAt(matrix, cell) && t('matrix.seen'),
  ]
    .filter(Boolean)
    .join(' · ')
  const open = (row: number) => {
    const opened = matrix.workers[row]
    if (opened) navigate(placeOf({ ...opened, dossierId: null }))
  }
  /** Noted by the host first; only then it is copied. */
  const copy = async () => {
    const { enterpriseId: id, from, weeks } = matrix
    await workbench.enterprise.matrixCopied({ id, from, weeks })
    const sheet = { head: t('matrix.worker'), letter, date, worker: workerWord }
    const { text, html } = spreadsheetOf(matrix, sheet, (code) => COPIED[code])
    const parts = { 'text/plain': text, 'text/html': html }
    const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })])
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs) as never)])
  }
  const copyAndTell = () => {
    copy().then(
      () => announce(t('matrix.copied')),
      () => announce(t('matrix.notCopied'), 'amber'),
    )
  }
  const toggle = () => setAsTable(!asTable)
  useKeys({ x: copyAndTell, v: toggle })
  return (
    <div className="matrix-body">
      <div className="matrix-tools">
        <Legend letter={letter} />
        <Button aria-pressed={asTable} aria-keyshortcuts="v" onClick={toggle}>
          {t(asTable ? 'matrix.asPicture' : 'matrix.asTable')} <Key>v</Key>
        </Button>
        <Button icon="note" aria-keyshortcuts="x" onClick={copyAndTell}>
          {t('matrix.copy')} <Key>x</Key>
        </Button>
      </div>
      <p role="status" className="matrix-cell">
        {words}
        {matrix.workerTotal > matrix.workers.length && (
          <span className="muted">
            {' '}
            · {t('matrix.cut', { shown: matrix.workers.length, total: matrix.workerTotal })}
          </span>
        )}
      </p>
      {asTable ? (
        <Runs matrix={matrix} />
      ) : (
        <MatrixCanvas
          matrix={matrix}
          cell={cell}
          onCell={setCell}
          onOpen={open}
          letter={letter}
          worker={workerWord}
          words={words}
        />
      )}
    </div>
  )
}

const KEYS: Readonly<Record<WeekCode, string>> = {
  '!': 'OPEN',
  S: 'SEEN',
  D: 'COVERED',
  F: 'FREE',
  P: 'PERMIT',
  '.': 'NONE',
}
const keyOf = (code: WeekCode): string => KEYS[code]

function Legend({ letter }: { letter: (code: WeekCode) => string }) {
  const t = useWords()
  return (
    <ul className="matrix-legend" aria-label={t('comparison.line.legend.label')}>
      {WEEK_CODES.filter((code) => code !== '.').map((code) => (
        <li key={code}>
          <span className="matrix-key" data-code={keyOf(code)} aria-hidden="true">
            {letter(code)}
          </span>{' '}
          {t(`matrix.code.${keyOf(code)}`)}
        </li>
      ))}
      <li>
        <span aria-hidden="true">▪</span> {t('matrix.seen')}
      </li>
    </ul>
  )
}

/** The same as a table: one line per stretch of weeks that say the same. */
function Runs({ matrix }: { matrix: WorkerMatrix }) {
  const t = useWords()
  const code = useCodes()
  const rows = matrix.workers.flatMap((worker, row) =>
    runsOf(matrix, row).map((run) => ({ worker, ...run })),
  )
  return (
    <div className="matrix-runs">
      <Table
        caption={t('matrix.title')}
        columns={[
          {
            key: 'worker',
            title: t('matrix.worker'),
            cell: ({ worker }) => (
              <>
                <RouteLink to={placeOf({ ...worker, dossierId: null })}>{worker.name}</RouteLink>
                {worker.worker !== 'KNOWN' && (
                  <span className="muted"> · {code('coverageWorker', worker.worker)}</span>
                )}
              </>
            ),
          },
          {
            key: 'from',
            title: t('matrix.fromWeek'),
            cell: ({ from }) => <DateText date={mondayAt(matrix, from)} />,
          },
          {
            key: 'to',
            title: t('matrix.toWeek'),
            cell: ({ to }) => <DateText date={addDays(mondayAt(matrix, to), 6)} />,
          },
          {
            key: 'code',
            title: t('matrix.what'),
            cell: (run) => t(`matrix.code.${keyOf(run.code)}`),
          },
        ]}
        rows={rows}
        rowKey={({ worker, from }) => `${worker.personId ?? worker.declarationId} ${from}`}
      />
    </div>
  )
}
