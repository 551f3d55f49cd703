/** Sends the contents that acts put on dossiers, each before its act. */
import { contentOf } from '../../domain/commands/index.ts'
import type { CommandBatch } from '../../domain/contract/sync.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Content } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { DocumentClient } from './gateway-client.ts'

/** Where contents and their acts wait. */
export interface ContentSource {
  contentToSend(hash: string): Content | null
  contentSent(hash: string): void
  /** Acts up to this number go out now. */
  goesOut(last: number): void
}

/**
 * The gateway, or a proxy before it, does not take this content from this person. Its act goes out all
 * the same: the gateway says in its own words why it is refused, and nothing that follows waits for it.
 * The content stays here, for the act may be sent again.
 */
const REFUSED: readonly string[] = [
  'NOT_FOUND',
  'FORBIDDEN',
  'BAD_REQUEST',
  'TOO_LARGE',
  'DOCUMENT_EMPTY',
  'DOCUMENT_TOO_LARGE',
]

/**
 * Sends what these commands name and the gateway does not have. A repeat is harmless. Gives those that
 * may go now: up to one whose content does not come through, which holds back none before it. Throws
 * what keeps the content when there is none before it, with the detail that it was a content.
 */
export async function pushContents(
  source: ContentSource,
  client: DocumentClient,
  { commands }: Pick<CommandBatch, 'commands'>,
  signal?: AbortSignal,
): Promise<CommandBatch['commands']> {
  const ready = commands.slice(0, await countReady(source, client, commands, signal))
  source.goesOut(ready.at(-1)!.n)
  return ready
}

/** How many of these commands have what they name at the gateway, or were refused it. */
async function countReady(
  source: ContentSource,
  client: DocumentClient,
  commands: CommandBatch['commands'],
  signal?: AbortSignal,
): Promise<number> {
  for (const [at, { name, args }] of commands.entries()) {
    const named = contentOf(name, args)
    const waiting = named && source.contentToSend(named.hash)
    if (!waiting) continue
    const { dossierId, hash, bytes } = waiting
    try {
      const taken = await client.sendContent(
        { dossierId, hash, content: bytes.toString('base64') },
        signal,
      )
      if (taken.hash !== hash) throw new TandemError('GATEWAY_BAD_ANSWER')
      source.contentSent(hash)
    } catch (error) {
      const { code, details } = asTandemError(error)
      if (REFUSED.includes(code)) continue
      if (at > 0) return at
      throw new TandemError(code, { ...details, part: 'content' }, { cause: error })
    }
  }
  return commands.length
}
