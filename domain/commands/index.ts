/** The list of commands: to add one, add its file and a line here. */
import { answerControlRequest, requestControl } from './controls/controls.ts'
import * as v from 'valibot'
import { addNote } from './add-note.ts'
import { assignDossier } from './assign-dossier.ts'
import { changeFact } from './change-fact.ts'
import {
  refuse,
  type Command,
  type CommandContext,
  type Decision,
  type RecordLookup,
} from './command.ts'
import * as changeDocument from './documents/change-document.ts'
import { fileDocument } from './documents/file-document.ts'
import { fileLetter } from './documents/file-letter.ts'
import { endAbsence } from './end-absence.ts'
import * as counter from './entries/counter.ts'
import * as proofs from './entries/proofs.ts'
import { recordSigns } from './controls/signs.ts'
import { verifyMandate } from './entries/mandate.ts'
import { assessPlan } from './entries/plan.ts'
import { judgeFinding } from './judge-finding.ts'
import { judgeLink } from './judge-link.ts'
import { recordAccess, recordPapers } from './papers.ts'
import { recordAbsence } from './record-absence.ts'
import { removeView } from './remove-view.ts'
import { answerContest, contestRule, snoozeRule } from './signals/signals.ts'
import { saveView } from './save-view.ts'
import { snoozeDossier } from './snooze-dossier.ts'
import { tagDossier } from './tag-dossier.ts'
import type { DocumentFile } from '../contract/records.ts'
import { decideNorm, proposeNorm } from './norms/norms.ts'
import { endWatch, watchSubject } from './watch/watch.ts'
import { fileReport } from './reports/file.ts'
import * as reports from './reports/handle.ts'
import * as decision from './steps/decision.ts'
import * as ending from './steps/ending.ts'
import * as examination from './steps/examination.ts'
import * as intake from './steps/intake.ts'
import * as residence from './steps/residence.ts'
import * as workshop from './workshop/rules.ts'
import { drawSample, labelSample } from './workshop/samples.ts'

export const COMMANDS = {
  assignDossier,
  addNote,
  judgeFinding,
  snoozeRule,
  contestRule,
  answerContest,
  judgeLink,
  recordPapers,
  recordAccess,
  changeFact,
  tagDossier,
  snoozeDossier,
  saveView,
  removeView,
  recordAbsence,
  endAbsence,
  verifyMandate,
  recordCounterAdvice: counter.recordCounterAdvice,
  recordFollowUp: counter.recordFollowUp,
  recordEnterpriseNumber: counter.recordEnterpriseNumber,
  recordSigns,
  recordVacancy: proofs.recordVacancy,
  recordDiploma: proofs.recordDiploma,
  assessPlan,
  fileDocument,
  fileLetter,
  withdrawDocument: changeDocument.withdrawDocument,
  lockDocument: changeDocument.lockDocument,
  unlockDocument: changeDocument.unlockDocument,
  dateDocument: changeDocument.dateDocument,
  proposeNorm,
  decideNorm,
  draftRule: workshop.draftRule,
  noteReplay: workshop.noteReplay,
  proposeRule: workshop.proposeRule,
  decideRule: workshop.decideRule,
  withdrawRule: workshop.withdrawRule,
  shadowRule: workshop.shadowRule,
  releaseRule: workshop.releaseRule,
  drawSample,
  labelSample,
  watchSubject,
  endWatch,
  fileReport,
  triageReport: reports.triageReport,
  assignReport: reports.assignReport,
  linkReport: reports.linkReport,
  answerReport: reports.answerReport,
  moveReport: reports.moveReport,
  requestControl,
  answerControlRequest,
  forwardFromCounter: intake.forwardFromCounter,
  openCheck: intake.openCheck,
  reroute: intake.reroute,
  receiveItems: intake.receiveItems,
  askMissingItems: intake.askMissingItems,
  declareComplete: intake.declareComplete,
  declareInadmissible: intake.declareInadmissible,
  transmit: intake.transmit,
  startExam: intake.startExam,
  askInformation: examination.askInformation,
  receiveInformation: examination.receiveInformation,
  closeInformation: examination.closeInformation,
  askAdvice: examination.askAdvice,
  receiveAdvice: examination.receiveAdvice,
  extendTerm: examination.extendTerm,
  proposeWork: decision.proposeWork,
  returnWork: decision.returnWork,
  signWork: decision.signWork,
  proposeResidence: decision.proposeResidence,
  returnResidence: decision.returnResidence,
  signResidence: decision.signResidence,
  desist: ending.desist,
  withdraw: ending.withdraw,
  recordNotification: ending.recordNotification,
  recordAppeal: ending.recordAppeal,
  decideAppeal: ending.decideAppeal,
  closeSilentAppeal: ending.closeSilentAppeal,
  recordExpiry: ending.recordExpiry,
  supersede: ending.supersede,
  recordEmploymentEnd: ending.recordEmploymentEnd,
  endResidence: ending.endResidence,
  startPreAssessment: residence.startPreAssessment,
  waitForWork: residence.waitForWork,
  concludePreAssessment: residence.concludePreAssessment,
  recordTemporaryStay: residence.recordTemporaryStay,
  requestVisa: residence.requestVisa,
  holdVisa: residence.holdVisa,
  releaseVisa: residence.releaseVisa,
  recordEntry: residence.recordEntry,
  recordRegistration: residence.recordRegistration,
} as const

export type CommandName = keyof typeof COMMANDS
export type CommandArgs<N extends CommandName> = v.InferOutput<(typeof COMMANDS)[N]['args']>

/** A command by name with its checked args, or null when the name or the args are not of the wire. */
export function parseCommand(
  name: string,
  args: unknown,
): { command: Command; args: unknown } | null {
  if (!Object.hasOwn(COMMANDS, name)) return null
  const command = COMMANDS[name as CommandName] as unknown as Command
  const parsed = v.safeParse(command.args, args)
  return parsed.success ? { command, args: parsed.output } : null
}

/** The content that an act names, by its hash; null: none, or not of the wire. */
export function contentOf(name: string, args: unknown): Omit<DocumentFile, 'version'> | null {
  const parsed = parseCommand(name, args)
  return parsed?.command.content?.(parsed.args) ?? null
}

/** Decides a command by name on the given records. Unknown names and malformed args are refused. */
export function decideCommand(
  name: string,
  args: unknown,
  records: RecordLookup,
  context: CommandContext,
): Decision {
  const parsed = parseCommand(name, args)
  if (!parsed) return refuse('BAD_REQUEST')
  return parsed.command.decide(records, parsed.args, context)
}
