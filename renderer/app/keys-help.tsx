import { useTranslation } from 'react-i18next'
import type { Actor } from '../../domain/contract/actor.ts'
import { mayImport } from '../../domain/rights/imports.ts'
import { mayScoreLinks } from '../../domain/rights/scorecard.ts'
import { accessReach } from '../../domain/rights/access-log.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { useSession } from '../data/use-query.ts'
import { Key } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { currentRoute, type Route } from './route.ts'

type Line = readonly [words: string, ...keys: string[]]

interface Group {
  title: string
  /** Screens on which these keys work; absent: on all. */
  screens?: readonly Route['screen'][]
  /** Who has them; absent: everybody. */
  isFor?: (actor: Actor) => boolean
  lines: readonly Line[]
}

const GROUPS: readonly Group[] = [
  {
    title: 'keys.everywhere',
    lines: [
      ['keys.palette', '^ctrl', 'K'],
      ['keys.goQueue', 'g', '>', 'q', 'm', 'w', 'u', 'z', 's', 'c', 'a'],
      ['keys.goAttention', 'g', '>', 't'],
      ['action.team', 'g', '>', 'e'],
      ['action.coverage', 'g', '>', 'v'],
      ['action.reminders', 'g', '>', 'j'],
      ['action.controls', 'g', '>', 'f'],
      ['action.contests', 'g', '>', 'b'],
      ['action.links', 'g', '>', 'k'],
      ['syncDetails.open', 'g', '>', 'y'],
      ['action.norms', 'g', '>', 'n'],
      ['action.rules', 'g', '>', 'x'],
      ['action.help', 'g', '>', 'h'],
      ['keys.assign', 'a'],
      ['keys.bulk', 'b'],
      ['keys.release', 'r'],
      ['keys.undo', 'u'],
      ['keys.note', 'n'],
      ['keys.compare', 'c'],
      ['keys.simulate', 'm'],
      ['keys.back', '^esc'],
      ['keys.help', '?'],
    ],
  },
  {
    title: 'access:title',
    isFor: (actor) => accessReach(actor) !== null,
    lines: [['action.log', 'g', '>', 'l']],
  },
  {
    title: 'screen.import',
    isFor: mayImport,
    lines: [['action.import', 'g', '>', 'd']],
  },
  {
    title: 'action.import',
    screens: ['import'],
    isFor: mayImport,
    lines: [
      ['import.dryRun', 'd'],
      ['import.start', 'i'],
      ['import.stop', 'x'],
      ['screen.coverage', 'm'],
      ['screen.links', 'l'],
    ],
  },
  {
    title: 'screen.reports',
    isFor: (actor) => mayRun(actor, 'fileReport'),
    lines: [
      ['action.reports', 'g', '>', 'r'],
      ['action.report', 'g', '>', 'i'],
      ['action.watch', 'g', '>', 'o'],
    ],
  },
  {
    title: 'action.reports',
    screens: ['reports'],
    lines: [
      ['keys.move', 'j', 'k'],
      ['keys.open', '^enter'],
      ['keys.filter', 'f'],
      ['action.report', 'n'],
    ],
  },
  {
    title: 'screen.network',
    screens: ['network'],
    lines: [
      ['action.lasso', 'l'],
      ['action.stepBack', 'z'],
      ['action.foldNode', 'v'],
    ],
  },
  {
    title: 'screen.report',
    screens: ['report'],
    isFor: (actor) => mayRun(actor, 'triageReport'),
    lines: [
      ['command.triageReport', 't'],
      ['command.moveReport', 'm'],
      ['command.answerReport', 'w'],
    ],
  },
  {
    title: 'keys.queue',
    screens: ['queue'],
    lines: [
      ['keys.move', 'j', 'k', '↓', '↑'],
      ['keys.page', '^pageDown', '^pageUp'],
      ['keys.ends', '^home', '^end'],
      ['keys.cells', '→', '←'],
      ['keys.open', '^enter'],
      ['keys.choose', '^space'],
      ['keys.chooseRange', '^shift', '↓', '↑'],
      ['keys.chooseAll', '^ctrl', 'A'],
      ['keys.search', '/'],
      ['keys.sort', 's'],
      ['keys.views', 'v'],
      ['keys.forecast', 'o'],
      ['keys.numbers', 'l'],
      ['keys.filter', 'f'],
      ['keys.multiSort', '^shift', '^enter'],
      ['keys.resize', '^shift', '→', '←'],
    ],
  },
  {
    title: 'screenKeys.dossier',
    screens: ['dossier'],
    lines: [
      ['screenKeys.sections', '1', '…', '9'],
      ['screenKeys.steps', 'd'],
      ['screenKeys.neighbours', 'j', 'k'],
      ['screenKeys.person', 'p'],
    ],
  },
  {
    title: 'screenKeys.comparison',
    screens: ['comparison'],
    lines: [
      ['screenKeys.sections', '1', '2', '3'],
      ['screenKeys.declarations', 'j', 'k'],
      ['screenKeys.zoom', '+', '-', '0'],
      ['screenKeys.view', 'v'],
      ['screenKeys.openDossier', 'd'],
      ['screenKeys.person', 'p'],
    ],
  },
  {
    title: 'keys.coverage',
    screens: ['coverage'],
    lines: [
      ['keys.move', 'j', 'k', '↓', '↑'],
      ['keys.page', '^pageDown', '^pageUp'],
      ['keys.ends', '^home', '^end'],
      ['keys.cells', '→', '←'],
      ['keys.compare', '^enter'],
      ['screenKeys.person', 'p'],
      ['keys.open', 'd'],
      ['keys.choose', '^space'],
      ['keys.chooseRange', '^shift', '↓', '↑'],
      ['keys.chooseAll', '^ctrl', 'A'],
      ['finding.judge.title', 'b'],
      ['keys.views', 'v'],
      ['keys.filter', 'f'],
      ['keys.multiSort', '^shift', '^enter'],
      ['keys.resize', '^shift', '→', '←'],
    ],
  },
  {
    title: 'links:keys.title',
    screens: ['links', 'pair', 'cluster'],
    lines: [
      ['links:keys.move', 'j', 'k'],
      ['links:keys.same', 'y'],
      ['links:keys.different', 'n'],
      ['links:keys.unsure', 'd'],
      ['links:keys.reason', 'e'],
      ['links:keys.weights', 'w'],
      ['links:keys.list', 't'],
      ['links:keys.cluster', 'o'],
    ],
  },
  {
    title: 'links:scoreKeys.title',
    isFor: mayScoreLinks,
    lines: [
      ['action.score', 'g', '>', 'p'],
      ['links:scoreKeys.move', 'j', 'k'],
      ['links:scoreKeys.open', 'o'],
      ['links:scoreKeys.limit', '+', '-'],
      ['links:scoreKeys.reset', '0'],
      ['links:scoreKeys.again', 'r'],
    ],
  },
  {
    title: 'screenKeys.record',
    screens: ['person', 'enterprise'],
    lines: [
      ['screenKeys.sections', '1', '…', '7'],
      ['links:links.openCluster', 'o'],
      ['action.network', 'x'],
      ['links:links.openPair', 'w'],
    ],
  },
  {
    title: 'screenKeys.form',
    screens: ['dossier', 'comparison', 'person', 'enterprise'],
    lines: [
      ['screenKeys.save', '^ctrl', '^enter'],
      ['screenKeys.cancel', '^esc'],
    ],
  },
]

/** The keys of the screen on show and those that work everywhere. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['app', 'dossier', 'links'], { nsMode: 'fallback' })
  const { screen } = currentRoute()
  const actor = useSession()?.actor
  const groups = GROUPS.filter(
    ({ screens, isFor }) =>
      (screens?.includes(screen) ?? true) && (!isFor || (actor ? isFor(actor) : false)),
  )
  const show = (key: string) => (key.startsWith('^') ? t(`keys.${key.slice(1)}`) : key)
  return (
    <Dialog title={t('keys.title')} onClose={onClose} wide>
      <div className="keys-help">
        {groups.map(({ title, lines }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {lines.map(([words, ...keys]) => (
                <div key={words}>
                  <dt>{t(words)}</dt>
                  <dd>
                    {keys.map((key) =>
                      key === '>' ? (
                        <span key={key} className="muted">
                          {t('keys.then')}
                        </span>
                      ) : (
                        <Key key={key}>{show(key)}</Key>
                      ),
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
