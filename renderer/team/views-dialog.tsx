import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Actor } from '../../domain/contract/actor.ts'
import { VIEW_NAME_MAX_LENGTH } from '../../domain/contract/records.ts'
import type { SavedView } from '../../domain/contract/workbench.ts'
import { mayChangeView } from '../../domain/rights/service.ts'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { runCommand, useCommand } from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Yes } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextField } from '../design/field.tsx'
import { useErrorWords } from '../design/states.tsx'
import { Table } from '../design/table.tsx'
import { savedView, type ShownView } from './saved-query.ts'
import { firstViewOf, openView, setFirstView, useViews } from './views.ts'

interface ViewsDialogProps {
  /** What stands on the screen. */
  shown: ShownView
  onClose: () => void
}

/** Keeps what stands on the screen as a view, and looks after the views that are kept. */
export default function ViewsDialog({ shown, onClose }: ViewsDialogProps) {
  const { t } = useTranslation(['team', 'app'])
  const errorWords = useErrorWords()
  const session = useSession()
  const [renamed, setRenamed] = useState<SavedView | null>(null)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const { run, running, problem, clear } = useCommand('saveView')
  const actor = session?.actor
  if (!actor) return null
  const begin = (one: SavedView | null) => {
    setRenamed(one)
    setName(one?.body.name ?? '')
    setShared(one?.body.shared ?? false)
    clear()
    document.querySelector<HTMLInputElement>('.views-form input')?.focus()
  }
  const store = async () => {
    const query = renamed?.body.query ?? savedView(shown, session.today)
    const viewId = renamed?.id ?? crypto.randomUUID()
    if (!(await run({ viewId, name, query, shared, from: renamed?.version ?? 0 }))) return
    announce(t('views.saved', { name: name.trim() }))
    if (renamed) begin(null)
    else onClose()
  }
  return (
    <Dialog
      title={t('views.title')}
      onClose={onClose}
      onSubmit={() => void store()}
      wide
      actions={
        <>
          {renamed && <Button onClick={() => begin(null)}>{t('app:cancel')}</Button>}
          <Button kind="primary" submit disabled={running}>
            {t(renamed ? 'views.saveChanges' : 'views.save')}
          </Button>
        </>
      }
    >
      <div className="views-form">
        <TextField
          label={t(renamed ? 'views.newName' : 'views.name')}
          hint={t('views.nameHint')}
          problem={problem ? errorWords(problem).advice : undefined}
          maxLength={VIEW_NAME_MAX_LENGTH}
          autoComplete="off"
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            clear()
          }}
        />
        <Yes label={t('views.sharedHint')} value={shared} onChange={setShared} />
      </div>
      <KeptViews actor={actor} shown={shown} onRename={begin} onClose={onClose} />
    </Dialog>
  )
}

interface KeptViewsProps extends ViewsDialogProps {
  actor: Actor
  onRename: (view: SavedView) => void
}

function KeptViews({ actor, shown, onRename, onClose }: KeptViewsProps) {
  const { t } = useTranslation('team')
  const views = useViews()
  const [first, setFirst] = useState(firstViewOf(actor.id))
  if (views.length === 0) return <p className="muted">{t('views.none')}</p>
  const makeFirst = (id: string | null) => {
    setFirstView(actor.id, id)
    setFirst(id)
  }
  return (
    <Table
      caption={t('views.kept')}
      rows={views}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          title: t('views.name'),
          cell: (one) => (
            <button
              type="button"
              className="link-button"
              onClick={() => {
                onClose()
                openView(one)
              }}
            >
              {one.body.name}
            </button>
          ),
        },
        {
          key: 'owner',
          title: t('views.owner'),
          cell: ({ body }) => (body.owner === actor.id ? t('views.mine') : body.ownerName),
        },
        {
          key: 'state',
          title: t('views.for'),
          cell: ({ id, body }) => (
            <>
              <Badge>{t(body.shared ? 'views.forService' : 'views.forMe')}</Badge>{' '}
              {first === id && <Badge tone="accent">{t('views.first')}</Badge>}
            </>
          ),
        },
        {
          key: 'acts',
          title: '',
          cell: (one) => (
            <ViewActs
              one={one}
              actor={actor}
              shown={shown}
              isFirst={first === one.id}
              onFirst={makeFirst}
              onRename={() => onRename(one)}
            />
          ),
        },
      ]}
    />
  )
}

interface ViewActsProps {
  one: SavedView
  actor: Actor
  shown: ShownView
  isFirst: boolean
  onFirst: (id: string | null) => void
  onRename: () => void
}

function ViewActs({ one, actor, shown, isFirst, onFirst, onRename }: ViewActsProps) {
  const { t } = useTranslation('team')
  const session = useSession()
  const { id, version, body } = one
  const { name, query, shared } = body
  const save = async (changed: Partial<typeof body>, from = version) => {
    const refused = await runCommand('saveView', {
      viewId: id,
      name,
      query,
      shared,
      ...changed,
      from,
    })
    if (refused) sayProblem(t, refused)
    else announce(t('views.saved', { name }))
  }
  const remove = async () => {
    const refused = await runCommand('removeView', { viewId: id })
    if (refused) return sayProblem(t, refused)
    if (isFirst) onFirst(null)
    // The owner can have it back under the same name; a supervisor took away what is not theirs.
    const undo = body.owner === actor.id ? () => void save({}, version + 1) : null
    announce(t('views.removed', { name }), 'calm', undo)
  }
  const may = mayChangeView(actor, body)
  const acts: Record<string, () => void> = {
    first: () => onFirst(isFirst ? null : id),
    rename: onRename,
    replace: () => session && void save({ query: savedView(shown, session.today) }),
    remove: () => void remove(),
  }
  const possible = may ? Object.keys(acts) : ['first']
  return (
    <span className="row-acts">
      {possible.map((act) => (
        <Button
          key={act}
          kind="quiet"
          aria-label={t('views.acts', { act: t(`views.act.${act}`), name })}
          aria-pressed={act === 'first' ? isFirst : undefined}
          onClick={acts[act]}
        >
          {t(`views.act.${act}`)}
        </Button>
      ))}
    </span>
  )
}
