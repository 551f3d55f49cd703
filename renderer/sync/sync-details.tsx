import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncDetails, SyncMoment, WaitingLane } from '../../domain/contract/sync-details.ts'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { formatRoute } from '../app/route.ts'
import { syncNow } from '../app/sync-now.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { saveFile } from '../data/save-file.ts'
import { reads } from '../data/reads.ts'
import { useSyncStatus } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Loading, useErrorWords } from '../design/states.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { InstantText } from '../design/time.tsx'
import { Fact, Facts } from '../findings/values.tsx'
import { useFormats } from '../i18n/format.ts'
import { useSentence } from './sync-line.tsx'

/** Everything behind the one line: how fresh, what waits and why, what happened, and the way to help. */
export default function SyncDetailsPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['app', 'errors'])
  const status = useSyncStatus()
  const { data } = useQuery(reads.syncDetails())
  return (
    <Dialog
      title={t('app:syncDetails.title')}
      onClose={onClose}
      wide
      actions={
        <>
          <SaveSupportFile />
          <Button kind="primary" icon="sync" onClick={() => void syncNow(t)}>
            {t('app:sync.now')}
          </Button>
        </>
      }
    >
      {status && data ? (
        <Details status={status} details={data} onLeave={onClose} />
      ) : (
        <Loading lines={6} />
      )}
    </Dialog>
  )
}

interface DetailsProps {
  status: SyncStatus
  details: SyncDetails
  onLeave: () => void
}

function Details({ status, details, onLeave }: DetailsProps) {
  const { t } = useTranslation('app')
  const { dateTime, number } = useFormats()
  const { cursor, head } = details
  const behind = cursor === null || head === null ? null : Math.max(0, head - cursor)
  return (
    <div className="sync-details">
      <p>
        <b>{useSentence(status)}</b>
      </p>
      {status.error && <Advice error={status.error} />}
      <Facts>
        <Fact name={t('syncDetails.upToDateAt')}>
          {status.upToDateAt ? dateTime(status.upToDateAt) : t('sync.never')}
        </Fact>
        <Fact name={t('syncDetails.changes')}>
          {cursor === null
            ? t('none')
            : t('syncDetails.cursor', { cursor: number(cursor), head: number(head ?? cursor) })}
          {behind !== null && behind > 0 && ` · ${t('syncDetails.behind', { count: behind })}`}
        </Fact>
      </Facts>
      <Waiting waiting={details.waiting} onLeave={onLeave} />
      <History history={details.history} />
      <Store details={details} />
    </div>
  )
}

function Advice({ error }: { error: NonNullable<SyncStatus['error']> }) {
  const { title, advice } = useErrorWords()(error)
  return (
    <p>
      {title}. {advice} <span className="mono muted">{error.code}</span>
    </p>
  )
}

function Waiting({ waiting, onLeave }: { waiting: readonly WaitingLane[]; onLeave: () => void }) {
  const { t } = useTranslation('app')
  const { number } = useFormats()
  const columns: TableColumn<WaitingLane>[] = [
    {
      key: 'dossier',
      title: t('syncDetails.dossier'),
      cell: ({ dossierId, reference }) =>
        dossierId && reference ? (
          <a href={formatRoute({ screen: 'dossier', id: dossierId })} onClick={onLeave}>
            <span className="mono">{reference}</span>
          </a>
        ) : (
          t('syncDetails.noDossier')
        ),
    },
    {
      key: 'count',
      title: t('syncDetails.acts'),
      number: true,
      cell: ({ count }) => number(count),
    },
    {
      key: 'since',
      title: t('syncDetails.since'),
      cell: ({ oldestAt }) => <InstantText instant={oldestAt} />,
    },
    {
      key: 'why',
      title: t('syncDetails.why'),
      cell: ({ why }) => t(`syncDetails.reason.${why}`),
    },
  ]
  return (
    <section>
      <h3>{t('syncDetails.waiting')}</h3>
      {waiting.length === 0 ? (
        <p className="muted">{t('syncDetails.nothing')}</p>
      ) : (
        <Table
          caption={t('syncDetails.waiting')}
          columns={columns}
          rows={waiting}
          rowKey={({ dossierId }) => dossierId ?? ''}
        />
      )}
    </section>
  )
}

/** Attempts that are shown, the last first; of those that ended alike one after another, the last. */
const ATTEMPTS = 8
const ON_THE_WAY: ReadonlySet<SyncMoment['state']> = new Set(['CONNECTING', 'SYNCING'])

function History({ history }: { history: readonly SyncMoment[] }) {
  const { t } = useTranslation('app')
  const errorWords = useErrorWords()
  const { dateTime } = useFormats()
  const results = history
    .filter(({ state }) => !ON_THE_WAY.has(state))
    .filter(({ state, code }, index, all) => {
      const next = all[index + 1]
      return next?.state !== state || next.code !== code
    })
    .slice(-ATTEMPTS)
  return (
    <section>
      <h3>{t('syncDetails.history')}</h3>
      <ul className="sync-history">
        {results.toReversed().map(({ at, state, code }) => (
          <li key={`${at} ${state}`}>
            <span className="muted">{dateTime(at)}</span> {t(`syncDetails.state.${state}`)}
            {code && (
              <>
                {' · '}
                {errorWords({ code }).title} <span className="mono muted">{code}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const MEGABYTE = 1_000_000

function Store({ details }: { details: SyncDetails }) {
  const { t } = useTranslation('app')
  const { date, number } = useFormats()
  const { accessLog, cacheBytes, counts, findingsDate, rejected, schema, wire } = details
  return (
    <section>
      <h3>{t('syncDetails.store')}</h3>
      <Facts>
        <Fact name={t('syncDetails.size')}>
          {cacheBytes === null
            ? t('none')
            : t('syncDetails.megabytes', { n: number(Math.ceil(cacheBytes / MEGABYTE)) })}
        </Fact>
        {Object.entries(counts ?? {})
          .filter(([, count]) => count > 0)
          .map(([kind, count]) => (
            <Fact key={kind} name={t(`syncDetails.kind.${kind}`)}>
              {number(count)}
            </Fact>
          ))}
        <Fact name={t('syncDetails.rejected')}>{number(rejected)}</Fact>
        <Fact name={t('syncDetails.accessWaiting')}>{number(accessLog.waiting)}</Fact>
        {accessLog.refused.map(({ code, count }) => (
          <Fact key={code} name={t('syncDetails.accessRefused')}>
            {t('syncDetails.accessRefusedOf', { count, n: number(count), code })}
          </Fact>
        ))}
        <Fact name={t('syncDetails.findingsDate')}>
          {findingsDate ? date(findingsDate) : t('none')}
        </Fact>
        <Fact name={t('syncDetails.versions')}>
          {t('syncDetails.versionsOf', { schema: schema ?? 0, wire })}
        </Fact>
      </Facts>
    </section>
  )
}

/** The file is made by the host; it holds no personal data. */
function SaveSupportFile() {
  const { t } = useTranslation(['app', 'errors'])
  const [making, setMaking] = useState(false)
  const save = async () => {
    setMaking(true)
    try {
      const file = await workbench.sync.supportFile()
      saveFile(file)
      announce(t('app:syncDetails.saved', { name: file.name }))
    } catch (error) {
      sayProblem(t, toTandemError(error))
    } finally {
      setMaking(false)
    }
  }
  return (
    <Button onClick={() => void save()} disabled={making} title={t('app:syncDetails.saveHint')}>
      {t('app:syncDetails.save')}
    </Button>
  )
}
