/** What cannot be taken back otherwise waits on the desk; what goes at once has an act that undoes it. */
import { expect, it } from 'vitest'
import { isHeldBack } from '../../domain/commands/hold.ts'
import { COMMANDS, type CommandName } from '../../domain/commands/index.ts'

/** Acts that go at once, and how an officer undoes each. */
const UNDONE_BY: { readonly [N in CommandName]?: string } = {
  assignDossier: 'assigned back, or released',
  tagDossier: 'the tag is taken off',
  snoozeDossier: 'it is brought back',
  judgeFinding: 'judged as open again',
  snoozeRule: 'it counts again',
  saveView: 'removed, or saved as it was',
  removeView: 'saved again',
  recordAbsence: 'ended',
  endAbsence: 'recorded again',
  lockDocument: 'unlocked',
  unlockDocument: 'locked again',
  proposeNorm: 'another person has to approve it',
  decideNorm: 'the second look: another row follows',
  draftRule: 'a draft is written anew',
  noteReplay: 'replayed anew',
  proposeRule: 'withdrawn',
  withdrawRule: 'written and proposed again',
  decideRule: 'the second look: another version follows',
  shadowRule: 'stopped',
  releaseRule: 'held back anew as soon as it fires too often',
  drawSample: 'nothing is said of anybody',
  labelSample: 'labelled anew',
  watchSubject: 'ended',
  endWatch: 'watched again',
  fileReport: 'closed with a reason',
  triageReport: 'triaged anew',
  assignReport: 'no longer assigned',
  linkReport: 'the last word counts',
  moveReport: 'moved back',
  answerReport: 'the next letter corrects it',
  contestRule: 'the owner of the rule answers',
  answerContest: 'contested again',
  requestControl: 'the inspection declines',
  answerControlRequest: 'answered again',
  recordSigns: 'noted anew',
}

it.each(Object.keys(COMMANDS) as CommandName[])('%s waits, or has a way back', (name) => {
  expect(isHeldBack(name), UNDONE_BY[name] ?? 'has no way back').toBe(!(name in UNDONE_BY))
})

it('a name that no command has does not wait', () => {
  expect(isHeldBack('withdrawn')).toBe(false)
})
