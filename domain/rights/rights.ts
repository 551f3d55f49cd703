/**
 * Who may see and do what: role x region -> scopes, kinds, commands; which fields: fields.ts. Deny by
 * default. The desk and the gateway call the same functions; the gateway's word counts.
 *
 * Source: need-to-know matrix, domain facts 9.4 (a design proposal until each service supplies its
 * deliberation). Where this gives more than its columns say, the reason stands beside it. Its
 * statistician is the auditor here; the supervisor, whom it does not name, sees and does what the
 * officers of the region do, because their work falls to the supervisor when they are away. The
 * preparer has no role yet.
 */
import type { Actor } from '../contract/actor.ts'
import type { FindingCode, Region, Role, Scope, Service } from '../contract/codes.ts'
import type { RecordKind } from '../contract/records.ts'
import type { CommandName } from '../commands/index.ts'
import { REACH_OF_KIND } from './kinds.ts'

/**
 * The scopes whose records a person may hold. A regional role without a region gets nothing.
 * An auditor sees the work of all services, with every field about a person masked.
 *
 * 9.4 gives Limosa and Checkin@Work to region and DVZ for their "own dossiers", to inspectors "by
 * inquiry". Here it is the record's scope that says whose it is: a declaration without any dossier
 * belongs to the regions of its places of work, since work for which nobody asked an authorisation
 * (M1) has no dossier. There is no record of an inquiry yet that could narrow an inspector's view:
 * what an inspector looks at is held against its purpose in the access log.
 */
export function scopesOf(actor: Actor): Scope[] {
  switch (actor.role) {
    case 'REGION_OFFICER':
    case 'SUPERVISOR':
      return actor.region ? [actor.region] : []
    case 'DVZ_CLERK':
      return ['FED']
    case 'INSPECTOR':
      return actor.region ? [actor.region] : ['FL', 'WA', 'BR', 'DG']
    case 'AUDITOR':
      return ['FL', 'WA', 'BR', 'DG', 'FED']
  }
}

/** Steps that the region takes on its track; a step of both tracks stands in both lists. */
const STEPS_ON_WORK: readonly CommandName[] = [
  'forwardFromCounter',
  'openCheck',
  'reroute',
  'askMissingItems',
  'receiveItems',
  'declareComplete',
  'declareInadmissible',
  'transmit',
  'startExam',
  'askInformation',
  'receiveInformation',
  'closeInformation',
  'askAdvice',
  'receiveAdvice',
  'extendTerm',
  'proposeWork',
  'returnWork',
  'signWork',
  'desist',
  'withdraw',
  'recordNotification',
  'recordAppeal',
  'decideAppeal',
  'closeSilentAppeal',
  'recordExpiry',
  'supersede',
]
const STEPS_ON_RESIDENCE: readonly CommandName[] = [
  'startPreAssessment',
  'waitForWork',
  'concludePreAssessment',
  'askInformation',
  'receiveInformation',
  'closeInformation',
  'proposeResidence',
  'returnResidence',
  'signResidence',
  'recordTemporaryStay',
  'requestVisa',
  'holdVisa',
  'releaseVisa',
  'recordEntry',
  'recordRegistration',
  'recordEmploymentEnd',
  'endResidence',
  'recordNotification',
  'recordAppeal',
  'decideAppeal',
  'recordExpiry',
]

/** Whose view, watch or absence it is, is checked on the record itself: see service.ts. */
const OWN_VIEWS: readonly CommandName[] = ['saveView', 'removeView', 'watchSubject', 'endWatch']
const TEAM_WORK: readonly CommandName[] = [
  ...OWN_VIEWS,
  'recordAbsence',
  'endAbsence',
  'tagDossier',
  'snoozeDossier',
]

/**
 * What the region notes on a dossier. The enterprise counter has no desk: it files at the platform,
 * and what it says of a plan or a starter is entered by the officers who decide on the card.
 */
const ENTRIES: readonly CommandName[] = [
  'verifyMandate',
  'recordCounterAdvice',
  'recordFollowUp',
  'recordEnterpriseNumber',
  'recordVacancy',
  'recordDiploma',
  'assessPlan',
]

/** Papers that come in at a desk; which ones of which dossier: documents.ts. */
const DOCUMENTS: readonly CommandName[] = [
  'fileDocument',
  'withdrawDocument',
  'lockDocument',
  'unlockDocument',
  'dateDocument',
  'fileLetter',
]

/**
 * A supervisor proposes a row of a table of law, and the clerks of the Immigration Office, which has no
 * supervisor, one of federal law; anybody who decides with it may be the second pair of eyes. Whose
 * table it is, and that it is another person, is checked on the record.
 */
const SECOND_LOOK: readonly CommandName[] = ['decideNorm']

/**
 * Whoever owns a rule tunes it, and draws a sample of what all rules left alone: the supervisors for
 * what is the region's question, the clerks of the Immigration Office, which has no supervisor, for
 * what is theirs. Which rule is whose: `ownsRule`.
 */
const WORKSHOP: readonly CommandName[] = [
  'draftRule',
  'noteReplay',
  'proposeRule',
  'withdrawRule',
  'shadowRule',
  'releaseRule',
  'drawSample',
]
/**
 * Anybody who judges signals of a rule may be the second pair of eyes, look at a sampled dossier, or answer
 * a contest that waits too long for the rule's owner (contests.ts).
 */
const WORKSHOP_LOOK: readonly CommandName[] = ['decideRule', 'labelSample', 'answerContest']

/** Whoever works at a counter, a telephone or a desk may be told; only the inspection handles it. */
const INTAKE: readonly CommandName[] = ['fileReport']
const REPORTS: readonly CommandName[] = [
  ...INTAKE,
  'triageReport',
  'assignReport',
  'linkReport',
  'answerReport',
  'moveReport',
]

/** Whoever looks at a declaration may be shown its papers; what follows from them the rules say. */
const PAPERS: readonly CommandName[] = ['recordPapers', 'recordAccess']

/** What whoever judges signals may say beside; asking for a control decides nothing. */
const SIGNALS: readonly CommandName[] = ['snoozeRule', 'contestRule', 'requestControl']

/**
 * Inspectors do not handle dossiers. A note is a signed remark from one service to the others that
 * handle the dossier (1.11), never an official report or a note of an inquiry: 9.4 keeps those to
 * the inspection, and no kind of record holds them yet.
 *
 * Whose dossier and which track a step is on is checked on the dossier itself: see tracks.ts.
 */
const COMMANDS_OF_ROLE: Readonly<Record<Role, readonly CommandName[]>> = {
  REGION_OFFICER: [
    'assignDossier',
    'addNote',
    'judgeFinding',
    ...SIGNALS,
    'judgeLink',
    ...PAPERS,
    'changeFact',
    ...TEAM_WORK,
    ...ENTRIES,
    ...DOCUMENTS,
    ...SECOND_LOOK,
    ...WORKSHOP_LOOK,
    ...INTAKE,
    ...STEPS_ON_WORK,
  ],
  DVZ_CLERK: [
    'assignDossier',
    'addNote',
    'judgeFinding',
    ...SIGNALS,
    'judgeLink',
    ...PAPERS,
    ...TEAM_WORK,
    'proposeNorm',
    ...SECOND_LOOK,
    ...WORKSHOP,
    ...WORKSHOP_LOOK,
    ...DOCUMENTS,
    ...INTAKE,
    ...STEPS_ON_RESIDENCE,
  ],
  INSPECTOR: [
    'addNote',
    'judgeFinding',
    ...SIGNALS,
    'judgeLink',
    ...PAPERS,
    ...OWN_VIEWS,
    ...REPORTS,
    'answerControlRequest',
    'recordSigns',
  ],
  SUPERVISOR: [
    'assignDossier',
    'addNote',
    'judgeFinding',
    ...SIGNALS,
    'judgeLink',
    ...PAPERS,
    'changeFact',
    ...TEAM_WORK,
    ...ENTRIES,
    ...DOCUMENTS,
    'proposeNorm',
    ...SECOND_LOOK,
    ...WORKSHOP,
    ...WORKSHOP_LOOK,
    ...INTAKE,
    ...STEPS_ON_WORK,
  ],
  AUDITOR: [],
}

/** True when the role may use the command at all; scope is checked on the records it needs. */
export function mayRun(actor: Actor, command: string): boolean {
  return (COMMANDS_OF_ROLE[actor.role] as readonly string[]).includes(command)
}

/**
 * Whose question a finding is (domain facts 6): the employer's and the filer's duties are the
 * region's, the worker's identity is DVZ's. Whether work is covered is a question to both: the
 * answer may lie in the permit, which the region gave, or in the worker's papers.
 */
const SIDE_OF_FINDING: Readonly<Record<FindingCode, 'EMPLOYER' | 'WORKER' | 'BOTH'>> = {
  M1: 'BOTH',
  M2: 'BOTH',
  M3: 'BOTH',
  M4: 'BOTH',
  M5: 'BOTH',
  M6: 'BOTH',
  M7: 'BOTH',
  M8: 'WORKER',
  R01: 'BOTH',
  R02: 'BOTH',
  R03: 'WORKER',
  R04: 'WORKER',
  R05: 'WORKER',
  R06: 'BOTH',
  R07: 'BOTH',
  R08: 'WORKER',
  R09: 'EMPLOYER',
  R10: 'BOTH',
  R11: 'BOTH',
  R12: 'BOTH',
  R13: 'BOTH',
  R14: 'BOTH',
  R15: 'EMPLOYER',
  R16: 'EMPLOYER',
  R17: 'EMPLOYER',
  R18: 'BOTH',
  R19: 'BOTH',
  R20: 'EMPLOYER',
  R21: 'EMPLOYER',
  R22: 'EMPLOYER',
  R23: 'EMPLOYER',
  R24: 'EMPLOYER',
  R25: 'BOTH',
  R26: 'BOTH',
  R27: 'EMPLOYER',
  R28: 'BOTH',
  R29: 'BOTH',
  R30: 'BOTH',
  R31: 'WORKER',
  R32: 'WORKER',
  R33: 'WORKER',
  R34: 'WORKER',
  R35: 'WORKER',
  R36: 'EMPLOYER',
  R37: 'EMPLOYER',
  R38: 'EMPLOYER',
  R39: 'EMPLOYER',
  R40: 'EMPLOYER',
  R41: 'EMPLOYER',
  R42: 'EMPLOYER',
  R43: 'EMPLOYER',
  R44: 'EMPLOYER',
  R45: 'EMPLOYER',
  R46: 'EMPLOYER',
  R47: 'EMPLOYER',
  R48: 'EMPLOYER',
  R49: 'EMPLOYER',
  R50: 'BOTH',
  R51: 'BOTH',
  R52: 'BOTH',
  R53: 'BOTH',
  R54: 'BOTH',
  R55: 'BOTH',
}

/** True when the actor may say what a finding of this code turned out to be (9.4, fraud flags). */
export function mayJudge(actor: Actor, code: FindingCode): boolean {
  if (!mayRun(actor, 'judgeFinding')) return false
  if (actor.role === 'INSPECTOR') return true
  return SIDE_OF_FINDING[code] !== (actor.role === 'DVZ_CLERK' ? 'EMPLOYER' : 'WORKER')
}

/**
 * True when the actor may tell the owner of a rule that its signal is wrong: also of one that another
 * service judges, whose work it weighs on all the same (9.4 lets them read it, GDPR art. 16).
 */
export const mayContest = (actor: Actor): boolean => mayRun(actor, 'contestRule')

/**
 * The service to which a finding of this code comes as work: the Immigration Office for who somebody is, the
 * region of the dossier for the rest, and where no region has one the inspectorate.
 */
export function serviceJudging(code: FindingCode, region: Region | null): Service {
  return SIDE_OF_FINDING[code] === 'WORKER' ? 'DVZ' : (region ?? 'INSPECTION')
}

/**
 * True when the rule is this person's: who tunes it, is told when it fires too much, and answers
 * those who contest it. The supervisors own what the region judges; what is DVZ's alone its clerks.
 */
export function ownsRule(actor: Actor, code: FindingCode): boolean {
  if (!mayRun(actor, 'draftRule')) return false
  return (SIDE_OF_FINDING[code] === 'WORKER') === (actor.role === 'DVZ_CLERK')
}

/** True when the person may be the second pair of eyes on a change of the rule. */
export function mayApproveRule(actor: Actor, code: FindingCode): boolean {
  return mayRun(actor, 'decideRule') && mayJudge(actor, code)
}

/**
 * True when the actor may give a dossier to that person: both handle dossiers, in one service
 * (the same region, or the immigration office).
 */
export function mayAssignTo(actor: Actor, person: Pick<Actor, 'role' | 'region'>): boolean {
  const handles = (role: Role): boolean => COMMANDS_OF_ROLE[role].includes('assignDossier')
  return handles(actor.role) && handles(person.role) && actor.region === person.region
}

/** True when the person may see records of this kind at all, masked or not. */
export function maySeeKind(actor: Actor, kind: RecordKind): boolean {
  return REACH_OF_KIND[kind]?.[actor.role] !== undefined
}

/** True when the person sees of this kind their own records alone, whatever the scopes. */
export function seesOwnOnly(actor: Actor, kind: RecordKind): boolean {
  return REACH_OF_KIND[kind]?.[actor.role] === 'OWN'
}
