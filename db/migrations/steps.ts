import { first } from './0001-first.ts'
import { wayBack } from './0002-way-back.ts'
import { lanes } from './0003-lanes.ts'
import { accessLog } from './0004-access-log.ts'
import { deskClock } from './0005-desk-clock.ts'
import { sameTask } from './0006-same-task.ts'
import { team } from './0007-team.ts'
import { hold } from './0008-hold.ts'
import { accessAside } from './0009-access-aside.ts'
import { queueWork } from './0010-queue-work.ts'
import { subject } from './0011-subject.ts'
import { links } from './0012-links.ts'
import { norms } from './0013-norms.ts'
import { documentContent } from './0014-document-content.ts'
import { workshop } from './0015-workshop.ts'
import { handles } from './0016-handles.ts'
import { linkJudgements } from './0017-link-judgements.ts'
import { contentToSend } from './0018-content-to-send.ts'
import { reports } from './0019-reports.ts'
import { departures } from './0020-departures.ts'
import { watch } from './0021-watch.ts'
import { signals } from './0022-signals.ts'
import { ruleWatch } from './0023-rule-watch.ts'
import { extracts } from './0024-extracts.ts'
import { controlRequests } from './0025-control-requests.ts'
import { factPieces } from './0026-fact-pieces.ts'
import { workplaces } from './0027-workplaces.ts'
import { registerLines } from './0028-register-lines.ts'
import { feeAccounts } from './0029-fee-accounts.ts'
import { enterpriseParts } from './0030-enterprise-parts.ts'
import { works } from './0031-works.ts'
import { formerIds } from './0032-former-ids.ts'
import { filedMonths } from './0033-filed-months.ts'
import { contentSent } from './0034-content-sent.ts'
import { mentions } from './0035-mentions.ts'
import { replayService } from './0036-replay-service.ts'
import { noTraces } from './0038-no-traces.ts'
import { mentionsAnew } from './0039-mentions-anew.ts'
import { sent } from './0040-sent.ts'
import { lastDays } from './0041-last-days.ts'
import { assigneeDvz } from './0042-assignee-dvz.ts'
import { endsOfAuthorisations } from './0043-ends-of-authorisations.ts'
import { relinkMention } from './0044-relink-mention.ts'
import { personHome } from './0045-person-home.ts'
import { papers } from './0046-papers.ts'
import { strangers } from './0047-strangers.ts'
import { formsByName } from './0048-forms-by-name.ts'
import { tasks } from './0049-tasks.ts'
import { workerLines } from './0037-worker-lines.ts'

/** One step of the schema. Once shipped its SQL is never edited: a new step is added. */
export interface Step {
  number: number
  name: string
  sql: string
}

/** All steps, in order of number. */
export const STEPS: readonly Step[] = [
  first,
  wayBack,
  lanes,
  accessLog,
  deskClock,
  sameTask,
  team,
  hold,
  accessAside,
  queueWork,
  subject,
  links,
  norms,
  documentContent,
  workshop,
  handles,
  linkJudgements,
  contentToSend,
  reports,
  departures,
  watch,
  signals,
  ruleWatch,
  extracts,
  controlRequests,
  factPieces,
  workplaces,
  registerLines,
  feeAccounts,
  enterpriseParts,
  works,
  formerIds,
  filedMonths,
  contentSent,
  mentions,
  replayService,
  workerLines,
  noTraces,
  mentionsAnew,
  sent,
  lastDays,
  assigneeDvz,
  endsOfAuthorisations,
  relinkMention,
  personHome,
  papers,
  strangers,
  formsByName,
  tasks,
]
