import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as codes from '../../domain/contract/codes.ts'
import { MANDATE_GROUP } from '../../domain/reference/mandate-group.ts'
import { STEP_BASES } from '../../domain/reference/step-bases.ts'
import {
  NETWORK_EDGES,
  NETWORK_CUTS,
  NETWORK_EVIDENCE,
  NETWORK_NODES,
} from '../../domain/network/codes.ts'
import { CONTROL_ORIGINS, CONTROL_REQUEST_STATUSES } from '../../domain/controls/codes.ts'
import * as reports from '../../domain/reports/codes.ts'
import { ALERT_CODES, WATCHED_KINDS } from '../../domain/watch/codes.ts'
import { VANDER_ELST_CONDITIONS } from '../../domain/limosa/vander-elst.ts'

interface Texts {
  [key: string]: Texts | string
}

function texts(language: string, area: string): Texts {
  const url = new URL(`../../resources/i18n/${language}/${area}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')) as Texts
}

const keysOf = (group: Texts | string | undefined) => Object.keys(group ?? {}).sort()

/** List name in the texts -> the closed list of the contract. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  intermediaryKind: codes.INTERMEDIARY_KINDS,
  controlSign: codes.CONTROL_SIGNS,
  seenAnswer: codes.SEEN_ANSWERS,
  vacancyService: codes.VACANCY_SERVICES,
  recognised: codes.SEEN_ANSWERS,
  region: codes.REGIONS,
  labourMarketCheck: codes.LABOUR_MARKET_CHECKS,
  mandateOutcome: codes.MANDATE_OUTCOMES,
  contestOutcome: codes.CONTEST_OUTCOMES,
  letterTemplate: codes.LETTER_TEMPLATES,
  linkVerdict: codes.LINK_VERDICTS,
  tag: codes.TAGS,
  snooze: codes.SNOOZES,
  scope: codes.SCOPES,
  procedure: codes.PROCEDURES,
  applicationType: codes.APPLICATION_TYPES,
  dossierRelation: codes.DOSSIER_RELATIONS,
  category: codes.CATEGORIES,
  workState: codes.WORK_STATES,
  residenceState: codes.RESIDENCE_STATES,
  clock: codes.CLOCK_IDS,
  clockLevel: codes.CLOCK_LEVELS,
  clockEvent: codes.CLOCK_EVENT_KINDS,
  holder: codes.HOLDERS,
  severity: codes.SEVERITIES,
  findingKind: codes.FINDING_KINDS,
  findingStatus: codes.FINDING_STATUSES,
  outcomeLabel: codes.OUTCOME_LABELS,
  ruleOutcome: codes.RULE_OUTCOMES,
  unseenPart: codes.UNSEEN_PARTS,
  clearReason: codes.CLEAR_REASONS,
  outsideSource: [...codes.OUTSIDE_SOURCES, ...codes.MASKED_SOURCES],
  parameterUnit: codes.PARAMETER_UNITS,
  chainPaper: ['passport', 'residence', 'l1', 'a1', 'belgianStay', 'workAuthorisation', 'dimona'],
  handleKind: codes.HANDLE_KINDS,
  inszProblem: ['CHECK', 'DATE', 'SEX'],
  sex: codes.SEXES,
  language: codes.UI_LANGUAGES,
  documentType: codes.DOCUMENT_TYPES,
  documentStatus: codes.DOCUMENT_STATUSES,
  dossierEvent: codes.DOSSIER_EVENT_TYPES,
  annex: codes.ANNEX_TYPES,
  role: codes.ROLES,
  mandateStatus: codes.MANDATE_STATUSES,
  mandateKind: codes.MANDATE_KINDS,
  mandateSource: codes.MANDATE_SOURCES,
  mandateResult: codes.MANDATE_RESULTS,
  planCriterion: codes.PLAN_CRITERIA,
  legalSituation: codes.LEGAL_SITUATIONS,
  limosaStatus: codes.LIMOSA_STATUSES,
  a1State: codes.A1_STATES,
  directorFunction: codes.DIRECTOR_FUNCTIONS,
  accountOrigin: codes.ACCOUNT_ORIGINS,
  employmentStatus: codes.EMPLOYMENT_STATUSES,
  controlService: codes.CONTROL_SERVICES,
  controlOutcome: codes.CONTROL_OUTCOMES,
  limosaKind: codes.LIMOSA_KINDS,
  sector: codes.LIMOSA_SECTORS,
  placeType: codes.PLACE_TYPES,
  liaisonCapacity: codes.LIAISON_CAPACITIES,
  requirement: ['NONE', 'SINGLE_PERMIT', 'WORK_CARD', 'PROFESSIONAL_CARD'],
  mandateGroup: ['PERSONNEL_FILE', 'DECLARATIONS', MANDATE_GROUP.group],
  mismatch: codes.MISMATCH_CODES,
  limosaExemption: codes.PROVABLE_EXEMPTIONS,
  postingRule: ['R15', 'R17'],
  coverageNeed: codes.COVERAGE_NEEDS,
  coverageWorker: codes.COVERAGE_WORKERS,
  coverageTime: codes.COVERAGE_TIMES,
  yesNo: ['YES', 'NO'],
  employer: ['NONE'],
  payUnit: ['YEAR', 'MONTH'],
  differs: ['EMPLOYER', 'PLACE', 'JOB', 'PERIOD'],
  track: codes.TRACKS,
  adviser: codes.ADVISERS,
  noteService: codes.NOTE_SERVICES,
  service: codes.SERVICES,
  competenceGround: codes.COMPETENCE_GROUNDS,
  fact: codes.FACT_FIELDS,
  factSource: codes.FACT_SOURCES,
  opinion: codes.OPINIONS,
  decision: codes.DECISIONS,
  ground: codes.GROUNDS,
  proposalState: codes.PROPOSAL_STATES,
  outcome: codes.OUTCOMES,
  holdCause: codes.HOLD_CAUSES,
  appealResult: ['UPHELD', 'REFORMED', 'ANNULLED'],
  assessment: ['POSITIVE', 'NEGATIVE'],
  basis: [...new Set(STEP_BASES.map(({ code }) => code))],
  reportCategory: reports.REPORT_CATEGORIES,
  reportChannel: reports.REPORT_CHANNELS,
  reportStatus: reports.REPORT_STATUSES,
  reportUrgency: reports.REPORT_URGENCIES,
  traffickingIndicator: reports.TRAFFICKING_INDICATORS,
  reporterRelation: reports.REPORTER_RELATIONS,
  reportLinkKind: reports.REPORT_LINK_KINDS,
  reportLinkVerdict: reports.REPORT_LINK_VERDICTS,
  reportEvent: reports.REPORT_EVENTS,
  reportAnswer: reports.REPORT_ANSWERS,
  controlRequestStatus: CONTROL_REQUEST_STATUSES,
  controlOrigin: CONTROL_ORIGINS,
  reminderState: codes.REMINDER_STATES,
  paper: codes.PAPERS,
  paperSource: codes.PAPER_SOURCES,
  accessCard: codes.ACCESS_CARDS,
  alert: ALERT_CODES,
  watchedKind: WATCHED_KINDS,
  networkNode: NETWORK_NODES,
  networkEdge: NETWORK_EDGES,
  networkEvidence: NETWORK_EVIDENCE,
  networkCut: NETWORK_CUTS,
}

/** The labels and exceptions that the rules name, read from their source. */
function namedIn(pattern: RegExp): string[] {
  const files = [
    'evidence',
    'holdings',
    'on-dossier',
    'against-dossier',
    'presence-days',
    '../limosa/situation',
    '../limosa/vander-elst',
    'posting-stretches',
    'rule',
    ...codes.FINDING_CODES.map((code) => `rules/${code.toLowerCase()}`),
  ]
  const source = files
    .map((file) => readFileSync(new URL(`../../domain/risk/${file}.ts`, import.meta.url), 'utf8'))
    .join('\n')
  return [...source.matchAll(pattern)].map((match) => match[1]!)
}

/** Screens that an address can name, read from its type. */
function screens(): string[] {
  const source = readFileSync(new URL('../../renderer/app/route.ts', import.meta.url), 'utf8')
  const lines = source.match(/(?<=\| \{ screen: )'[^;}]*/g) ?? []
  return [...new Set(lines.flatMap((line) => line.match(/(?<=')[a-z]+(?=')/g) ?? []))]
}

describe.each(codes.UI_LANGUAGES)('titles in %s', (language) => {
  it('name every screen, and nothing else', () => {
    expect(screens()).toContain('controls')
    expect(keysOf(texts(language, 'app').screen)).toEqual(screens().sort())
  })
})

describe.each(codes.UI_LANGUAGES)('texts of the law in %s', (language) => {
  const code = texts(language, 'codes').code as Texts
  const rules = texts(language, 'rules') as Record<string, Texts>

  it('name every value of every closed list, and nothing else', () => {
    expect(keysOf(code)).toEqual(Object.keys(LISTS).sort())
    for (const [list, values] of Object.entries(LISTS)) {
      expect(keysOf(code[list]), list).toEqual([...values].sort())
    }
  })

  it('say title, ground, caveat and question of every rule', () => {
    expect(keysOf(rules.rule)).toEqual([...codes.FINDING_CODES].sort())
    for (const rule of codes.FINDING_CODES) {
      expect(keysOf(rules.rule![rule]), rule).toEqual(['caveat', 'ground', 'question', 'title'])
    }
  })

  it('call a mismatch by the title of its rule', () => {
    const { mismatch } = code as Record<string, Texts>
    for (const rule of ['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8']) {
      expect(mismatch![rule]).toBe(`${rule} ${(rules.rule![rule] as Texts).title as string}`)
    }
  })

  it('say what a replay on the past could not take back to the day', () => {
    const workshop = texts(language, 'workshop') as Record<string, Record<string, Texts>>
    expect(keysOf(workshop.replay!.past!.asNow)).toEqual([...codes.AS_NOW].sort())
  })

  it('name every fact, table of law and exception', () => {
    const facts = namedIn(/\b(?:fact|tableFact)\(\s*'(\w+)'/g)
    expect(facts.length).toBeGreaterThan(30)
    const perUnit = ['payPerYear', 'payPerMonth', 'thresholdPerYear', 'thresholdPerMonth']
    expect(keysOf(rules.fact)).toEqual([...new Set([...facts, ...perUnit])].sort())
    const exceptions = [
      ...namedIn(/name: '([A-Z_0-9]+)'/g),
      ...VANDER_ELST_CONDITIONS,
      'UNLIMITED_ACCESS',
      'SHORT_STAY_EXEMPTION',
    ]
    expect(keysOf(rules.exception)).toEqual([...new Set(exceptions)].sort())
    const tables = namedIn(/tableFact\([\s\S]*?,\s*'(\w+)'\s*,?\s*\)\s*,?\n/g)
    expect(keysOf(rules.lawTable)).toEqual([...new Set(tables)].sort())
  })
})
