import type { Session } from 'electron'

/**
 * What the page may ask of the system: copying text, on the page of this application. All the rest
 * (notifications, camera, position, reading the clipboard, devices ...) is refused without asking.
 */
export const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** May a page of this origin have the permission? */
export function mayHave(permission: string, isOwnPage: boolean): boolean {
  return isOwnPage && ALLOWED_PERMISSIONS.has(permission)
}

/** What this file needs of a session, so that tests can stand in for one. */
export type PermissionSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
>

/** Refuses on every way by which a page can ask: request, check, devices, screen. */
export function guardPermissions(
  session: PermissionSession,
  isOwnPage: (address: string) => boolean,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayHave(permission, isOwnPage(details.requestingUrl)))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    mayHave(permission, isOwnPage(origin)),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}
