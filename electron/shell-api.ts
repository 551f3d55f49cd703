/** What the page sees of the shell as `window.tandem`; frozen, plain values and functions only. */
export interface ShellApi {
  version: string
  platform: string
  /** Opens an https or mailto address outside; main decides whether it may. */
  openExternal(address: string): void
}

/** Command-line argument by which main tells the preload script the version. */
export const VERSION_ARGUMENT = '--tandem-version='

/** Builds the frozen object; `send` carries an address to main. */
export function shellApi(
  { argv, platform }: { argv: readonly string[]; platform: string },
  send: (address: string) => void,
): Readonly<ShellApi> {
  const argument = argv.find((one) => one.startsWith(VERSION_ARGUMENT))
  return Object.freeze({
    version: argument?.slice(VERSION_ARGUMENT.length) ?? '',
    platform,
    openExternal: (address: string) => send(String(address)),
  })
}
