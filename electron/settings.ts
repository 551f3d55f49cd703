/**
 * Where the gateway and the identity provider are. An administrator writes `settings.json` beside
 * the installed application (resources folder); a start from the sources names its own file.
 */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { DESK_CLIENT_ID } from '../domain/contract/shell.ts'
import { isSecureService } from './security/addresses.ts'

const Settings = v.strictObject({
  gateway: v.string(),
  issuer: v.string(),
  clientId: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,100}$/)), DESK_CLIENT_ID),
  /** Synthetic people only; shown in the window. */
  practice: v.optional(v.boolean(), false),
  /** Practice only: sign in as this person without a click. */
  signInAs: v.optional(v.nullable(v.string()), null),
  /** Own data folder, for a start from the sources. */
  dataDir: v.optional(v.string()),
})
export type Settings = v.InferOutput<typeof Settings>

/** Reads a settings file; null when it is absent, malformed, or names a service without TLS. */
export function readSettings(
  file: string,
  { allowLoopback }: { allowLoopback: boolean },
): Settings | null {
  let text
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return null
  }
  return parseSettings(text, { allowLoopback })
}

/** The settings in a JSON text, or null. */
export function parseSettings(
  text: string,
  { allowLoopback }: { allowLoopback: boolean },
): Settings | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const { success, output } = v.safeParse(Settings, value)
  if (!success) return null
  const isSecure = (address: string) => isSecureService(address, { allowLoopback })
  return isSecure(output.gateway) && isSecure(output.issuer) ? output : null
}
