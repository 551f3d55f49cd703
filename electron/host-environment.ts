/** Names of the variables that the host may need from the system; nothing else is passed on. */
const PASSED_ON = [
  'APPDATA',
  'HOME',
  'HTTPS_PROXY',
  'LANG',
  'LOCALAPPDATA',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'USERPROFILE',
]

/** The environment of the host process: a short list instead of all that the shell was given. */
export function hostEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
