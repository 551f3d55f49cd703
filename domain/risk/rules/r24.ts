import { regionOfMunicipality } from '../../reference/municipalities.ts'
import { inForceOn } from '../../reference/dated.ts'
import { CHAIN_DUTY } from '../../reference/chain-duty.ts'
import { declarationFacts } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { clear, fact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachCase } from '../walk.ts'

const PAPERS = ['passport', 'residence', 'l1', 'a1'] as const

/**
 * R24: the file that a contractor in Flanders must hold of a third-country worker of its direct
 * subcontractor lacks a paper, or one is no longer valid. Facts: chain files, declarations.
 */
export const r24 = personRule({
  code: 'R24',
  version: 2,
  kind: 'HARD',
  severity: 'MEDIUM',
  needs: ['CHAIN_FILES'],
  ground: ['Flemish decree of 27 October 2023', 'S76', 'S77', 'S78'],
  find: (context) =>
    eachCase(context, ({ record }) => {
      const { places, period, l1Number } = record.body
      const isFlemish = places.some(
        ({ address }) =>
          address?.municipality && regionOfMunicipality(address.municipality) === CHAIN_DUTY.region,
      )
      if (!isFlemish || !inForceOn(CHAIN_DUTY, period.from)) {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const file = outside(context.facts, 'CHAIN_FILES').find((one) => one.l1Number === l1Number)
      if (!file) {
        clear(context, 'NO_RECORD')
        return null
      }
      // Each must be valid as long as the work goes on; of days to come nothing is asked yet.
      const ongoing = period.to < context.today ? period.to : context.today
      const until = ongoing < period.from ? period.from : ongoing
      const missing = PAPERS.filter((paper) => (file.papers[paper] ?? '') < until)
      if (missing.length === 0) {
        clear(context, 'PAPERS_IN_ORDER')
        return null
      }
      const line = outsideLine('CHAIN_FILES', file)
      return sighting([record.id], { declaration: record }, [
        ...declarationFacts(context, record),
        ...missing.map((paper) =>
          fact('missingPaper', 'code', `chainPaper.${paper}`, line, `papers.${paper}`),
        ),
      ])
    }),
})
