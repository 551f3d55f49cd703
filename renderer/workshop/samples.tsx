import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { decideCommand } from '../../domain/commands/index.ts'
import { FINDING_CODES, SAMPLE_OUTCOMES, type FindingCode } from '../../domain/contract/codes.ts'
import type { SampledDossier } from '../../domain/contract/records.ts'
import type { RuleRate, SampleList, SampleView } from '../../domain/contract/workshop.ts'
import type { RecordLookup } from '../../domain/commands/command.ts'
import { maySeeKind, mayRun } from '../../domain/rights/rights.ts'
import { announce } from '../app/announce.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { reads } from '../data/reads.ts'
import {
  runCommand,
  useCommand,
  useCommandContext,
  type CommandProblem,
} from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { AnyOf, OneOf } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextAreaField } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import { Panel } from '../design/panel.tsx'
import { ErrorState, Loading, useErrorWords } from '../design/states.tsx'
import { Table } from '../design/table.tsx'
import { InstantText } from '../design/time.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useFormats } from '../i18n/format.ts'
import { useWorkshopWords } from './words.ts'

interface SamplesProps {
  code: FindingCode
  rate: RuleRate | null
  looked: number
}

/** Dossiers with little or no signal that somebody looks at: the yardstick of what the rules miss. */
export function Samples({ code, rate, looked }: SamplesProps) {
  const t = useWorkshopWords()
  const actor = useSession()?.actor
  const { number } = useFormats()
  const query = useQuery(reads.samples())
  if (!actor || !maySeeKind(actor, 'sample')) return null
  return (
    <Panel title={t('sample.title')} actions={mayRun(actor, 'drawSample') ? <Draw /> : undefined}>
      <p>{t('sample.intro')}</p>
      <p>{t('sample.missed', { n: number(rate?.missed ?? 0), looked: number(looked), code })}</p>
      {query.isPending && <Loading lines={2} />}
      {query.error && <ErrorState error={toTandemError(query.error)} />}
      {query.data && <SampleTables list={query.data} code={code} />}
    </Panel>
  )
}

/** Draws a new sample and keeps it for the service. */
function Draw() {
  const t = useWorkshopWords()
  const errorWords = useErrorWords()
  const [drawing, setDrawing] = useState(false)
  const [problem, setProblem] = useState<CommandProblem | null>(null)
  const draw = async () => {
    setDrawing(true)
    try {
      const drawn = await workbench.workshop.draw()
      const failed = await runCommand('drawSample', { sampleId: crypto.randomUUID(), ...drawn })
      setProblem(failed)
      if (!failed) announce(t('sample.drawn', { count: drawn.dossierIds.length }))
    } catch (error) {
      setProblem(toTandemError(error))
    }
    setDrawing(false)
  }
  const words = problem && errorWords(problem)
  return (
    <span className="workshop-acts no-print">
      <span role="alert">
        {words && (
          <span className="field-problem">
            <Icon name="warning" size={14} />
            {`${words.title}. ${words.advice}`}
          </span>
        )}
      </span>
      <Button icon="plus" disabled={drawing} onClick={() => void draw()}>
        {t('sample.draw')}
      </Button>
    </span>
  )
}

interface Item extends SampledDossier {
  sample: SampleView
  reference: string | null
}

function SampleTables({ list, code }: { list: SampleList; code: FindingCode }) {
  const t = useWorkshopWords()
  const { number } = useFormats()
  const actor = useSession()?.actor
  const [looking, setLooking] = useState<Item | null>(null)
  const references = new Map(list.references.map(({ id, reference }) => [id, reference]))
  const mayLabel = actor ? mayRun(actor, 'labelSample') : false
  if (list.samples.length === 0) return <p className="muted">{t('sample.none')}</p>
  return (
    <div className="no-print">
      {list.samples.map((sample) => {
        const { items, byName, at, from } = sample.body
        const done = items.filter(({ label }) => label !== null).length
        const rows: Item[] = items.map((item) => ({
          ...item,
          sample,
          reference: references.get(item.dossierId) ?? null,
        }))
        return (
          <section key={sample.id}>
            <h3>
              {t('sample.by', { name: byName })} <InstantText instant={at} />
            </h3>
            <p className="muted">
              {t('sample.state', { done, all: items.length, from: number(from) })}
            </p>
            <Table
              caption={t('sample.title')}
              columns={[
                {
                  key: 'dossier',
                  title: t('sample.dossier'),
                  cell: ({ dossierId, reference }) =>
                    reference ? (
                      <RouteLink to={{ screen: 'dossier', id: dossierId }}>{reference}</RouteLink>
                    ) : (
                      <span className="muted">{t('sample.gone')}</span>
                    ),
                },
                {
                  key: 'outcome',
                  title: t('sample.outcome'),
                  cell: ({ label }) =>
                    label ? (
                      <>
                        {t(`sampleOutcome.${label.outcome}`)}
                        {label.missed.length > 0 && (
                          <span className="line mono">{label.missed.join(', ')}</span>
                        )}
                        <span className="line muted">
                          {label.byName}: {label.reason}
                        </span>
                      </>
                    ) : (
                      <span className="muted">{t('sample.open')}</span>
                    ),
                },
                {
                  key: 'look',
                  title: t('sample.act'),
                  cell: (item) =>
                    mayLabel &&
                    item.reference && (
                      <Button onClick={() => setLooking(item)}>
                        {t(item.label ? 'sample.again' : 'sample.label')}
                      </Button>
                    ),
                },
              ]}
              rows={rows}
              rowKey={({ dossierId }) => dossierId}
            />
          </section>
        )
      })}
      {looking && <LabelDialog item={looking} code={code} onClose={() => setLooking(null)} />}
    </div>
  )
}

interface LabelProps {
  item: Item
  code: FindingCode
  onClose: () => void
}

/** What a sampled dossier turned out to be. */
function LabelDialog({ item, code, onClose }: LabelProps) {
  const t = useWorkshopWords()
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const [outcome, setOutcome] = useState<(typeof SAMPLE_OUTCOMES)[number]>('IN_ORDER')
  const [missed, setMissed] = useState<readonly string[]>([code])
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { run, running, problem, clear } = useCommand('labelSample')
  const args = {
    sampleId: item.sample.id,
    dossierId: item.dossierId,
    outcome,
    missed: outcome === 'MISSED' ? FINDING_CODES.filter((one) => missed.includes(one)) : [],
    reason,
  }
  const decision = context && decideCommand('labelSample', args, lookupOf(item), context)
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const isUnnamed = outcome === 'MISSED' && args.missed.length === 0
  const words = refusal && errorWords(refusal)
  const send = async () => {
    setTried(true)
    if (!decision?.ok || !(await run(args))) return
    announce(t('sample.labelled'))
    onClose()
  }
  return (
    <Dialog
      title={`${t('sample.label')} · ${item.reference}`}
      onClose={onClose}
      onSubmit={() => void send()}
      outcome={
        <div role="alert">
          {tried && (isUnnamed || words) && (
            <p className="field-problem">
              <Icon name="warning" size={14} />
              {isUnnamed ? t('sample.nameRule') : words && `${words.title}. ${words.advice}`}
            </p>
          )}
        </div>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" submit disabled={running}>
            {t('sample.keep')}
          </Button>
        </>
      }
    >
      <OneOf
        label={t('sample.outcome')}
        options={SAMPLE_OUTCOMES.map((value) => ({ value, label: t(`sampleOutcome.${value}`) }))}
        value={outcome}
        onChange={(value) => {
          clear()
          setOutcome(value as typeof outcome)
        }}
      />
      {outcome === 'MISSED' && (
        <AnyOf
          label={t('sample.which')}
          options={FINDING_CODES.map((value) => ({
            value,
            label: `${value} ${t(`rule.${value}.title`)}`,
          }))}
          values={missed}
          onChange={setMissed}
        />
      )}
      <TextAreaField
        label={t('sample.reason')}
        rows={3}
        value={reason}
        onChange={(event) => {
          clear()
          setReason(event.target.value)
        }}
      />
    </Dialog>
  )
}

/** The sample; of the dossier only that it is there. */
function lookupOf({ sample, dossierId }: Item): RecordLookup {
  return ((kind: string, id: string) => {
    if (kind === 'sample') return { kind, ...sample }
    return kind === 'dossier' && id === dossierId ? { kind, id, version: 1, body: {} } : null
  }) as RecordLookup
}
