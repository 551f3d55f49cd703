import { useQueries } from '@tanstack/react-query'
import { Suspense, useMemo, useState } from 'react'
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
import { reads } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { saveFile } from '../data/save-file.ts'
import { Button, IconButton, Key } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { ErrorState, Loading, Notice, useErrorWords } from '../design/states.tsx'
import { DateText } from '../design/time.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { RouteLink } from '../findings/link.tsx'
import { useCodes } from '../i18n/format.ts'
import { joined, SIGNS, type Grown } from './model.ts'
import { NodeList } from './node-list.tsx'
import { picture, type Places } from './picture.ts'
import { useNetworkWords, usePatternWords } from './words.ts'
import '../dossier/record.css'
import './network.css'

const GraphView = part(() => import('./graph-view.tsx'))

interface NetworkScreenProps {
  kind: NetworkRootKind
  id: string
}

/** Who is tied to whom by which records: starts from one and grows with each click or Enter. */
export default function NetworkScreen({ kind, id }: NetworkScreenProps) {
  const [grown, setGrown] = useState<readonly NodeRef[]>([{ kind, key: id }])
  const queries = useQueries({ queries: grown.map((ref) => reads.networkAround(ref)) })
  const steps = queries.flatMap(({ data }) => data ?? [])
  const stamp = steps.map(({ node, total }) => `${nodeName(node)} ${total}`).join('|')
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the stamp tells when the steps differ
  const network = useMemo(() => joined(steps), [stamp])
  useFocusOnTitle()
  const [first, ...others] = queries
  if (first?.error) return <Refused error={toTandemError(first.error)} />
  if (!first?.data) return <Loading />
  const failed = others.find(({ error }) => error)?.error
  const grow = ({ kind: of, key }: NodeRef) => {
    const ref = { kind: of, key }
    const isNew = !grown.some((one) => nodeName(one) === nodeName(ref))
    if (isNew && network.nodes.size < NETWORK_MAX) setGrown([...grown, ref])
  }
  return (
    <Network
      network={network}
      root={first.data.node}
      grown={new Set(grown.map(nodeName))}
      failed={failed ? toTandemError(failed) : null}
      onGrow={grow}
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
  grown: ReadonlySet<string>
  failed: { code: string; details?: object } | null
  onGrow: (ref: NodeRef) => void
}

function Network({ network, root, grown, failed, onGrow }: NetworkProps) {
  const t = useNetworkWords()
  const words = useErrorWords()
  const [focused, setFocused] = useState(nodeName(root))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [lasso, setLasso] = useState(false)
  const [asking, setAsking] = useState(false)
  const [drawn, setDrawn] = useState(true)
  const [places, setPlaces] = useState<Places>(new Map())
  const { nodes, edges } = network
  const all = [...nodes.values()]
  const go = (name: string) => {
    setFocused(name)
    const node = nodes.get(name)
    if (node) onGrow(node)
  }
  const toggle = (names: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const name of names)
      if (on) next.add(name)
      else next.delete(name)
    setChosen(next)
  }
  const some = chosen.size > 0 ? all.filter((node) => chosen.has(nodeName(node))) : all
  const save = (format: 'PNG' | 'CSV') =>
    void exported(format, root, some, edges, places).then(
      () => announce(t('network.saved')),
      (error: unknown) => announce(words(toTandemError(error)).title, 'red'),
    )
  useKeys({ l: () => setLasso(!lasso), Escape: goBack })
  const node = nodes.get(focused) ?? root
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
            <Notice icon="warning" tone="amber">
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
                onNode={go}
                onLasso={(names) => toggle(names, true)}
                onPlaced={setPlaces}
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
            focused={focused}
            onGo={go}
            onChoose={toggle}
          />
        </div>
        <aside className="network-aside">
          <NodePanel node={node} network={network} onGo={go} />
          <Patterns network={network} onGo={go} />
          <Chosen
            nodes={all.filter((one) => chosen.has(nodeName(one)))}
            onChoose={toggle}
            onAsk={() => setAsking(true)}
          />
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
): Promise<void> {
  const ref = ({ kind, key }: NodeRef): NodeRef => ({ kind, key })
  await workbench.network.exported({ root: ref(root), format, nodes: nodes.map(ref) })
  if (format === 'CSV') {
    saveFile({ name: 'network.csv', text: `\uFEFF${networkCsv(nodes, edges)}`, type: 'text/csv' })
    return
  }
  const image = await picture(nodes, edges, places)
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
    </p>
  )
}

interface NodePanelProps {
  node: NetworkNode
  network: Grown
  onGo: (name: string) => void
}

/** The node in focus with the evidence of each tie. */
function NodePanel({ node, network: { nodes, edges, hidden }, onGo }: NodePanelProps) {
  const t = useNetworkWords()
  const code = useCodes()
  const name = nodeName(node)
  const own = edges.filter(({ from, to }) => nodeName(from) === name || nodeName(to) === name)
  const more = hidden.get(name) ?? 0
  const isRecord = node.kind === 'person' || node.kind === 'enterprise'
  return (
    <Panel title={`${SIGNS[node.kind]} ${node.label}`}>
      <p className="muted">
        {code('networkNode', node.kind)}
        {node.damped && ` · ${t('network.damped')}`}
      </p>
      {(node.signals ?? []).map((rule) => (
        <p key={rule}>
          {PATTERN_SIGN} {rule} {t(`rule.${rule}.title`)}
        </p>
      ))}
      {isRecord && (
        <RouteLink to={{ screen: node.kind as NetworkRootKind, id: node.key }}>
          {t('network.open')}
        </RouteLink>
      )}
      {more > 0 && <p className="muted">{t('network.more', { count: more })}</p>}
      <ul className="network-ties">
        {own.slice(0, 60).map((edge) => {
          const other = nodes.get(nodeName(nodeName(edge.from) === name ? edge.to : edge.from))
          if (!other) return null
          return (
            <li key={`${edge.kind} ${nodeName(edge.from)} ${nodeName(edge.to)}`}>
              <details>
                <summary>
                  {code('networkEdge', edge.kind)} <bdi>{other.label}</bdi>{' '}
                  <span className="muted">{edge.count}</span>
                </summary>
                <ul>
                  {edge.evidence.map((one) => (
                    <li key={`${one.kind} ${one.id}`}>
                      <span className="muted">{code('networkEvidence', one.kind)}</span>{' '}
                      {one.kind === 'dossier' ? (
                        <RouteLink to={{ screen: 'dossier', id: one.id }}>{one.label}</RouteLink>
                      ) : (
                        <bdi>{one.label}</bdi>
                      )}{' '}
                      {one.from && <DateText date={one.from} />}
                      {one.to && (
                        <>
                          {' – '}
                          <DateText date={one.to} />
                        </>
                      )}
                    </li>
                  ))}
                </ul>
                <Button kind="quiet" onClick={() => onGo(nodeName(other))}>
                  {t('network.goTo', { name: other.label })}
                </Button>
              </details>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function Patterns({ network, onGo }: { network: Grown; onGo: (name: string) => void }) {
  const t = useNetworkWords()
  const words = usePatternWords()
  const found = patternsIn([...network.nodes.values()], network.edges)
  return (
    <Panel title={t('network.patterns')}>
      <p className="muted">{t(found.length === 0 ? 'network.noPatterns' : 'network.caveat')}</p>
      <ul className="network-ties">
        {found.slice(0, 20).map((pattern) => (
          <li key={`${pattern.code} ${nodeName(pattern.node)}`}>
            {PATTERN_SIGN} {words(pattern)}{' '}
            <Button kind="quiet" onClick={() => onGo(nodeName(pattern.node))}>
              {SIGNS[pattern.node.kind]} {pattern.node.label}
            </Button>
          </li>
        ))}
      </ul>
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
      <ul className="network-ties">
        {nodes.slice(0, 200).map((node) => (
          <li key={nodeName(node)}>
            {SIGNS[node.kind]} <bdi>{node.label}</bdi>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
