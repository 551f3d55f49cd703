import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../domain/contract/workbench.ts'
import { hostError, hostState } from '../data/client.ts'
import { useStore } from '../data/use-store.ts'
import { queryClient } from '../data/reads.ts'
import { useHostState, useSession, useSyncStatus } from '../data/use-query.ts'
import { Button, Key } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { preloadMenus } from '../design/menu.tsx'
import { EmptyState, ErrorState, Loading, Notice } from '../design/states.tsx'
import { loadOtherWords } from '../i18n/i18n.ts'
import Palette from '../palette/palette.tsx'
import { QueueScreen } from '../queue/queue-screen.tsx'
import { FillScreen } from '../session/fill-screen.tsx'
import { isRenewing, RenewalScreen } from '../session/renewal-screen.tsx'
import { LockedScreen, OfflineNotices } from '../session/offline-screens.tsx'
import { SignInScreen } from '../session/sign-in-screen.tsx'
import { announcement } from './announce.ts'
import { whenPainted } from './at-rest.ts'
import { Boundary } from './boundary.tsx'
import { closeLayer, layer } from './layers.ts'
import { useFirstView } from './first-view.ts'
import { part } from './part.ts'
import { Rail } from './rail.tsx'
import { formatRoute, type Route } from './route.ts'
import { useScreenSubject } from './subject.ts'
import { TopBar } from './top-bar.tsx'
import { useRoute } from './use-route.ts'

const DossierScreen = part(async () => {
  const { DossierScreen: screen } = await import('../dossier/dossier-screen.tsx')
  return { default: screen }
})
const PersonScreen = part(async () => {
  const { PersonScreen: screen } = await import('../person/person-screen.tsx')
  return { default: screen }
})
const EnterpriseScreen = part(async () => {
  const { EnterpriseScreen: screen } = await import('../enterprise/enterprise-screen.tsx')
  return { default: screen }
})
const ComparisonScreen = part(async () => {
  const { ComparisonScreen: screen } = await import('../comparison/comparison-screen.tsx')
  return { default: screen }
})
const KeysHelp = part(() => import('./keys-help.tsx'))
const NoteDialog = part(() => import('./note-dialog.tsx'))
const StepDialog = part(() => import('../dossier/steps/step-dialog.tsx'))
const FactDialog = part(() => import('../dossier/fact-dialog.tsx'))
const PurposeDialog = part(() => import('../access/purpose-dialog.tsx'))
const CoverageScreen = part(() => import('../coverage/coverage-screen.tsx'))
const ControlRequestsScreen = part(() => import('../controls/requests-screen.tsx'))
const ContestsScreen = part(() => import('../findings/contests-screen.tsx'))
const MatrixScreen = part(() => import('../enterprise/matrix-screen.tsx'))
const ImportScreen = part(() => import('../imports/import-screen.tsx'))
const LinksScreen = part(() => import('../links/links-screen.tsx'))
const ScoreScreen = part(() => import('../links/score-screen.tsx'))
const ClusterScreen = part(() => import('../links/cluster-screen.tsx'))
const PairScreen = part(() => import('../links/pair-screen.tsx'))
const ReportsScreen = part(() => import('../reports/reports-screen.tsx'))
const WatchScreen = part(() => import('../watch/watch-screen.tsx'))
const NetworkScreen = part(() => import('../network/network-screen.tsx'))
const ReportScreen = part(() => import('../reports/report-screen.tsx'))
const IntakeDialog = part(() => import('../reports/intake-dialog.tsx'))
const LogScreen = part(async () => {
  const { LogScreen: screen } = await import('../access/log-screen.tsx')
  return { default: screen }
})
const NormsScreen = part(async () => {
  const { NormsScreen: screen } = await import('../norms/norms-screen.tsx')
  return { default: screen }
})
const RulesScreen = part(async () => {
  const { RulesScreen: screen } = await import('../workshop/rules-screen.tsx')
  return { default: screen }
})
const RuleScreen = part(async () => {
  const { RuleScreen: screen } = await import('../workshop/rule-screen.tsx')
  return { default: screen }
})
const FairnessScreen = part(async () => {
  const { FairnessScreen: screen } = await import('../workshop/fairness-screen.tsx')
  return { default: screen }
})
const TracksHelp = part(async () => {
  const { TracksHelp: screen } = await import('../help/tracks-help.tsx')
  return { default: screen }
})
const TakeOverDialog = part(() => import('./take-over-dialog.tsx'))
const AttentionTray = part(() => import('../sync/attention-tray.tsx'))
const SyncDetailsPanel = part(() => import('../sync/sync-details.tsx'))
const ViewsDialog = part(() => import('../team/views-dialog.tsx'))
const BulkDialog = part(() => import('../team/bulk-dialog.tsx'))
const DossierSimulation = part(() => import('../simulate/dossier-dialog.tsx'))
const QueueForecastDialog = part(() => import('../simulate/queue-dialog.tsx'))
const TeamDialog = part(() => import('../team/team-dialog.tsx'))
const NumbersDialog = part(() => import('../team/numbers-dialog.tsx'))
const SignOutDialog = part(() => import('../session/sign-out-dialog.tsx'))
const SignOutEverywhereDialog = part(() => import('../session/sign-out-everywhere-dialog.tsx'))

/** The whole window. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Boundary>
        <Suspense fallback={<Loading />}>
          <Window />
        </Suspense>
      </Boundary>
    </QueryClientProvider>
  )
}

function Window() {
  const session = useSession()
  const { t } = useTranslation('app')
  const route = useRoute()
  useEffect(() => {
    document.title = `${t(`screen.${route.screen}`)} · ${t('product')}`
  }, [t, route.screen])
  const known = session !== null
  useEffect(() => (known ? whenPainted(readAhead) : undefined), [known])
  if (!session) return <BeforeHost />
  const { state, error } = session
  if (state === 'FAILED' && error && !error.code.startsWith('SIGN_IN')) {
    return (
      <main className="entry">
        <ErrorState
          error={error}
          actions={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
        />
      </main>
    )
  }
  if (state !== 'SIGNED_IN') return <Entry session={session} />
  return <Frame session={session} route={route} />
}

/** Reads what a first key or click may open. */
function readAhead(): void {
  loadOtherWords()
  preloadMenus()
}

/** Before a desk is open: nobody is signed in, or what is kept for them is not ready yet. */
function Entry({ session }: { session: Session }) {
  const status = useSyncStatus()
  if (isRenewing(session, status)) return <RenewalScreen fill={status.fill} />
  return <SignInScreen session={session} />
}

/** Nothing is known yet: the host starts, or this address is of an earlier start. */
function BeforeHost() {
  const { t } = useTranslation('app')
  const state = useStore(hostState)
  const error = useStore(hostError)
  if (state !== 'LOST') return null
  const old = error?.code === 'FORBIDDEN'
  return (
    <main className="entry">
      <EmptyState
        icon={old ? 'lock' : 'sync'}
        tone={old ? 'amber' : 'accent'}
        title={t(old ? 'lost.old' : 'lost.starting')}
      >
        {t(old ? 'lost.oldHint' : 'lost.startingHint')}
      </EmptyState>
    </main>
  )
}

function Frame({ session, route }: { session: Session; route: Route }) {
  const { t } = useTranslation('app')
  const status = useSyncStatus()
  useFirstView(session.actor)
  useLeftLayers(route)
  const lost = useHostState() === 'LOST'
  useScreenSubject(route)
  useReadingStart(screenKey(route))
  return (
    <div className="frame">
      <a className="skip" href="#main" onClick={skipToMain}>
        {t('skip')}
      </a>
      <TopBar session={session} />
      <div className="frame-body">
        <Rail route={route} />
        <main className="frame-main" id="main" tabIndex={-1}>
          {lost && <LostNotice />}
          {status && <OfflineNotices status={status} />}
          {status?.state === 'FILLING' ? (
            <FillScreen status={status} />
          ) : status?.offline.state === 'LOCKED' ? (
            <LockedScreen status={status} />
          ) : (
            <Boundary key={screenKey(route)}>
              <Suspense fallback={<Loading />}>
                <Screen route={route} />
              </Suspense>
            </Boundary>
          )}
        </main>
      </div>
      <Layers />
      <Spoken />
    </div>
  )
}

/** What stood in front of one screen does not stand in front of the next. */
function useLeftLayers(route: Route): void {
  const screen = formatRoute(route)
  useEffect(() => closeLayer, [screen])
}

/** A new screen is read from its beginning, unless it put the focus somewhere itself. */
function useReadingStart(screen: string): void {
  useEffect(() => {
    if (screen !== 'queue' && document.activeElement === document.body) focusMain()
  }, [screen])
}

/** The host is gone, or was started anew at an address that this page does not have. */
function LostNotice() {
  const { t } = useTranslation('app')
  const old = useStore(hostError)?.code === 'FORBIDDEN'
  return (
    <Notice icon={old ? 'lock' : 'warning'} tone="red">
      {old ? `${t('lost.old')}. ${t('lost.oldHint')}` : t('lost.notice')}
    </Notice>
  )
}

function skipToMain(event: { preventDefault: () => void }) {
  event.preventDefault()
  focusMain()
}

function focusMain(): void {
  document.getElementById('main')?.focus({ preventScroll: true })
}

function screenKey(route: Route): string {
  if (route.screen === 'comparison') return route.personId
  return 'id' in route ? `${route.screen} ${route.id}` : route.screen
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'queue':
      return <QueueScreen view={route.view} />
    case 'log':
      return <LogScreen />
    case 'norms':
      return <NormsScreen />
    case 'help':
      return <TracksHelp />
    case 'rules':
      return <RulesScreen />
    case 'rule':
      return <RuleScreen key={route.id} code={route.id} />
    case 'fairness':
      return <FairnessScreen key={route.id} code={route.id} />
    case 'coverage':
      return <CoverageScreen facets={route.facets} order={route.order} />
    case 'contests':
      return <ContestsScreen />
    case 'controls':
      return <ControlRequestsScreen />
    case 'matrix':
      return <MatrixScreen key={route.id} id={route.id} />
    case 'import':
      return <ImportScreen />
    case 'links':
      return <LinksScreen />
    case 'score':
      return <ScoreScreen />
    case 'cluster':
      return <ClusterScreen key={route.id} id={route.id} dossierId={route.dossierId ?? null} />
    case 'pair':
      return <PairScreen left={route.left} right={route.right} />
    case 'reports':
      return <ReportsScreen filter={route.filter} />
    case 'network':
      return <NetworkScreen key={route.id} kind={route.kind} id={route.id} />
    case 'watch':
      return <WatchScreen />
    case 'report':
      return <ReportScreen key={route.id} id={route.id} />
    case 'dossier':
      return <DossierScreen key={route.id} id={route.id} />
    case 'person':
      return <PersonScreen key={route.id} id={route.id} dossierId={route.dossierId ?? null} />
    case 'enterprise':
      return <EnterpriseScreen key={route.id} id={route.id} />
    case 'comparison':
      return (
        <ComparisonScreen
          key={route.personId}
          personId={route.personId}
          dossierId={route.dossierId}
        />
      )
  }
}

function Layers() {
  const open = useStore(layer)
  if (!open) return null
  return (
    <Boundary key={open.name} className="layer-broken">
      <Suspense fallback={null}>
        {open.name === 'palette' && <Palette first={open.text} onClose={closeLayer} />}
        {open.name === 'keys' && <KeysHelp onClose={closeLayer} />}
        {open.name === 'sync' && <SyncDetailsPanel onClose={closeLayer} />}
        {open.name === 'attention' && <AttentionTray onClose={closeLayer} />}
        {open.name === 'note' && <NoteDialog on={open.subject} onClose={closeLayer} />}
        {open.name === 'step' && (
          <StepDialog
            key={open.step}
            name={open.step}
            dossierId={open.subject.dossierId}
            onClose={closeLayer}
          />
        )}
        {open.name === 'fact' && (
          <FactDialog field={open.field} dossierId={open.subject.dossierId} onClose={closeLayer} />
        )}
        {open.name === 'take-over' && <TakeOverDialog on={open.subject} onClose={closeLayer} />}
        {open.name === 'purpose' && <PurposeDialog back={open.back} onClose={closeLayer} />}
        {open.name === 'views' && <ViewsDialog shown={open.shown} onClose={closeLayer} />}
        {open.name === 'bulk' && <BulkDialog ids={open.ids} onClose={closeLayer} />}
        {open.name === 'simulate' && (
          <DossierSimulation dossierId={open.dossierId} onClose={closeLayer} />
        )}
        {open.name === 'forecast' && (
          <QueueForecastDialog filter={open.filter} order={open.order} onClose={closeLayer} />
        )}
        {open.name === 'report' && <IntakeDialog onClose={closeLayer} />}
        {open.name === 'team' && <TeamDialog onClose={closeLayer} />}
        {open.name === 'numbers' && <NumbersDialog view={open.view} onClose={closeLayer} />}
        {open.name === 'sign-out' && <SignOutDialog onClose={closeLayer} />}
        {open.name === 'sign-out-everywhere' && <SignOutEverywhereDialog onClose={closeLayer} />}
      </Suspense>
    </Boundary>
  )
}

/** What just happened, for eyes and ears. */
function Spoken() {
  const { t } = useTranslation('app')
  const said = useStore(announcement)
  return (
    <div className="spoken" role="status">
      {said && (
        <p key={said.id} className={`spoken-words tone-${said.tone}`}>
          <Icon name={said.tone === 'red' ? 'warning' : 'check'} />
          <span>{said.text}</span>
          {said.undo && (
            <Button kind="quiet" onClick={said.undo} aria-keyshortcuts="u">
              {t('action.undo')} <Key>u</Key>
            </Button>
          )}
        </p>
      )}
    </div>
  )
}
