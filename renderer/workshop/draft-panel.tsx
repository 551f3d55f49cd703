import { useCallback, useState } from 'react'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { RuleVersion } from '../../domain/contract/records.ts'
import type { ReplayShown, RuleRate, RuleView } from '../../domain/contract/workshop.ts'
import { mayApproveRule, mayJudge, ownsRule } from '../../domain/rights/rights.ts'
import { draftPrint, REPLAY_DAYS, replayHolds, ruleOf } from '../../domain/risk/settings.ts'
import { announce } from '../app/announce.ts'
import { workbench } from '../data/client.ts'
import { runCommand, useCommandContext, type CommandProblem } from '../data/use-command.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { Panel } from '../design/panel.tsx'
import { Notice, useErrorWords } from '../design/states.tsx'
import { Table } from '../design/table.tsx'
import { useFormats } from '../i18n/format.ts'
import { SecondLookDialog, TwoPeople } from '../norms/second-look.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { ReplayLists, ReplayNumbers } from './replay-view.tsx'
import { RunBar } from './run-bar.tsx'
import { useRun } from './use-run.ts'
import { ruleLookup, useQuantity, useWorkshopWords, type Standing } from './words.ts'

interface DraftPanelProps {
  code: FindingCode
  version: RuleVersion
  standing: Standing
  rules: readonly RuleView[]
  rate: RuleRate | null
  actor: Actor
  onEdit: () => void
}

/** The open draft of a rule: what it changes, what it would have done, and who does what next. */
export function DraftPanel(props: DraftPanelProps) {
  const { code, version, standing, rules, rate, actor } = props
  const t = useWorkshopWords()
  const { date } = useFormats()
  const today = useCommandContext()?.today
  const [shown, setShown] = useState<ReplayShown | null>(null)
  const print = draftPrint(code, version)
  const body = rules.find((one) => one.body.code === code)?.body
  const isOf = shown !== null && shown.print === print
  return (
    <Panel
      title={
        <>
          {t(version.active ? 'draft.heading' : 'draft.headingRetire')}{' '}
          {version.state === 'PROPOSED' && <Badge tone="amber">{t('draftState.PROPOSED')}</Badge>}
        </>
      }
    >
      <Changes code={code} version={version} standing={standing} />
      <p>{t('draft.inForce', { date: date(version.validFrom) })}</p>
      <TwoPeople row={version} />
      <Acts {...props} onShown={setShown} />
      {version.replay ? (
        <section aria-label={t('replay.title')}>
          <h3>{t('replay.title')}</h3>
          {today && body && !replayHolds(body, version, today) && (
            <Notice icon="warning" tone="amber">
              {t('replay.stale', { days: REPLAY_DAYS })}
            </Notice>
          )}
          <ReplayNumbers replay={version.replay} rate={rate} />
        </section>
      ) : (
        <p className="muted">{t('replay.needed')}</p>
      )}
      {isOf && shown && <ReplayLists shown={shown} />}
      {version.shadowSince && <Shadow rate={rate} />}
      {!ownsRule(actor, code) && !mayJudge(actor, code) && <p className="muted">{t('notYours')}</p>}
    </Panel>
  )
}

function Changes({
  code,
  version,
  standing,
}: {
  code: FindingCode
  version: RuleVersion
  standing: Standing
}) {
  const t = useWorkshopWords()
  const quantity = useQuantity()
  if (!version.active) return <p>{t('draft.retires')}</p>
  const set = new Map(version.values.map(({ name, value }) => [name, value]))
  const rows = Object.keys(ruleOf(code).parameters).map((name) => ({
    name,
    now: standing.values[name] ?? 0,
    next: set.get(name) ?? ruleOf(code).parameters[name]!.values.at(-1)!.value,
  }))
  return (
    <Table
      caption={t('draft.changes')}
      columns={[
        {
          key: 'name',
          title: t('parameters.name'),
          cell: ({ name }) => t(`parameter.${name}`),
        },
        {
          key: 'now',
          title: t('parameters.now'),
          number: true,
          cell: ({ name, now }) => quantity(code, name, now),
        },
        {
          key: 'next',
          title: t('parameters.draft'),
          number: true,
          cell: ({ name, now, next }) =>
            now === next ? (
              <span className="muted">{t('parameters.same')}</span>
            ) : (
              <b>{quantity(code, name, next)}</b>
            ),
        },
      ]}
      rows={rows}
      rowKey={({ name }) => name}
    />
  )
}

type ActName = 'proposeRule' | 'withdrawRule' | 'shadowRule'

/** What may be done with the draft now, by this person. */
function Acts(props: DraftPanelProps & { onShown: (shown: ReplayShown) => void }) {
  const { code, version, standing, rules, rate, actor, onEdit, onShown } = props
  const { place } = standing
  const t = useWorkshopWords()
  const context = useCommandContext()
  const errorWords = useErrorWords()
  const [problem, setProblem] = useState<CommandProblem | null>(null)
  const [looking, setLooking] = useState(false)
  const [withdrawing, setWithdrawing] = useState(false)
  const isOwner = ownsRule(actor, code)
  const isOwn = version.by === actor.id
  const isDraft = version.state === 'DRAFT'
  const replayed = useCallback(
    (answer: { type: 'done'; replay: ReplayShown }) => {
      const { replay } = answer
      onShown(replay)
      const { print, against, result } = replay
      if (isOwner) {
        void runCommand('noteReplay', { code, place, print, against, result }).then(setProblem)
      }
    },
    [code, place, isOwner, onShown],
  )
  const ask = useCallback(
    (signal: AbortSignal) => workbench.workshop.replay({ code, place }, { signal }),
    [code, place],
  )
  const replay = useRun(ask, replayed)
  const args = { code, place }
  const does = (name: ActName, extra: object, said: string) => {
    const call = { ...args, ...extra } as never
    const decision = context && decideCommand(name, call, ruleLookup(rules), context)
    if (decision?.ok === false) return setProblem(decision)
    void runCommand(name, call).then((failed) => {
      setProblem(failed)
      if (!failed) announce(t(said))
    })
  }
  const words = problem && errorWords(problem)
  const mayLook = !isOwn && version.state === 'PROPOSED' && mayApproveRule(actor, code)
  const isRunning = version.shadowSince !== null
  return (
    <>
      <div className="workshop-acts">
        {isOwn && isDraft && (
          <Button icon="edit" onClick={onEdit}>
            {t('act.edit')}
          </Button>
        )}
        {mayJudge(actor, code) && (
          <Button onClick={() => void replay.start()} disabled={replay.state === 'RUNNING'}>
            {t(version.replay ? 'act.replayAgain' : 'act.replay')}
          </Button>
        )}
        {isOwner && (
          <Button
            onClick={() =>
              does(
                'shadowRule',
                { on: !isRunning },
                isRunning ? 'shadow.stopped' : 'shadow.started',
              )
            }
          >
            {t(isRunning ? 'act.shadowStop' : 'act.shadow')}
          </Button>
        )}
        {isOwn && isDraft && (
          <Button kind="primary" onClick={() => does('proposeRule', {}, 'draft.proposed')}>
            {t('act.propose')}
          </Button>
        )}
        {isOwner && (
          <Button
            kind="danger"
            onClick={() =>
              isOwn ? does('withdrawRule', {}, 'draft.withdrawn') : setWithdrawing(true)
            }
          >
            {t('act.withdraw')}
          </Button>
        )}
        {mayLook && (
          <Button kind="primary" onClick={() => setLooking(true)}>
            {t('act.look')}
          </Button>
        )}
      </div>
      <RunBar run={replay} label={t('replay.running')} onStop={replay.stop} />
      <div role="alert">
        {words && (
          <p className="field-problem">
            <Icon name="warning" size={14} />
            {`${words.title}. ${words.advice}`}
          </p>
        )}
      </div>
      {withdrawing && (
        <ReasonDialog
          command="withdrawRule"
          argsOf={(reason) => ({ code, place, reason })}
          rules={rules}
          words={{
            title: `${t('draft.withdrawOther')} · ${code}`,
            intro: t('draft.withdrawIntro', { name: version.byName }),
            reason: t('draft.withdrawReason'),
            submit: t('act.withdraw'),
            done: t('draft.withdrawn'),
          }}
          onClose={() => setWithdrawing(false)}
        />
      )}
      {looking && (
        <SecondLookDialog
          title={`${t('act.look')} · ${code}`}
          command="decideRule"
          argsOf={(answer) => ({ code, place, ...answer })}
          records={ruleLookup(rules)}
          said={(approved) => t(approved ? 'draft.approved' : 'draft.rejected')}
          onClose={() => setLooking(false)}
        >
          <Changes code={code} version={version} standing={standing} />
          <TwoPeople row={version} />
          {version.replay && (
            <section aria-label={t('replay.title')}>
              <h3>{t('replay.title')}</h3>
              <ReplayNumbers replay={version.replay} rate={rate} />
            </section>
          )}
        </SecondLookDialog>
      )}
    </>
  )
}

/** What the draft says beside the live rule, as counted on this desk; officers do not see it. */
function Shadow({ rate }: { rate: RuleRate | null }) {
  const t = useWorkshopWords()
  const { number } = useFormats()
  const run = rate?.shadow
  return (
    <section aria-label={t('shadow.title')}>
      <h3>{t('shadow.title')}</h3>
      <p className="muted">{t('shadow.hint')}</p>
      {run && (
        <Table
          caption={t('shadow.title')}
          columns={[
            { key: 'what', title: t('shadow.what'), cell: ({ what }) => t(`shadow.${what}`) },
            { key: 'n', title: t('column.findings'), number: true, cell: ({ n }) => number(n) },
          ]}
          rows={(['live', 'draft', 'onlyLive', 'onlyDraft'] as const).map((what) => ({
            what,
            n: run[what],
          }))}
          rowKey={({ what }) => what}
        />
      )}
    </section>
  )
}
