import { useQueries } from '@tanstack/react-query'
import { Suspense, useEffect, useMemo, useState } from 'react'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import {
  NETWORK_MAX,
  type NetworkEdge,
  type NetworkNode,
  type NodeRef,
} from '../../domain/contract/network.ts'
import { nodeName } from '../../domain/network/build.ts'
import { networkCsv } from '../../domain/network/csv.ts'
import type { NetworkRootKind } from '../../domain/network/codes.ts'
import { PATTERN_SIGN, patternsIn } from '../../domain/network/patterns.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import { announce } from '../app/announce.ts'
import { part } from '../app/part.ts'
import { goBack } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { RequestDialog, type NamedSubject } from '../controls/request-dialog.tsx'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { queryClient, reads } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { saveFile } from '../data/save-file.ts'
import { Button, IconButton, Key } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { ErrorState, Loading, Notice, useErrorWords } from '../design/states.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { useCodes } from '../i18n/format.ts'
import { keepNetwork, keptNetwork, type KeptNetwork } from './memory.ts'
import { folded, joined, OVER_SIGN, SIGNS, type Grown } from './model.ts'
import { NodeList } from './node-list.tsx'
import { NodePanel } from './node-panel.tsx'
import { picture, type Places } from './picture.ts'
import { ShortList } from './short-list.tsx'
import { useNetworkWords, usePatternWords } from './words.ts'
import '../dossier/record.css'
import './network.css'

/** Patterns and chosen nodes that are listed at first. */
const PATTERNS = 20
const CHOSEN = 200

const GraphView = part(() => import('./graph-view.tsx'))

interface NetworkScreenProps {
  kind: NetworkRootKind
  id: string
}

/** Who is tied to whom by which records: starts from one and grows with each click or Enter. */
export default function NetworkScreen({ kind, id }: NetworkScreenProps) {
  const root: NodeRef = { kind, key: id }
  const [kept, setKept] = useState(() => keptNetwork(queryClient, root))
  const { grown } = kept
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the screen is of one root
  useEffect(() => keepNetwork(queryClient, root, kept), [kept])
  const change = (part: Partial<KeptNetwork>) => setKept((before) => ({ ...before, ...part }))
  const queries = useQueries({ queries: grown.map((ref) => reads.networkAround(ref)) })
  const steps = queries.flatMap(({ data }) => data ?? [])
  const stamp = steps
    .map(({ node, total, edges }) => `${nodeName(node)} ${total} ${edges.length}`)
    .join('|')
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the stamp tells when the steps differ
  const network = useMemo(() => joined(steps), [stamp])
  useFocusOnTitle()
  const [first, ...others] = queries
  if (first?.error) return <Refused error={toTandemError(first.error)} />
  if (!first?.data) return <Loading />
  const failed = others.find(({ error }) => error)?.error
  const go = (name: string) => {
    const node = network.nodes.get(name)
    const isNew = node && !grown.some((one) => nodeName(one) === name)
    if (!isNew || network.nodes.size >= NETWORK_MAX) return change({ focused: name })
    change({ focused: name, grown: [...grown, { kind: node.kind, key: node.key }] })
  }
  const stepBack = () => {
    const before = grown.slice(0, -1)
    if (before.length > 0) change({ grown: before, focused: nodeName(before.at(-1)!) })
  }
  return (
    <Network
      network={network}
      root={first.data.node}
      kept={kept}
      failed={failed ? toTandemError(failed) : null}
      onChange={change}
      onGo={go}
      onFold={(name) => change({ grown: folded(grown, steps, name) })}
      onStepBack={stepBack}
    />
  )
}

function Refused({ error }: { error: ReturnType<typeof toTandemError> }) {
  return (
    <ErrorState
      error={error}
      actions={error.code === 'PURPOSE_REQUIRED' ? <StatePurpose /> : undefined}
    />
  )
}

interface NetworkProps {
  network: Grown
  root: NetworkNode
  kept: KeptNetwork
  failed: { code: string; details?: object } | null
  onChange: (part: Partial<KeptNetwork>) => void
  onGo: (name: string) => void
  onFold: (name: string) => void
  onStepBack: () => void
}

function Network(props: NetworkProps) {
  const { network, root, kept, failed, onChange, onGo, onFold, onStepBack } = props
  const t = useNetworkWords()
  const words = useErrorWords()
  const today = useSession()?.today ?? ''
  const { focused, chosen, places } = kept
  const grown = new Set(kept.grown.map(nodeName))
  const [lasso, setLasso] = useState(false)
  const [asking, setAsking] = useState(false)
  const [drawn, setDrawn] = useState(true)
  const { nodes, edges } = network
  const all = [...nodes.values()]
  const toggle = (names: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const name of names)
      if (on) next.add(name)
      else next.delete(name)
    onChange({ chosen: next })
  }
  const picked = all.filter((node) => chosen.has(nodeName(node)))
  const some = picked.length > 0 ? picked : all
  const save = (format: 'PNG' | 'CSV') =>
    void exported(format, root, some, edges, places, today).then(
      () => announce(t('network.saved')),
      (error: unknown) => announce(words(toTandemError(error)).title, 'red'),
    )
  const node = nodes.get(focused) ?? root
  const canFold = grown.has(nodeName(node)) && nodeName(node) !== nodeName(root)
  useKeys({
    l: () => setLasso(!lasso),
    z: onStepBack,
    v: () => canFold && onFold(nodeName(node)),
    Escape: () => (lasso ? setLasso(false) : goBack()),
  })
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <IconButton icon="back" label={`${t('back')} (Esc)`} onClick={goBack} />
          <h1 tabIndex={-1} id="record-title">
            <span className="title-kind">{t('network.title')}</span> {root.label}
          </h1>
          <span role="status">{t('network.size', { nodes: nodes.size, edges: edges.length })}</span>
          <div className="record-end">
            <Button aria-pressed={lasso} aria-keyshortcuts="l" onClick={() => setLasso(!lasso)}>
              {t('network.lasso')} <Key>l</Key>
            </Button>
            <Button aria-keyshortcuts="z" disabled={kept.grown.length < 2} onClick={onStepBack}>
              {t('network.stepBack')} <Key>z</Key>
            </Button>
            <Button onClick={() => save('CSV')}>{t('network.csv')}</Button>
            <Button onClick={() => save('PNG')} disabled={!drawn}>
              {t('network.png')}
            </Button>
          </div>
        </div>
        <p className="muted">{t('network.intro')}</p>
      </header>
      <div className="record-body network-body">
        <div className="network-main">
          {failed && (
            <Notice
              icon="warning"
              tone="amber"
              actions={failed.code === 'PURPOSE_REQUIRED' && <StatePurpose />}
            >
              {words(failed).title}
            </Notice>
          )}
          {nodes.size >= NETWORK_MAX && (
            <Notice icon="info" tone="amber">
              {t('network.full', { max: NETWORK_MAX })}
            </Notice>
          )}
          {drawn ? (
            <Suspense fallback={<Loading />}>
              <GraphView
                grown={network}
                root={nodeName(root)}
                focused={focused}
                chosen={chosen}
                lasso={lasso}
                places={places}
                today={today}
                onNode={onGo}
                onLasso={(names) => toggle(names, true)}
                onPlaced={(now) => onChange({ places: now })}
                onUnavailable={() => setDrawn(false)}
              />
            </Suspense>
          ) : (
            <Notice icon="info" tone="plain">
              {t('network.noDrawing')}
            </Notice>
          )}
          <Legend />
          <NodeList
            network={network}
            grown={grown}
            chosen={chosen}
            focused={nodeName(node)}
            root={nodeName(root)}
            onGo={onGo}
            onFold={onFold}
            onChoose={toggle}
          />
        </div>
        <aside className="network-aside">
          <NodePanel
            node={node}
            network={network}
            onFold={canFold ? () => onFold(nodeName(node)) : null}
            onGo={onGo}
          />
          <Patterns network={network} onGo={onGo} />
          <Chosen nodes={picked} onChoose={toggle} onAsk={() => setAsking(true)} />
        </aside>
      </div>
      {asking && (
        <RequestDialog
          subjects={subjectsIn(some)}
          origin="NETWORK"
          onClose={() => setAsking(false)}
        />
      )}
    </article>
  )
}

/** Noted by the host first; only then the file is offered. */
async function exported(
  format: 'PNG' | 'CSV',
  root: NetworkNode,
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
  places: Places,
  today: LocalDate,
): Promise<void> {
  const ref = ({ kind, key }: NodeRef): NodeRef => ({ kind, key })
  await workbench.network.exported({ root: ref(root), format, nodes: nodes.map(ref) })
  if (format === 'CSV') {
    saveFile({ name: 'network.csv', text: `\uFEFF${networkCsv(nodes, edges)}`, type: 'text/csv' })
    return
  }
  const image = await picture(nodes, edges, places, today)
  if (!image) throw new Error('the browser made no picture')
  saveFile({ name: 'network.png', text: image, type: 'image/png' })
}

function Legend() {
  const t = useNetworkWords()
  const code = useCodes()
  return (
    <p className="network-legend muted">
      {Object.entries(SIGNS).map(([kind, sign]) => (
        <span key={kind}>
          {sign} {code('networkNode', kind)}
        </span>
      ))}
      <span>
        {PATTERN_SIGN} {t('network.patterns')}
      </span>
      <span>
        {OVER_SIGN} {t('network.overLegend')}
      </span>
    </p>
  )
}

function Patterns({ network, onGo }: { network: Grown; onGo: (name: string) => void }) {
  const t = useNetworkWords()
  const words = usePatternWords()
  const found = patternsIn([...network.nodes.values()], network.edges)
  return (
    <Panel title={t('network.patterns')}>
      <p className="muted">{t(found.length === 0 ? 'network.noPatterns' : 'network.caveat')}</p>
      <ShortList items={found} most={PATTERNS}>
        {(pattern) => (
          <li key={`${pattern.code} ${nodeName(pattern.node)}`}>
            {PATTERN_SIGN} {words(pattern)}{' '}
            <Button kind="quiet" onClick={() => onGo(nodeName(pattern.node))}>
              {SIGNS[pattern.node.kind]} {pattern.node.label}
            </Button>
          </li>
        )}
      </ShortList>
    </Panel>
  )
}

/** A control is of persons and enterprises: where they are and how they are reached follows from them. */
const subjectsIn = (nodes: readonly NetworkNode[]): NamedSubject[] =>
  nodes.flatMap(({ kind, key, label }) =>
    kind === 'person' || kind === 'enterprise' ? [{ kind, id: key, label }] : [],
  )

interface ChosenProps {
  nodes: readonly NetworkNode[]
  onAsk: () => void
  onChoose: (names: readonly string[], on: boolean) => void
}

/** What was chosen, as a list, and asking for a control of it. */
function Chosen({ nodes, onChoose, onAsk }: ChosenProps) {
  const t = useNetworkWords()
  const actor = useSession()?.actor
  const mayAsk = actor && mayRun(actor, 'requestControl') && subjectsIn(nodes).length > 0
  return (
    <Panel
      title={t('network.chosen', { count: nodes.length })}
      actions={
        nodes.length > 0 && (
          <Button kind="quiet" onClick={() => onChoose(nodes.map(nodeName), false)}>
            {t('network.clear')}
          </Button>
        )
      }
    >
      {nodes.length === 0 && <p className="muted">{t('network.chooseHint')}</p>}
      {mayAsk && (
        <div className="form-actions">
          <Button kind="primary" onClick={onAsk}>
            {t('command.requestControl')}
          </Button>
        </div>
      )}
      <ShortList items={nodes} most={CHOSEN}>
        {(node) => (
          <li key={nodeName(node)}>
            {SIGNS[node.kind]} <bdi>{node.label}</bdi>
          </li>
        )}
      </ShortList>
    </Panel>
  )
}
