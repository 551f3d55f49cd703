/**
 * Who works at this desk: sign-in, the tokens and their renewal, sign-out. The last person's
 * session is reopened from sealed storage, so that a desk without network opens as it was.
 */
import { createHmac } from 'node:crypto'
import { brusselsToday } from '../../domain/calendar/local-date.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { UiLanguage } from '../../domain/contract/codes.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Me } from '../../domain/contract/sync.ts'
import type { ErrorValue, Session } from '../../domain/contract/workbench.ts'
import { asTandemError, errorValue } from '../errors.ts'
import { nameKey } from '../keys/keys.ts'
import { errorFields, type Log } from '../log.ts'
import { type CallbackListener, listenForCallback } from './callback.ts'
import type { IdentityProvider, SignInRequest, Tokens } from './identity.ts'
import { walkThrough } from './practice-browser.ts'
import type { StoredSession, TokenStore } from './token-store.ts'

/** A token that ends within this time is renewed before it is used, in milliseconds. */
const RENEW_AHEAD_MS = 30_000
/** How long signing out and closing wait for the provider, in milliseconds. */
const PATIENCE_MS = 3_000

export interface SessionOptions {
  issuer: string
  provider: IdentityProvider
  store: TokenStore
  master: Uint8Array
  mode: Session['mode']
  practice: boolean
  clock: () => Date
  log: Log
  /** Asks the gateway who the owner of a fresh token is. */
  me(accessToken: string): Promise<Me>
  /** Called after every change; `person` tells whether somebody came or went. */
  changed(person: boolean): void
}

/** The folder name of a person's desk: tells nothing about them, same person same folder. */
export function deskName(master: Uint8Array, issuer: string, actorId: string): string {
  const hash = createHmac('sha256', nameKey(master)).update(`${issuer}\n${actorId}`)
  return hash.digest('base64url').slice(0, 32)
}

export class SessionKeeper {
  private readonly options: SessionOptions
  private stored: StoredSession | null = null
  private signingIn: CallbackListener | null = null
  private failure: ErrorValue | null = null
  private fatal = false
  /** The renewal under way, and of which tokens: those of a later sign-in have one of their own. */
  private renewal: { of: Tokens; token: Promise<string> } | null = null

  constructor(options: SessionOptions) {
    this.options = options
  }

  /** Reopens the last person's session, without network. */
  async reopen(): Promise<void> {
    const stored = await this.readStored()
    // Another provider is another world: its people are not known here.
    if (stored && stored.issuer === this.options.issuer) this.stored = stored
  }

  view(): Session {
    const { mode, practice, clock } = this.options
    return {
      state: this.state(),
      actor: this.stored?.actor ?? null,
      colleagues: this.stored?.colleagues ?? [],
      mode,
      practice,
      error: this.failure,
      today: brusselsToday(clock()),
    }
  }

  get actor(): Actor | null {
    return this.stored?.actor ?? null
  }

  /** Opaque folder name of the signed-in person; null when nobody is. */
  deskName(): string | null {
    const { master, issuer } = this.options
    return this.stored ? deskName(master, issuer, this.stored.actor.id) : null
  }

  /** The desk cannot work, and why. */
  fail(error: unknown): void {
    this.failure = errorValue(error)
    this.fatal = true
    this.options.changed(false)
  }

  /** Begins a sign-in in the system browser; the rest happens when the browser comes back. */
  async signIn(language: UiLanguage): Promise<{ url: string }> {
    const { url } = await this.begin(language, null)
    return { url }
  }

  /** Signs in without a click: only a practice provider lets a hint be enough. */
  async signInWith(loginHint: string): Promise<void> {
    const { url, redirect, done } = await this.begin('nl', loginHint)
    try {
      await walkThrough(url, redirect)
    } catch (error) {
      this.cancelSignIn()
      throw asTandemError(error)
    }
    await done
    if (this.failure) throw new TandemError('SIGN_IN_FAILED', { reason: this.failure.code })
  }

  cancelSignIn(): void {
    if (!this.signingIn) return
    this.dropSignIn()
    this.options.changed(false)
  }

  /** Forgets the tokens here first, then tells the provider; the cache stays, closed and sealed. */
  async signOut(): Promise<void> {
    this.dropSignIn()
    this.fatal = false
    await this.leave(null)
  }

  /** The gateway ended all sessions of the person at `at`: this one ends too. */
  async signedOutEverywhere(at: string): Promise<void> {
    this.dropSignIn()
    await this.leave(at)
  }

  /**
   * A token for the gateway, renewed when it ends soon or is the one that was `refused`. Throws
   * GATEWAY_REFUSED_TOKEN when the provider does not renew: the person has to sign in again. A token
   * that was refused because the person signed out everywhere (`signedOutAt`) ends the session here.
   */
  async token(refused?: string, signedOutAt?: string): Promise<string> {
    const { stored, options } = this
    if (!stored) throw new TandemError('NOT_SIGNED_IN')
    const { access, expiresAt } = stored.tokens
    // Of an earlier token it says nothing about this session: the caller tries again.
    if (signedOutAt !== undefined && access === refused) {
      await this.leave(signedOutAt)
      throw new TandemError('NOT_SIGNED_IN')
    }
    const ends = expiresAt - options.clock().getTime() < RENEW_AHEAD_MS
    if (!ends && access !== refused) return access
    if (this.renewal?.of !== stored.tokens) {
      const token = this.renew(stored).finally(() => {
        if (this.renewal?.of === stored.tokens) this.renewal = null
      })
      this.renewal = { of: stored.tokens, token }
    }
    return this.renewal.token
  }

  /** Takes over what the gateway says about the person and their colleagues. */
  async takeOver(me: Me): Promise<void> {
    const { stored } = this
    if (!stored || me.actor.id !== stored.actor.id) throw new TandemError('GATEWAY_REFUSED_TOKEN')
    const next = { ...stored, actor: me.actor, colleagues: me.colleagues }
    if (JSON.stringify(next) === JSON.stringify(stored)) return
    this.stored = next
    this.options.changed(false)
    await this.write(next)
  }

  /** Waits a little for a renewal under way: the provider may have given the old tokens up. */
  async close(): Promise<void> {
    this.dropSignIn()
    await this.patiently(this.renewal?.token.catch(() => {}))
  }

  /** Nobody is signed in any more; `everywhere` says since when on no desk. */
  private async leave(everywhere: string | null): Promise<void> {
    const refresh = this.stored?.tokens.refresh
    this.stored = null
    this.failure =
      everywhere === null ? null : { code: 'SIGNED_OUT_EVERYWHERE', details: { at: everywhere } }
    await this.options.store.purge()
    this.options.changed(true)
    if (refresh) await this.revoke(refresh)
  }

  /** What a power cut left unreadable counts as signed out. */
  private async readStored(): Promise<StoredSession | null> {
    try {
      return await this.options.store.read()
    } catch (error) {
      if (asTandemError(error).code !== 'CACHE_WRONG_KEY') throw error
      this.options.log('warn', 'session.unreadable')
      return null
    }
  }

  private state(): Session['state'] {
    if (this.fatal) return 'FAILED'
    if (this.signingIn) return 'SIGNING_IN'
    return this.stored ? 'SIGNED_IN' : 'SIGNED_OUT'
  }

  private async begin(
    language: UiLanguage,
    hint: string | null,
  ): Promise<{ url: string; redirect: string; done: Promise<void> }> {
    if (this.fatal) throw new TandemError('SIGN_IN_FAILED')
    const listener = await listenForCallback(language)
    try {
      const request = await this.options.provider.begin(listener, language, hint)
      this.dropSignIn()
      this.signingIn = listener
      this.failure = null
      this.options.changed(false)
      const done = this.complete(listener, request)
      return { url: request.url, redirect: listener.redirect, done }
    } catch (error) {
      listener.cancel()
      throw error
    }
  }

  /** Waits for the browser, exchanges the code and learns who it is. Never rejects. */
  private async complete(listener: CallbackListener, request: SignInRequest): Promise<void> {
    try {
      const tokens = await request.exchange(await listener.answer)
      const me = this.signingIn === listener ? await this.options.me(tokens.access) : null
      if (!me || this.signingIn !== listener) return await this.disown(tokens)
      const { actor, colleagues } = me
      const stored = { issuer: this.options.issuer, actor, colleagues, tokens }
      // Told at once: the desk of whoever was here must not go on with these tokens.
      this.stored = stored
      this.end(listener, null)
      await this.write(stored)
    } catch (error) {
      this.options.log('warn', 'session.sign-in', errorFields(error))
      this.end(listener, asTandemError(error))
    }
  }

  private end(listener: CallbackListener, error: TandemError | null): void {
    // Called off, or a newer sign-in has taken the place of this one: it alone may speak.
    if (this.signingIn !== listener) return
    this.signingIn = null
    this.failure = error && error.code !== 'SIGN_IN_CANCELLED' ? errorValue(error) : null
    this.options.changed(error === null)
  }

  private dropSignIn(): void {
    const listener = this.signingIn
    this.signingIn = null
    listener?.cancel()
  }

  /** Writes what is in force already. Without it the person signs in again at the next start. */
  private async write(stored: StoredSession): Promise<void> {
    try {
      await this.options.store.write(stored)
    } catch (error) {
      this.options.log('error', 'session.write', errorFields(error))
    }
  }

  private async renew(stored: StoredSession): Promise<string> {
    const { refresh } = stored.tokens
    if (!refresh) throw new TandemError('GATEWAY_REFUSED_TOKEN')
    const tokens = await this.options.provider.refresh(refresh).catch(async (error: unknown) => {
      if (asTandemError(error).code === 'GATEWAY_REFUSED_TOKEN') await this.dropRefresh(stored)
      throw error
    })
    // Signed out or in anew meanwhile: the new tokens are nobody's.
    if (this.stored?.tokens !== stored.tokens) {
      await this.disown(tokens)
      if (this.stored?.actor.id === stored.actor.id) return this.stored.tokens.access
      throw new TandemError('NOT_SIGNED_IN')
    }
    const next = { ...this.stored, tokens }
    this.stored = next
    await this.write(next)
    return tokens.access
  }

  /** What the provider does not take any more is not asked for again. */
  private async dropRefresh(stored: StoredSession): Promise<void> {
    if (this.stored?.tokens !== stored.tokens) return
    this.stored = { ...this.stored, tokens: { ...stored.tokens, refresh: null } }
    await this.write(this.stored)
  }

  private async disown({ refresh }: Tokens): Promise<void> {
    if (refresh) await this.revoke(refresh)
  }

  private async revoke(refreshToken: string): Promise<void> {
    const revoked = this.options.provider.revoke(refreshToken).catch((error: unknown) => {
      this.options.log('warn', 'session.revoke', errorFields(error))
    })
    await this.patiently(revoked)
  }

  private async patiently(work: Promise<unknown> | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, PATIENCE_MS)
    await Promise.race([work, promise])
    clearTimeout(timer)
  }
}
