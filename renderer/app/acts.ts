/** Everything that a key or the palette can do. One list: the help and the palette read it. */
import type { TFunction } from 'i18next'
import { possibleSteps } from '../../domain/commands/steps/possible.ts'
import { accessReach } from '../../domain/rights/access-log.ts'
import { mayImport } from '../../domain/rights/imports.ts'
import { mayScoreLinks } from '../../domain/rights/scorecard.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { REMINDER_STATES, UI_LANGUAGES, type QueueName } from '../../domain/contract/codes.ts'
import { session, syncStatus } from '../data/client.ts'
import type { IconName } from '../design/icon.tsx'
import { currentLanguage, LANGUAGE_NAMES, LOCALES, switchLanguage } from '../i18n/i18n.ts'
import { announcement } from './announce.ts'
import { assignActOf, doAssign, holderName, type AssignAct } from './assigning.ts'
import { openLayer } from './layers.ts'
import { queuesOf } from './queues.ts'
import { selection } from '../queue/selection.ts'
import { filterOf, NUMBERS_STATE, SEARCH_STATE } from '../queue/reads.ts'
import { COVERAGE_FIRST, currentRoute, DEFAULT_ORDER, historyText, navigate } from './route.ts'
import { density, DENSITIES, theme, THEMES } from './settings.ts'
import { knownViews, openView } from '../team/views.ts'
import { subject, type Subject } from './subject.ts'
import { syncNow } from './sync-now.ts'
import { takeBack } from './take-back.ts'

export interface Act {
  id: string
  label: string
  icon: IconName
  /** Keys that do the same, one after the other. */
  keys: readonly string[]
  run: () => void
  /** Other words that find it. */
  also?: string
}

/** Second key after `g` for each queue. */
export const QUEUE_KEYS: Readonly<Record<QueueName, string>> = {
  OPEN: 'q',
  MINE: 'm',
  TEAM: 'w',
  UNASSIGNED: 'u',
  SNOOZED: 'z',
  SIGNALS: 's',
  CLOSED: 'c',
  ALL: 'a',
}

/** Shows a queue from its beginning. */
export function goToQueue(queue: QueueName): void {
  navigate({ screen: 'queue', view: { queue, facets: {}, due: null, order: DEFAULT_ORDER } })
}

function assignLabel(t: TFunction, act: AssignAct, { assignee }: Subject): string {
  return t(`app:action.${act}`, { name: holderName(assignee) })
}

/** The chosen dossiers; without a choice the one in focus. */
function chosenOr(dossierId: string): string[] {
  const chosen = selection.get()
  return chosen.size > 0 && currentRoute().screen === 'queue' ? [...chosen] : [dossierId]
}

function subjectActs(t: TFunction, on: Subject): Act[] {
  const now = session.get()
  const actor = now?.actor
  if (!actor) return []
  const acts: Act[] = []
  const label = (key: string) => `${t(`app:action.${key}`)} · ${on.reference}`
  const act = assignActOf(now, on)
  if (act) {
    acts.push({
      id: act,
      label: `${assignLabel(t, act, on)} · ${on.reference}`,
      icon: 'person',
      keys: [act === 'release' ? 'r' : 'a'],
      run: () => doAssign(t, act, on),
    })
  }
  for (const step of on.body ? possibleSteps(actor, on.body) : []) {
    acts.push({
      id: step,
      label: `${t(`app:command.${step}`)} · ${on.reference}`,
      icon: 'check',
      keys: [],
      run: () => openLayer({ name: 'step', step, subject: on }),
    })
  }
  if (mayRun(actor, 'addNote')) {
    acts.push({
      id: 'note',
      label: label('addNote'),
      icon: 'note',
      keys: ['n'],
      run: () => openLayer({ name: 'note', subject: on }),
    })
  }
  const { dossierId, personId } = on
  acts.push({
    id: 'simulate',
    label: label('simulate'),
    icon: 'calendar',
    keys: ['m'],
    run: () => openLayer({ name: 'simulate', dossierId }),
  })
  if (mayRun(actor, 'tagDossier')) {
    acts.push({
      id: 'bulk',
      label: label('bulk'),
      icon: 'check',
      keys: ['b'],
      run: () => openLayer({ name: 'bulk', ids: chosenOr(dossierId) }),
    })
  }
  acts.push({
    id: 'dossier',
    label: label('openDossier'),
    icon: 'dossier',
    keys: ['Enter'],
    run: () => navigate({ screen: 'dossier', id: dossierId }),
  })
  acts.push({
    id: 'comparison',
    label: label('openComparison'),
    icon: 'compare',
    keys: ['c'],
    run: () => navigate({ screen: 'comparison', personId, dossierId }),
  })
  acts.push({
    id: 'person',
    label: label('openPerson'),
    icon: 'person',
    keys: ['p'],
    run: () => navigate({ screen: 'person', id: personId, dossierId }),
  })
  return acts
}

/** The access log, for those who may read it. */
function logActs(t: TFunction): Act[] {
  const actor = session.get()?.actor
  if (!actor || !accessReach(actor)) return []
  const run = () => navigate({ screen: 'log' })
  return [{ id: 'log', label: t('app:action.log'), icon: 'lock', keys: ['g', 'l'], run }]
}

/** Reports of irregularities, for those who are told of them. */
function reportActs(t: TFunction): Act[] {
  const actor = session.get()?.actor
  if (!actor || !mayRun(actor, 'fileReport')) return []
  const list = () => navigate({ screen: 'reports', filter: { facets: {}, mine: false } })
  const intake = () => openLayer({ name: 'report' })
  return [
    { id: 'reports', label: t('app:action.reports'), icon: 'warning', keys: ['g', 'r'], run: list },
    { id: 'report', label: t('app:action.report'), icon: 'plus', keys: ['g', 'i'], run: intake },
  ]
}

/** Controls that this person asked for, or may answer. */
function controlActs(t: TFunction): Act[] {
  const actor = session.get()?.actor
  if (!actor || !mayRun(actor, 'requestControl')) return []
  const run = () => navigate({ screen: 'controls' })
  return [{ id: 'controls', label: t('app:action.controls'), icon: 'check', keys: ['g', 'f'], run }]
}

/** What this officer watches. */
function watchActs(t: TFunction): Act[] {
  const actor = session.get()?.actor
  if (!actor || !mayRun(actor, 'watchSubject')) return []
  const run = () => navigate({ screen: 'watch' })
  return [{ id: 'watch', label: t('app:action.watch'), icon: 'eye', keys: ['g', 'o'], run }]
}

const KNOWLEDGE_KEYS = { norms: 'n', rules: 'x', help: 'h' } as const

/** Pages about nobody: the tables of law, the rules, and how a file moves. */
function knowledgeActs(t: TFunction): Act[] {
  return (['norms', 'rules', 'help'] as const).map((screen) => ({
    id: screen,
    label: t(`app:action.${screen}`),
    icon: 'info',
    keys: ['g', KNOWLEDGE_KEYS[screen]],
    run: () => navigate({ screen }),
  }))
}

/** The import of extracts, for those who may. */
function importActs(t: TFunction): Act[] {
  const actor = session.get()?.actor
  if (!actor || !mayImport(actor)) return []
  const run = () => navigate({ screen: 'import' })
  return [{ id: 'import', label: t('app:action.import'), icon: 'down', keys: ['g', 'd'], run }]
}

const LINK_KEYS = { links: 'k', score: 'p' } as const

/** Possible links for those who judge them, and how good all links are for those who answer for them. */
function linkActs(t: TFunction): Act[] {
  const actor = session.get()?.actor
  if (!actor) return []
  const screens = [
    ...(mayRun(actor, 'judgeLink') ? (['links'] as const) : []),
    ...(mayScoreLinks(actor) ? (['score'] as const) : []),
  ]
  return screens.map((screen) => ({
    id: screen,
    label: t(`app:action.${screen}`),
    icon: 'compare',
    keys: ['g', LINK_KEYS[screen]],
    run: () => navigate({ screen }),
  }))
}

/** Takes back what was just done, as long as its words are shown or it has not left the desk. */
function undoActs(t: TFunction): Act[] {
  const held = syncStatus.get()?.held
  const undo = announcement.get()?.undo ?? (held ? () => void takeBack(t, held.n) : null)
  if (!undo) return []
  return [{ id: 'undo', label: t('app:action.undo'), icon: 'back', keys: ['u'], run: undo }]
}

function viewActs(t: TFunction): Act[] {
  const languages = new Intl.DisplayNames(LOCALES[currentLanguage()], { type: 'language' })
  return [
    ...UI_LANGUAGES.map((language) => ({
      id: `language-${language}`,
      label: t('app:action.language', { name: LANGUAGE_NAMES[language] }),
      also: languages.of(language) ?? '',
      icon: 'settings' as const,
      keys: [],
      run: () => void switchLanguage(language),
    })),
    ...THEMES.map((name) => ({
      id: `theme-${name}`,
      label: t('app:action.theme', { name: t(`app:theme.${name}`) }),
      icon: 'settings' as const,
      keys: [],
      run: () => theme.set(name),
    })),
    ...DENSITIES.map((name) => ({
      id: `density-${name}`,
      label: t('app:action.density', { name: t(`app:density.${name}`) }),
      icon: 'settings' as const,
      keys: [],
      run: () => density.set(name),
    })),
  ]
}

/** Workload and absences, for those to whom dossiers are given. */
function teamActs(t: TFunction): Act[] {
  const actor = session.get()?.actor
  if (!actor || !mayRun(actor, 'recordAbsence')) return []
  const run = () => openLayer({ name: 'team' })
  return [{ id: 'team', label: t('app:action.team'), icon: 'person', keys: ['g', 'e'], run }]
}

/** What comes of the order of work in the queue on the screen. */
function queueActs(t: TFunction): Act[] {
  const route = currentRoute()
  if (route.screen !== 'queue') return []
  const { view } = route
  const filter = filterOf(view, historyText(SEARCH_STATE), historyText(NUMBERS_STATE))
  const run = () => openLayer({ name: 'forecast', filter, order: view.order })
  const paste = () => openLayer({ name: 'numbers', view })
  return [
    { id: 'forecast', label: t('app:action.forecast'), icon: 'calendar', keys: ['o'], run },
    { id: 'numbers', label: t('app:action.numbers'), icon: 'filter', keys: ['l'], run: paste },
  ]
}

/** All acts that are possible now, the nearest first. */
export function possibleActs(t: TFunction): Act[] {
  const on = subject.get()
  return [
    ...undoActs(t),
    ...(on ? subjectActs(t, on) : []),
    ...queueActs(t),
    ...teamActs(t),
    ...queuesOf(session.get()?.actor).map((queue) => ({
      id: `queue-${queue}`,
      label: t('app:action.goQueue', { queue: t(`queue:queue.${queue}`) }),
      icon: 'queue' as const,
      keys: ['g', QUEUE_KEYS[queue]],
      run: () => goToQueue(queue),
    })),
    ...knownViews().map((view) => ({
      id: `view-${view.id}`,
      label: t('app:action.goView', { name: view.body.name }),
      icon: 'queue' as const,
      keys: [],
      run: () => openView(view),
    })),
    {
      id: 'sync',
      label: t('app:sync.now'),
      icon: 'sync',
      keys: [],
      run: () => void syncNow(t),
    },
    {
      id: 'coverage',
      label: t('app:action.coverage'),
      icon: 'declaration',
      keys: ['g', 'v'],
      run: () => navigate({ screen: 'coverage', facets: {}, order: COVERAGE_FIRST }),
    },
    {
      id: 'reminders',
      label: t('app:action.reminders'),
      icon: 'calendar',
      keys: ['g', 'j'],
      run: () =>
        navigate({
          screen: 'coverage',
          facets: { reminder: [...REMINDER_STATES] },
          order: [{ column: 'remindBy', descending: false }],
        }),
    },
    {
      id: 'contests',
      label: t('app:action.contests'),
      icon: 'note',
      keys: ['g', 'b'],
      run: () => navigate({ screen: 'contests' }),
    },
    ...controlActs(t),
    ...linkActs(t),
    ...importActs(t),
    {
      id: 'sync-details',
      label: t('app:syncDetails.open'),
      icon: 'info',
      keys: ['g', 'y'],
      run: () => openLayer({ name: 'sync' }),
    },
    {
      id: 'attention',
      label: t('app:action.attention'),
      icon: 'bell',
      keys: ['g', 't'],
      run: () => openLayer({ name: 'attention' }),
    },
    {
      id: 'purpose',
      label: t('app:action.purpose'),
      icon: 'lock',
      keys: [],
      run: () => openLayer({ name: 'purpose', back: null }),
    },
    ...reportActs(t),
    ...watchActs(t),
    ...logActs(t),
    ...knowledgeActs(t),
    {
      id: 'keys',
      label: t('app:action.keys'),
      icon: 'keyboard',
      keys: ['?'],
      run: () => openLayer({ name: 'keys' }),
    },
    ...viewActs(t),
    {
      id: 'sign-out',
      label: t('app:signIn.out'),
      icon: 'sign-out',
      keys: [],
      run: () => openLayer({ name: 'sign-out' }),
    },
    {
      id: 'sign-out-everywhere',
      label: t('app:signOutEverywhere.action'),
      icon: 'sign-out',
      keys: [],
      run: () => openLayer({ name: 'sign-out-everywhere' }),
    },
  ]
}
