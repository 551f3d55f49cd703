/** Why the gateway could not start, with a sentence for the person who starts it. */
export const START_ERRORS = {
  BAD_SETTINGS: 'The settings are not right',
  PORT_TAKEN: 'The port is in use by another program',
  DATABASE_UNREACHABLE: 'The database cannot be reached',
  DATABASE_FROM_FUTURE: 'The database was made by a newer version of the gateway',
  DATABASE_EDITED: 'The database was made with other migrations than those of this version',
  DATABASE_MIGRATION_FAILED: 'The database could not be brought to this version',
  DATABASE_NOT_EMPTY: 'The database holds records already',
  DATABASE_DAMAGED: 'The database in the data folder cannot be opened',
  DATA_FOLDER_NOT_WRITABLE: 'The data folder cannot be written',
  DATA_FOLDER_IN_USE: 'Another practice gateway works in this data folder',
  DISK_FULL: 'There is no space left on the disk',
  INTERNAL: 'The gateway met an error of its own',
} as const
export type StartErrorCode = keyof typeof START_ERRORS

/** An error of the start of the gateway; `detail` never holds a password or personal data. */
export class StartError extends Error {
  readonly code: StartErrorCode
  readonly detail: string | null
  constructor(code: StartErrorCode, detail: string | null = null, options?: { cause?: unknown }) {
    super(detail ? `${START_ERRORS[code]}: ${detail}` : START_ERRORS[code], options)
    this.name = 'StartError'
    this.code = code
    this.detail = detail
  }
}
