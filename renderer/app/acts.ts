/** Everything that a key or the palette can do. One list: the help and the palette read it. */
import type { TFunction } from 'i18next'
import { mayRun } from '../../domain/rights/rights.ts'
import { QUEUES, UI_LANGUAGES, type QueueName } from '../../domain/contract/codes.ts'
import { session, workbench } from '../data/client.ts'
import { runCommand, type CommandProblem } from '../data/use-command.ts'
import type { IconName } from '../design/icon.tsx'
import { LANGUAGE_NAMES, switchLanguage } from '../i18n/i18n.ts'
import { announce } from './announce.ts'
import { openLayer } from './layers.ts'
import { DEFAULT_ORDER, navigate } from './route.ts'
import { density, DENSITIES, theme, THEMES } from './settings.ts'
import { subject, type Subject } from './subject.ts'

export interface Act {
  id: string
  label: string
  icon: IconName
  /** Keys that do the same, one after the other. */
  keys: readonly string[]
  run: () => void
}

/** Second key after `g` for each queue. */
export const QUEUE_KEYS: Readonly<Record<QueueName, string>> = {
  OPEN: 'q',
  MINE: 'm',
  UNASSIGNED: 'u',
  SIGNALS: 's',
  CLOSED: 'c',
  ALL: 'a',
}

/** Shows a queue from its beginning. */
export function goToQueue(queue: QueueName): void {
  navigate({ screen: 'queue', view: { queue, facets: {}, due: null, order: DEFAULT_ORDER } })
}

function sayProblem(t: TFunction, { code, details }: CommandProblem): void {
  const title = t(`error.${code}.title`, { ns: 'errors', ...details })
  const advice = t(`error.${code}.advice`, { ns: 'errors', ...details })
  announce(`${title}. ${advice}`, 'red')
}

async function assign(t: TFunction, on: Subject, assignee: string | null): Promise<void> {
  const { dossierId, reference, assignee: from } = on
  const problem = await runCommand('assignDossier', { dossierId, assignee, from })
  if (problem) return sayProblem(t, problem)
  announce(t(assignee ? 'app:done.assigned' : 'app:done.released', { reference }))
}

/** Takes the dossier in hand. */
export function assignToMe(t: TFunction, on: Subject): void {
  const me = session.get()?.actor
  if (me) void assign(t, on, me.id)
}

/** Gives the dossier back to the service. */
export function release(t: TFunction, on: Subject): void {
  void assign(t, on, null)
}

function subjectActs(t: TFunction, on: Subject): Act[] {
  const actor = session.get()?.actor
  if (!actor) return []
  const acts: Act[] = []
  const label = (key: string) => `${t(`app:action.${key}`)} · ${on.reference}`
  if (mayRun(actor, 'assignDossier')) {
    acts.push(
      on.assignee === actor.id
        ? {
            id: 'release',
            label: label('release'),
            icon: 'person',
            keys: ['r'],
            run: () => release(t, on),
          }
        : {
            id: 'assign',
            label: label('assignToMe'),
            icon: 'person',
            keys: ['a'],
            run: () => assignToMe(t, on),
          },
    )
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
    run: () => navigate({ screen: 'person', id: personId }),
  })
  return acts
}

function viewActs(t: TFunction): Act[] {
  return [
    ...UI_LANGUAGES.map((language) => ({
      id: `language-${language}`,
      label: t('app:action.language', { name: LANGUAGE_NAMES[language] }),
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

/** All acts that are possible now, the nearest first. */
export function possibleActs(t: TFunction): Act[] {
  const on = subject.get()
  return [
    ...(on ? subjectActs(t, on) : []),
    ...QUEUES.map((queue) => ({
      id: `queue-${queue}`,
      label: t('app:action.goQueue', { queue: t(`queue:queue.${queue}`) }),
      icon: 'queue' as const,
      keys: ['g', QUEUE_KEYS[queue]],
      run: () => goToQueue(queue),
    })),
    {
      id: 'sync',
      label: t('app:sync.now'),
      icon: 'sync',
      keys: [],
      run: () => void workbench.sync.now().catch(() => undefined),
    },
    {
      id: 'attention',
      label: t('app:action.attention'),
      icon: 'bell',
      keys: ['g', 't'],
      run: () => openLayer({ name: 'attention' }),
    },
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
  ]
}
