import { workbench } from '../data/client.ts'
import { currentLanguage } from '../i18n/i18n.ts'

/** Opens an address in the system browser: through the shell, or in a new tab. */
export function openOutside(url: string): void {
  const shell = (window as { tandem?: { openExternal(address: string): void } }).tandem
  if (shell) shell.openExternal(url)
  else window.open(url, '_blank', 'noopener')
}

/** Begins a sign-in in the system browser; gives its address. Throws why it cannot begin. */
export async function beginSignIn(): Promise<string> {
  const { url } = await workbench.session.signIn({ language: currentLanguage() })
  openOutside(url)
  return url
}
