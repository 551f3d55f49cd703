import type { Actor } from '../../domain/contract/actor.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Me } from '../../domain/contract/sync.ts'
import type { Session } from '../../domain/contract/workbench.ts'
import { Pending } from '../pending.ts'
import type { SessionKeeper } from './session.ts'

/**
 * The session as one desk may use it: the tokens of its own person, until that person leaves. What
 * the desk still waits for is refused then, so that closing it never waits for the provider.
 */
export class Seat {
  private readonly keeper: SessionKeeper
  private readonly deskName: string
  private readonly asked = new Pending()

  constructor(keeper: SessionKeeper, deskName: string) {
    this.keeper = keeper
    this.deskName = deskName
  }

  get actor(): Actor | null {
    return this.isMine() ? this.keeper.actor : null
  }

  view(): Session {
    return this.keeper.view()
  }

  /** Throws NOT_SIGNED_IN when the person has left; else as SessionKeeper.token. */
  token(refused?: string, signedOutAt?: string): Promise<string> {
    return this.asked.wait(async () => {
      const token = this.isMine() ? await this.keeper.token(refused, signedOutAt) : null
      if (token === null || !this.isMine()) throw new TandemError('NOT_SIGNED_IN')
      return token
    })
  }

  takeOver(me: Me): Promise<void> {
    return this.keeper.takeOver(me)
  }

  leave(): void {
    this.asked.giveUp(new TandemError('NOT_SIGNED_IN'))
  }

  private isMine(): boolean {
    return this.keeper.deskName() === this.deskName
  }
}
