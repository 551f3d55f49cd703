import { regionOfMunicipality } from '../../reference/municipalities.ts'
import { inForceOn } from '../../reference/dated.ts'
import { CHAIN_DUTY } from '../../reference/chain-duty.ts'
import { hasFreeMovement } from '../../reference/countries.ts'
import type { LocalDate } from '../../calendar/local-date.ts'
import { declarationFacts } from '../evidence.ts'
import { type ChainFile, outside } from '../outside-facts.ts'
import {
  clear,
  fact,
  NOTHING,
  outsideLine,
  personRule,
  type RuleContext,
  sighting,
  type Sighting,
} from '../rule.ts'
import { eachCase } from '../walk.ts'
import { hasLines } from '../worker-facts.ts'

type Paper = keyof ChainFile['papers']

/** Of somebody who is posted, and of somebody whom the subcontractor employs here: one set is enough. */
const POSTED: readonly Paper[] = ['passport', 'residence', 'l1', 'a1']
const EMPLOYED: readonly Paper[] = ['passport', 'belgianStay', 'workAuthorisation', 'dimona']

const missingOf = ({ papers }: ChainFile, set: readonly Paper[], until: LocalDate) =>
  set.filter((paper) => (papers[paper] ?? '') < until)

const missingFacts = (file: ChainFile, missing: readonly Paper[]) => {
  const line = outsideLine('CHAIN_FILES', file)
  return missing.map((paper) =>
    fact('missingPaper', 'code', `chainPaper.${paper}`, line, `papers.${paper}`),
  )
}

/** A declared worker: either set is enough, and what lacks is told of the one that lacks less. */
function ofDeclared(context: RuleContext, files: readonly ChainFile[]): readonly Sighting[] {
  return eachCase(context, ({ record }) => {
    const { places, period, l1Number } = record.body
    const isFlemish = places.some(
      ({ address }) =>
        address?.municipality && regionOfMunicipality(address.municipality) === CHAIN_DUTY.region,
    )
    if (!isFlemish || !inForceOn(CHAIN_DUTY, period.from)) {
      clear(context, 'OTHER_MATTER')
      return null
    }
    const file = files.find((one) => one.l1Number === l1Number)
    if (!file) {
      clear(context, 'NO_RECORD')
      return null
    }
    // Each must be valid as long as the work goes on; of days to come nothing is asked yet.
    const ongoing = period.to < context.today ? period.to : context.today
    const until = ongoing < period.from ? period.from : ongoing
    const posted = missingOf(file, POSTED, until)
    const employed = missingOf(file, EMPLOYED, until)
    const missing = employed.length < posted.length ? employed : posted
    if (missing.length === 0) {
      clear(context, 'PAPERS_IN_ORDER')
      return null
    }
    return sighting([record.id], { declaration: record }, [
      ...declarationFacts(context, record),
      ...missingFacts(file, missing),
    ])
  })
}

/** Somebody whom the subcontractor employs here: no declaration names them, the file itself does. */
function ofEmployed(context: RuleContext, files: readonly ChainFile[]): Sighting[] {
  const { person } = context.facts
  return files.flatMap((file) => {
    if (file.l1Number !== null) return []
    if (hasFreeMovement(person.body.nationality, file.on) || !inForceOn(CHAIN_DUTY, file.on)) {
      clear(context, 'OTHER_MATTER')
      return []
    }
    const missing = missingOf(file, EMPLOYED, file.on)
    if (missing.length === 0) {
      clear(context, 'PAPERS_IN_ORDER')
      return []
    }
    const line = outsideLine('CHAIN_FILES', file)
    const { employerName } = file
    return [
      sighting([file.id], {}, [
        employerName === null
          ? null
          : fact('subcontractor', 'text', employerName, line, 'employer'),
        ...missingFacts(file, missing),
      ]),
    ]
  })
}

/**
 * R24: the file that a contractor in Flanders must hold of a third-country worker of its direct
 * subcontractor lacks a paper, or one is no longer valid: of somebody posted or of somebody employed here. Facts:
 * chain files, declarations.
 */
export const r24 = personRule({
  code: 'R24',
  version: 3,
  kind: 'HARD',
  severity: 'MEDIUM',
  needs: ['CHAIN_FILES'],
  sees: ['IDENTITY', 'WORKER_FILES'],
  ground: ['Flemish decree of 27 October 2023', 'S76', 'S77', 'S78'],
  protectedFacts: {
    nationality: 'Flemish decree of 27 October 2023: the duty is about third-country nationals',
  },
  screens: [hasLines('CHAIN_FILES')],
  find(context) {
    const files = outside(context.facts, 'CHAIN_FILES')
    if (files.length === 0) return clear(context, 'NO_RECORD')
    const found = [...ofDeclared(context, files), ...ofEmployed(context, files)]
    return found.length > 0 ? found : NOTHING
  },
})
