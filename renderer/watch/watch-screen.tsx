import type { WatchList, WatchRow } from '../../domain/contract/watch.ts'
import { byEnd } from '../../domain/watch/over.ts'
import { announce } from '../app/announce.ts'
import { runCommand } from '../data/use-command.ts'
import { useSession, useWatches } from '../data/use-query.ts'
import { PendingMark } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { EmptyState, ErrorState, Loading, useErrorWords } from '../design/states.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { PlainPage } from '../dossier/plain-page.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useCodes } from '../i18n/format.ts'
import { AlertList } from './alert-list.tsx'
import { useWatchWords } from './words.ts'
import './watch.css'

/** What this officer keeps an eye on, and what happened to it. */
export default function WatchScreen() {
  const t = useWatchWords()
  const { data, error } = useWatches()
  return (
    <PlainPage title={t('watch.screen')} intro={t('watch.intro')} body="watch-body">
      {error && <ErrorState error={error} />}
      {!data && !error && <Loading />}
      {data && <Content list={data} />}
    </PlainPage>
  )
}

function Content({ list: { watches, alerts } }: { list: WatchList }) {
  const t = useWatchWords()
  const today = useSession()?.today ?? ''
  const columns = useColumns()
  const { running, over } = byEnd(watches, today)
  if (watches.length === 0) {
    return (
      <EmptyState icon="eye" title={t('watch.none')}>
        {t('watch.noneHint')}
      </EmptyState>
    )
  }
  return (
    <>
      <Panel title={t('watch.alerts')}>
        <AlertList alerts={alerts} withSubject />
      </Panel>
      <Panel title={t('watch.running', { count: running.length })} flush>
        <Table
          caption={t('watch.screen')}
          columns={columns}
          rows={running}
          rowKey={({ id }) => id}
        />
      </Panel>
      {over.length > 0 && (
        <Panel title={t('watch.over', { count: over.length })} flush>
          <p className="muted watch-over">{t('watch.overHint')}</p>
          <Table
            caption={t('watch.overTitle')}
            columns={columns}
            rows={over}
            rowKey={({ id }) => id}
          />
        </Panel>
      )}
    </>
  )
}

function useColumns(): TableColumn<WatchRow>[] {
  const t = useWatchWords()
  const code = useCodes()
  const words = useErrorWords()
  const end = async (watchId: string) => {
    const refused = await runCommand('endWatch', { watchId })
    if (refused) announce(words(refused).title, 'amber')
  }
  return [
    {
      key: 'subject',
      title: t('watch.column.subject'),
      cell: ({ body, label, pending }) => (
        <>
          {label === null ? (
            <span className="muted">{t('watch.outOfSight')}</span>
          ) : (
            <RouteLink to={{ screen: body.kind, id: body.subjectId }}>
              <bdi>{label}</bdi>
            </RouteLink>
          )}
          {pending && <PendingMark />}
          <span className="line muted">{code('watchedKind', body.kind)}</span>
        </>
      ),
    },
    { key: 'reason', title: t('watch.reason'), cell: ({ body }) => body.reason },
    {
      key: 'until',
      title: t('watch.until'),
      cell: ({ body }) => <DateText date={body.until} />,
    },
    {
      key: 'acts',
      title: t('watch.column.acts'),
      cell: ({ id, label }) => (
        <Button
          kind="quiet"
          aria-label={t('watch.endOf', { name: label ?? '' })}
          onClick={() => void end(id)}
        >
          {t('watch.end')}
        </Button>
      ),
    },
  ]
}
