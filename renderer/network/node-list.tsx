import { useState } from 'react'
import type { NetworkNode } from '../../domain/contract/network.ts'
import { nodeName } from '../../domain/network/build.ts'
import { PATTERN_SIGN, patternsByNode } from '../../domain/network/patterns.ts'
import { fold } from '../../domain/linking/names.ts'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/field.tsx'
import { Panel } from '../design/panel.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { useCodes } from '../i18n/format.ts'
import { degreesOf, type Grown } from './model.ts'
import { useNetworkWords, usePatternWords } from './words.ts'

/** Rows in sight; a word in the field finds the others. */
const SHOWN = 100

interface NodeListProps {
  network: Grown
  grown: ReadonlySet<string>
  chosen: ReadonlySet<string>
  focused: string
  root: string
  onGo: (name: string) => void
  onFold: (name: string) => void
  onChoose: (names: readonly string[], on: boolean) => void
}

/** The network as a list: everything that the drawing shows and does, by keyboard and for the ear. */
export function NodeList(props: NodeListProps) {
  const t = useNetworkWords()
  const [text, setText] = useState('')
  const columns = useColumns(props)
  const degrees = degreesOf(props.network.edges)
  const words = fold(text).split(/\s+/).filter(Boolean)
  const found = [...props.network.nodes.values()]
    .filter(({ label }) => words.every((word) => fold(label).includes(word)))
    .toSorted((a, b) => (degrees.get(nodeName(b)) ?? 0) - (degrees.get(nodeName(a)) ?? 0))
  return (
    <Panel title={t('network.list', { count: found.length })}>
      <TextField
        label={t('network.find')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Table
        caption={t('network.title')}
        columns={columns}
        rows={found.slice(0, SHOWN)}
        rowKey={nodeName}
      />
      {found.length > SHOWN && <p className="muted">{t('network.listMore', { shown: SHOWN })}</p>}
    </Panel>
  )
}

function useColumns({
  network,
  grown,
  chosen,
  focused,
  root,
  onGo,
  onFold,
  onChoose,
}: NodeListProps): TableColumn<NetworkNode>[] {
  const t = useNetworkWords()
  const code = useCodes()
  const degrees = degreesOf(network.edges)
  const patternWords = usePatternWords()
  const patterns = patternsByNode([...network.nodes.values()], network.edges)
  return [
    {
      key: 'choose',
      title: t('network.column.choose'),
      cell: (node) => (
        <input
          type="checkbox"
          aria-label={t('network.chooseRow', { name: node.label })}
          checked={chosen.has(nodeName(node))}
          onChange={(event) => onChoose([nodeName(node)], event.target.checked)}
        />
      ),
    },
    {
      key: 'name',
      title: t('network.column.name'),
      cell: (node) => (
        <Button
          kind="quiet"
          aria-current={nodeName(node) === focused ? 'true' : undefined}
          onClick={() => onGo(nodeName(node))}
        >
          <bdi>{node.label}</bdi>
        </Button>
      ),
    },
    {
      key: 'kind',
      title: t('network.column.kind'),
      cell: (node) => (
        <>
          {code('networkNode', node.kind)}
          {node.damped && <span className="line muted">{t('network.damped')}</span>}
          {(patterns.get(nodeName(node)) ?? []).map((pattern) => (
            <span key={pattern.code} className="line">
              {PATTERN_SIGN} {patternWords(pattern)}
            </span>
          ))}
        </>
      ),
    },
    {
      key: 'ties',
      title: t('network.column.ties'),
      number: true,
      cell: (node) => degrees.get(nodeName(node)) ?? 0,
    },
    {
      key: 'grown',
      title: t('network.column.grown'),
      cell: (node) => {
        const name = nodeName(node)
        if (!grown.has(name)) return ''
        if (name === root) return t('network.grown')
        return (
          <Button
            kind="quiet"
            aria-label={t('network.foldOf', { name: node.label })}
            onClick={() => onFold(name)}
          >
            {t('network.fold')}
          </Button>
        )
      },
    },
  ]
}
