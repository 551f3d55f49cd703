import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Actor } from '../../domain/contract/actor.ts'
import type { AbsenceView } from '../../domain/contract/workbench.ts'
import { absenceOn } from '../../domain/dossier/absence.ts'
import { maySetAbsence, mayReadWorkload, serviceOf } from '../../domain/rights/service.ts'
import { announce } from '../app/announce.ts'
import { holderName } from '../app/assigning.ts'
import { sayProblem } from '../app/problem.ts'
import { DEFAULT_VIEW, navigate } from '../app/route.ts'
import { reads } from '../data/reads.ts'
import { runCommand, useCommand } from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { useErrorWords } from '../design/states.tsx'
import { Table } from '../design/table.tsx'
import { useFormats } from '../i18n/format.ts'
import { useAwayWords } from './away.tsx'

/** Who works on how much, and who is away; the supervisor enters absences for everybody. */
export default function TeamDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['team', 'app'])
  const actor = useSession()?.actor
  if (!actor) return null
  return (
    <Dialog
      title={t('team.title')}
      onClose={onClose}
      wide
      actions={<Button onClick={onClose}>{t('app:close')}</Button>}
    >
      {mayReadWorkload(actor) && <Workload onClose={onClose} />}
      <Absences actor={actor} />
      <AbsenceForm actor={actor} />
    </Dialog>
  )
}

function useAbsences(): readonly AbsenceView[] {
  return useQuery(reads.absences()).data ?? []
}

function Workload({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('team')
  const { number } = useFormats()
  const awayWords = useAwayWords()
  const today = useSession()?.today ?? ''
  const absences = useAbsences()
  const { data } = useQuery(reads.workload())
  const show = (person: string) => {
    onClose()
    navigate({
      screen: 'queue',
      view: { ...DEFAULT_VIEW, queue: 'TEAM', facets: { assignee: [person] } },
    })
  }
  return (
    <section>
      <h3>{t('team.workload')}</h3>
      <Table
        caption={t('team.workload')}
        rows={data ?? []}
        rowKey={({ person }) => person}
        columns={[
          {
            key: 'name',
            title: t('team.name'),
            cell: ({ person }) => (
              <button type="button" className="link-button" onClick={() => show(person)}>
                {holderName(person)}
              </button>
            ),
          },
          { key: 'open', title: t('team.open'), number: true, cell: (one) => number(one.open) },
          { key: 'soon', title: t('team.soon'), number: true, cell: (one) => number(one.soon) },
          {
            key: 'overdue',
            title: t('team.overdue'),
            number: true,
            cell: (one) => number(one.overdue),
          },
          {
            key: 'away',
            title: t('team.away'),
            cell: ({ person }) => {
              const away = absenceOn(absences, person, today)
              return away ? awayWords(away) : <span className="muted">–</span>
            },
          },
        ]}
      />
    </section>
  )
}

function Absences({ actor }: { actor: Actor }) {
  const { t } = useTranslation('team')
  const { date } = useFormats()
  const absences = useAbsences()
  const end = async (id: string) => {
    const refused = await runCommand('endAbsence', { absenceId: id })
    if (refused) sayProblem(t, refused)
    else announce(t('team.ended'))
  }
  return (
    <section>
      <h3>{t('team.absences')}</h3>
      {absences.length === 0 ? (
        <p className="muted">{t('team.nobodyAway')}</p>
      ) : (
        <Table
          caption={t('team.absences')}
          rows={absences}
          rowKey={({ id }) => id}
          columns={[
            { key: 'who', title: t('team.name'), cell: ({ body }) => holderName(body.person) },
            { key: 'from', title: t('team.from'), cell: ({ body }) => date(body.from) },
            { key: 'to', title: t('team.to'), cell: ({ body }) => date(body.to) },
            {
              key: 'by',
              title: t('team.replacement'),
              cell: ({ body }) =>
                body.replacedBy ? holderName(body.replacedBy) : t('team.wholeTeam'),
            },
            {
              key: 'act',
              title: t('team.act'),
              cell: ({ id, body }) =>
                maySetAbsence(actor, body.person, body.service) && (
                  <Button
                    kind="quiet"
                    aria-label={t('team.endOf', { name: holderName(body.person) })}
                    onClick={() => void end(id)}
                  >
                    {t('team.end')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </section>
  )
}

const WHOLE_TEAM = ''

function AbsenceForm({ actor }: { actor: Actor }) {
  const { t } = useTranslation('team')
  const errorWords = useErrorWords()
  const session = useSession()
  const today = session?.today ?? ''
  const service = serviceOf(actor)
  const team = (session?.colleagues ?? []).filter(({ assignable }) => assignable)
  const away = team.filter(({ id }) => service !== null && maySetAbsence(actor, id, service))
  const [person, setPerson] = useState(actor.id)
  const [from, setFrom] = useState<TypedDate>(today)
  const [to, setTo] = useState<TypedDate>(today)
  const [replacedBy, setReplacedBy] = useState(WHOLE_TEAM)
  const { run, running, problem } = useCommand('recordAbsence')
  const options = (people: typeof team) =>
    people.map(({ id, name }) => ({ value: id, label: name }))
  const store = async () => {
    if (!from || !to) return
    const absenceId = crypto.randomUUID()
    const replacement = replacedBy === WHOLE_TEAM ? null : replacedBy
    if (await run({ absenceId, person, from, to, replacedBy: replacement })) {
      announce(t('team.recorded', { name: holderName(person) }))
    }
  }
  return (
    <form
      className="absence-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (event.currentTarget.checkValidity()) void store()
      }}
    >
      <h3>{t('team.newAbsence')}</h3>
      <p className="muted">{t('team.noReason')}</p>
      <div className="field-row">
        <SelectField
          label={t('team.name')}
          options={options(away)}
          value={person}
          onChange={setPerson}
        />
        <DateField label={t('team.from')} required value={from} onChange={setFrom} />
        <DateField
          label={t('team.to')}
          required
          problem={problem ? errorWords(problem).title : undefined}
          value={to}
          onChange={setTo}
        />
        <SelectField
          label={t('team.replacement')}
          options={[
            { value: WHOLE_TEAM, label: t('team.wholeTeam') },
            ...options(team.filter(({ id }) => id !== person)),
          ]}
          value={replacedBy}
          onChange={setReplacedBy}
        />
      </div>
      <Button kind="primary" submit disabled={running}>
        {t('team.record')}
      </Button>
    </form>
  )
}
