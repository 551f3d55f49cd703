/** Desks and gateways for the end-to-end tests, each in folders of their own. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { npm, type Program } from './program.ts'

/** The officer whose desk the template holds, filled. */
export const OFFICER = 'vl-an'
/** Data folder with a practice world and the officer's desk; made once by global-setup.ts. */
export const TEMPLATE_VARIABLE = 'TANDEM_E2E_TEMPLATE'

export interface Ready {
  url: string
  mode: 'browser' | 'electron'
  ms: number
  gateway: string
  issuer: string
}

export interface DeskOptions {
  /** Practice sign-in without a click. */
  person?: string
  /** By default an own folder; of the officer a filled one. */
  dataDir?: string
  /** Another gateway than its own. */
  gateway?: { url: string; issuer: string }
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
}

export interface Desk extends Ready {
  dataDir: string
  program: Program
}

export interface Gateway {
  url: string
  issuer: string
  dataDir: string
  program: Program
}

export interface House {
  /** A new empty folder that is removed after the test. */
  folder(): string
  /** A new folder with a practice world in it, for `--data`. */
  folderWithWorld(): string
  /** The same with the officer's filled desk, signed in. */
  folderWithDesk(): string
  /** `npm start -- --browser --no-open`, ready. */
  desk(options?: DeskOptions): Promise<Desk>
  /** The same without waiting. */
  start(options?: DeskOptions): Program
  /** A practice gateway of its own; give the former one to start it again where it was. */
  gateway(again?: Gateway): Promise<Gateway>
}

class TestHouse implements House {
  private readonly folders: string[] = []
  private readonly programs: Program[] = []

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'tandem-e2e-'))
    this.folders.push(folder)
    return folder
  }

  folderWithWorld(): string {
    const folder = this.folder()
    copyTemplate('gateway', join(folder, 'gateway'))
    return folder
  }

  folderWithDesk(): string {
    const folder = this.folderWithWorld()
    copyTemplate('desk', join(folder, 'desk'))
    return folder
  }

  private defaultFolder({ person, gateway }: DeskOptions): string {
    if (gateway) return this.folder()
    return person === OFFICER ? this.folderWithDesk() : this.folderWithWorld()
  }

  start({ person, dataDir, gateway, args = [], env = {} }: DeskOptions = {}): Program {
    const data = dataDir ?? this.defaultFolder({ person, gateway })
    const program = npm(
      'start',
      [
        '--browser',
        '--no-open',
        '--data',
        data,
        ...(person ? ['--as', person] : []),
        ...(gateway ? ['--gateway', gateway.url, '--issuer', gateway.issuer] : []),
        ...args,
      ],
      env,
    )
    this.programs.push(program)
    return program
  }

  async desk(options: DeskOptions = {}): Promise<Desk> {
    const dataDir = options.dataDir ?? this.defaultFolder(options)
    const program = this.start({ ...options, dataDir })
    const ready = JSON.parse(await program.line('ready ')) as Ready
    return { ...ready, dataDir, program }
  }

  async gateway(again?: Gateway): Promise<Gateway> {
    const dataDir = again?.dataDir ?? this.folder()
    if (!again) copyTemplate('gateway', dataDir)
    const port = again ? new URL(again.url).port : '0'
    const identityPort = again ? new URL(again.issuer).port : '0'
    const program = npm('gateway', [
      '--practice',
      '--data',
      dataDir,
      '--port',
      port,
      '--oidc-port',
      identityPort,
    ])
    this.programs.push(program)
    const ready = JSON.parse(await program.line('gateway ready ')) as {
      url: string
      issuer: string
    }
    return { ...ready, dataDir, program }
  }

  async close(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.kill()))
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true })
  }
}

/** Copies a part of the template; its gateway takes the ports of the template again when free. */
function copyTemplate(part: 'gateway' | 'desk', target: string): void {
  const template = process.env[TEMPLATE_VARIABLE]
  if (!template || !existsSync(template)) throw new Error('global-setup.ts has made no world')
  cpSync(join(template, part), target, { recursive: true })
}

/** Playwright's test with a house that is taken down whatever happens. */
export const test = base.extend<{ house: House }>({
  // Playwright reads which fixtures are wanted from this pattern.
  // oxlint-disable-next-line eslint/no-empty-pattern
  house: async ({}, use) => {
    const house = new TestHouse()
    await use(house)
    await house.close()
  },
})

export { expect } from '@playwright/test'
