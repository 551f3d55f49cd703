/** What the rules read of the lines that other sources give of a worker: lists by source, as outside facts. */
import type { WorkerSource } from '../contract/codes.ts'
import type { TandemRecord } from '../contract/records.ts'
import { fold } from '../linking/names.ts'
import type { Notification, OutsideFacts, Works } from './outside-facts.ts'
import type { PersonFacts } from './person-facts.ts'
import type { Screen } from './rule.ts'
import { anyOf } from './screens.ts'

export type WorkerLine = TandemRecord<'workerLine'>

const NO_LINES: readonly WorkerLine[] = []

const linesOf = ({ lines = NO_LINES }: Pick<PersonFacts, 'lines'>, source: WorkerSource) =>
  lines.filter(({ body }) => body.source === source)

/** Nothing is to be seen of a source of somebody of whom it has no line. */
const SCREENS = new Map<WorkerSource, Screen>()
export function hasLines(source: WorkerSource): Screen {
  let screen = SCREENS.get(source)
  if (!screen) SCREENS.set(source, (screen = anyOf(({ facts }) => linesOf(facts, source).length)))
  return screen
}

/** Accounts to which the wages of these lines went, each once. */
export function accountsIn(lines: readonly WorkerLine[]): string[] {
  return [...new Set(lines.flatMap(({ body }) => body.payment?.account ?? []))]
}

type Paid = Pick<PersonFacts, 'person' | 'lines' | 'sameAccount'>

/** Others who are paid on an account; who has the same family name is taken for family. */
function sharersOf({ person, sameAccount = [] }: Paid, account: string | null): number {
  const own = fold(person.body.familyName)
  const others = sameAccount.filter(
    (one) => one.account === account && (one.familyName === null || fold(one.familyName) !== own),
  )
  return new Set(others.map(({ worker }) => worker)).size
}

/** The motivated notifications among lines. */
export const notificationsIn = (lines: readonly WorkerLine[]): Notification[] =>
  linesOf({ lines }, 'NOTIFICATIONS').map(({ id, body: { on, employer } }) => ({
    id,
    on,
    employer,
    filedOn: on,
  }))

/** Lists about a person, with the works at the building sites for which they are declared; few are asked for. */
export function personLists(
  facts: Paid,
  works: () => readonly Works[],
): Pick<OutsideFacts, WorkerSource | 'WORKS'> {
  return {
    get WORKS() {
      return works()
    },
    get DMFA() {
      return linesOf(facts, 'DMFA').map(({ id, body: { on, employer, wage } }) => ({
        id,
        on,
        enterpriseNumber: employer?.enterpriseNumber ?? '',
        ...wage!,
      }))
    },
    get NOTIFICATIONS() {
      return notificationsIn(facts.lines ?? NO_LINES)
    },
    get CHAIN_FILES() {
      return linesOf(facts, 'CHAIN_FILES').map(
        ({ id, body: { on, worker, employer, papers } }) => ({
          id,
          on,
          l1Number: worker.l1Number,
          employerName: employer?.name ?? null,
          papers: papers!,
        }),
      )
    },
    get PAYMENTS() {
      return linesOf(facts, 'PAYMENTS').map(({ id, body: { on, employer, payment } }) => ({
        id,
        on,
        employerName: employer?.name ?? null,
        wageCents: payment!.wageCents,
        deductedCents: payment!.deductedCents,
        accountSharedWith: sharersOf(facts, payment!.account),
      }))
    },
    get CARD_ACTIVITY() {
      return linesOf(facts, 'CARD_ACTIVITY').map(({ id, body: { on, activity } }) => ({
        id,
        on,
        ...activity!,
      }))
    },
  }
}
