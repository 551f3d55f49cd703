import * as v from 'valibot'

/** Looks at every character once: a pattern that repeats a group has no room on the stack for megabytes. */
function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return !/[^A-Za-z0-9+/]/u.test(text.slice(0, text.length - padding))
}

/** Bytes as text, of any length. */
export const Base64 = v.pipe(v.string(), v.check(isBase64))
