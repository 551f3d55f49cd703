import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PROCEDURES, type Procedure } from '../../domain/contract/codes.ts'
import { trackMap, type MapState, type TrackMap } from '../../domain/dossier/track-map.ts'
import {
  RESIDENCE_TRANSITIONS,
  WORK_TRANSITIONS,
  type Transition,
} from '../../domain/dossier/tracks.ts'
import { Panel } from '../design/panel.tsx'
import { Tabs } from '../design/tabs.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { useCodes } from '../i18n/format.ts'
import { rowOf } from './row-of.ts'
import '../dossier/record.css'
import '../dossier/dossier.css'
import './tracks-help.css'

const PANEL = 'tracks-panel'

/** How a file moves: both tracks of a procedure, drawn from the tables that the steps obey. */
export function TracksHelp() {
  const { t } = useTranslation('tracks')
  const code = useCodes()
  const [procedure, setProcedure] = useState<Procedure>('SINGLE_PERMIT')
  useFocusOnTitle()
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <h1 tabIndex={-1} id="record-title">
            {t('title')}
          </h1>
          <Tabs
            label={t('procedures')}
            tabs={PROCEDURES.map((name) => ({ name, label: code('procedure', name) }))}
            selected={procedure}
            onSelect={setProcedure}
            controls={PANEL}
          />
        </div>
        <p className="muted">{t('intro')}</p>
      </header>
      <div
        className="record-body tracks-help"
        id={PANEL}
        role="tabpanel"
        aria-label={code('procedure', procedure)}
      >
        <Track
          key={`work ${procedure}`}
          title={t('work')}
          list="workState"
          table={WORK_TRANSITIONS.filter(({ procedures }) => procedures.includes(procedure))}
          map={trackMap(
            WORK_TRANSITIONS,
            procedure,
            procedure === 'PROFESSIONAL_CARD' ? ['AT_COUNTER'] : ['RECEIVED'],
          )}
        />
        {procedure === 'SINGLE_PERMIT' ? (
          <Track
            key="residence"
            title={t('residence')}
            list="residenceState"
            table={RESIDENCE_TRANSITIONS}
            map={trackMap(RESIDENCE_TRANSITIONS, procedure, ['NOT_TRANSMITTED'])}
          />
        ) : (
          <p className="muted">{t('noResidence')}</p>
        )}
      </div>
    </article>
  )
}

interface TrackProps<S extends string> {
  title: string
  list: 'workState' | 'residenceState'
  table: readonly Transition<S>[]
  map: TrackMap<S>
}

/** One track: the drawing, and beside it every state with its steps as text; either shows the other. */
function Track<S extends string>({ title, list, table, map }: TrackProps<S>) {
  const { t } = useTranslation('tracks')
  const code = useCodes()
  const [chosen, setChosen] = useState<S>(map.states[0]!.state)
  const steps = table.filter(({ from }) => from.includes(chosen))
  return (
    <Panel title={title}>
      <div className="track-map">
        <Drawing
          map={map}
          chosen={chosen}
          word={(state) => code(list, state)}
          onChoose={setChosen}
        />
        <div className="track-text">
          <ul className="track-states" aria-label={t('states')}>
            {map.states.map(({ state }) => (
              <li key={state}>
                <button
                  type="button"
                  className="choice"
                  aria-pressed={state === chosen}
                  onClick={() => setChosen(state)}
                >
                  {code(list, state)}
                </button>
              </li>
            ))}
          </ul>
          <div role="status">
            <h3>{t('from', { state: code(list, chosen) })}</h3>
            {steps.length === 0 && <p className="muted">{t('end')}</p>}
            <ul className="track-steps">
              {steps.map((step) => (
                <li key={step.id}>
                  <b>{code(list, step.to[0]!)}</b>: {t(`step.${rowOf(step.id)}`)}
                </li>
              ))}
            </ul>
          </div>
        </div>
      </div>
    </Panel>
  )
}

const CELL = { width: 172, height: 46, gapX: 54, gapY: 16 }
const PAD = 12

interface DrawingProps<S extends string> {
  map: TrackMap<S>
  chosen: S
  word: (state: S) => string
  onChoose: (state: S) => void
}

const leftOf = ({ column }: MapState<string>) => PAD + column * (CELL.width + CELL.gapX)
const topOf = ({ row }: MapState<string>) => PAD + row * (CELL.height + CELL.gapY)

/** The drawing is for eyes and pointer; the list beside it says the same to everybody. */
function Drawing<S extends string>({ map, chosen, word, onChoose }: DrawingProps<S>) {
  // Arrows within the last column bend around it.
  const width = PAD + map.columns * (CELL.width + CELL.gapX)
  const height = 2 * PAD + map.rows * CELL.height + (map.rows - 1) * CELL.gapY
  const placeOf = new Map(map.states.map((one) => [one.state, one]))
  return (
    <div className="track-drawing">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
        <defs>
          {['', '-chosen'].map((kind) => (
            <marker
              key={kind}
              id={`arrow${kind}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto-start-reverse"
            >
              <path d="M0 0 8 4 0 8z" className={`arrow-head${kind}`} />
            </marker>
          ))}
        </defs>
        {[false, true].map((shown) =>
          map.arrows.map(({ from, to }) => {
            const [a, b] = [from && placeOf.get(from), placeOf.get(to)]
            const isChosen = from === chosen
            if (!a || !b || isChosen !== shown) return null
            return (
              <path
                key={`${from} ${to}`}
                d={lineBetween(a, b)}
                className={isChosen ? 'arrow arrow-chosen' : 'arrow'}
                markerEnd={`url(#arrow${isChosen ? '-chosen' : ''})`}
              />
            )
          }),
        )}
        {map.states.map((one) => (
          <g
            key={one.state}
            className={one.state === chosen ? 'map-state map-state-chosen' : 'map-state'}
            transform={`translate(${leftOf(one)} ${topOf(one)})`}
            onClick={() => onChoose(one.state)}
          >
            <rect width={CELL.width} height={CELL.height} rx="6" />
            <foreignObject width={CELL.width} height={CELL.height}>
              <div className="map-word">{word(one.state)}</div>
            </foreignObject>
          </g>
        ))}
      </svg>
    </div>
  )
}

/** An arrow from edge to edge: forwards between the columns, back and within a column around them. */
function lineBetween(a: MapState<string>, b: MapState<string>): string {
  const [ay, by] = [topOf(a) + CELL.height / 2, topOf(b) + CELL.height / 2]
  if (b.column > a.column) {
    const [x1, x2] = [leftOf(a) + CELL.width, leftOf(b) - 2]
    const bend = CELL.gapX * 0.6
    return `M${x1} ${ay - 6}C${x1 + bend} ${ay - 6} ${x2 - bend} ${by - 6} ${x2} ${by - 6}`
  }
  if (b.column === a.column) {
    const x = leftOf(a) + CELL.width
    const out = x + CELL.gapX * 0.7
    return `M${x} ${ay + 6}C${out} ${ay + 6} ${out} ${by + 6} ${x + 2} ${by + 6}`
  }
  const [x1, x2] = [leftOf(a), leftOf(b) + CELL.width + 2]
  const bend = CELL.gapX * 0.8
  return `M${x1} ${ay + 8}C${x1 - bend} ${ay + 8} ${x2 + bend} ${by + 8} ${x2} ${by + 8}`
}
