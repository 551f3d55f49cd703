/** Who the persons are and how many dossiers, declarations and presences each has. */
import { mix } from './random.ts'
import { DECLARATIONS_PER_PRESENCE, type WorldSizes } from './sizes.ts'
import { STORIES, type Story } from './stories.ts'

/**
 * PERMIT: works for a Belgian employer on permits. POSTED_FREE: posted, with free movement.
 * POSTED_PROVEN: posted third-country national with the papers of Vander Elst. POSTED_PERMIT:
 * posted on permits of their own. UNLIMITED: holder of a card with unlimited access.
 */
export const ROLES = [
  'PERMIT',
  'POSTED_FREE',
  'POSTED_PROVEN',
  'POSTED_PERMIT',
  'UNLIMITED',
] as const
export type PersonRole = (typeof ROLES)[number]

const ROLE_SHARES = [0.62, 0.22, 0.105, 0.025, 0.03]
const STREAM = 20

/** Fewest persons among whom every role occurs. */
export const FEWEST_PERSONS = 40

export interface StorySlot {
  story: Story
  /** The persons who tell it. */
  persons: readonly number[]
}

/** The share of every size that stories may use; the rest is ordinary life. */
const STORY_SHARE = 0.5

/** As many tellings of each story as its rate asks and the sizes allow, in turns. */
function chooseTellings(sizes: WorldSizes, presences: number): Story[] {
  const left = {
    persons: sizes.persons * STORY_SHARE,
    dossiers: sizes.dossiers * STORY_SHARE,
    declarations: sizes.declarations * STORY_SHARE,
    presences: presences * STORY_SHARE,
  }
  const chosen: Story[] = []
  const wanted = STORIES.map(({ rate, persons }) =>
    Math.max(1, Math.round((sizes.persons * rate) / persons)),
  )
  for (let round = 0; round < Math.max(...wanted); round += 1) {
    for (const [i, story] of STORIES.entries()) {
      const needs = {
        persons: story.persons,
        dossiers: story.dossiers * story.persons,
        declarations: story.declarations * story.persons,
        presences: story.presences * story.persons,
      }
      const fits = (Object.keys(left) as (keyof typeof left)[]).every((k) => needs[k] <= left[k])
      if (round >= (wanted[i] as number) || !fits) continue
      for (const key of Object.keys(left) as (keyof typeof left)[]) left[key] -= needs[key]
      chosen.push(story)
    }
  }
  return chosen
}

/** `total` shared out over weights, exactly, without favouring any index. */
function apportion(total: number, weights: Uint8Array): Int32Array {
  const sum = weights.reduce((a, b) => a + b, 0)
  const starts = new Int32Array(weights.length)
  let before = 0
  for (let i = 0; i < weights.length; i += 1) {
    const after = before + (weights[i] as number)
    starts[i] =
      sum === 0 ? 0 : Math.floor((total * after) / sum) - Math.floor((total * before) / sum)
    before = after
  }
  return starts
}

function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length + 1)
  for (let i = 0; i < counts.length; i += 1)
    starts[i + 1] = (starts[i] as number) + (counts[i] as number)
  return starts
}

/** Roles, stories and counts of all persons: a few integers for each. */
export class Roles {
  readonly #seed: number
  readonly slots: readonly StorySlot[]
  readonly #slotOf: Int32Array
  readonly #ordinary: Int32Array
  /** First dossier and declaration of each person, and the totals at the end. */
  readonly dossierStarts: Int32Array
  readonly declarationStarts: Int32Array
  readonly presences: number
  /** Persons with at least one dossier of ordinary life. */
  readonly holders: number

  constructor(seed: number, sizes: WorldSizes) {
    this.#seed = seed
    this.presences = Math.round(sizes.declarations / DECLARATIONS_PER_PRESENCE)
    const tellings = chooseTellings(sizes, this.presences)
      .map((story, i) => ({ story, order: mix(seed, STREAM, i) }))
      .sort((a, b) => a.order - b.order)
    const told = tellings.reduce((sum, { story }) => sum + story.persons, 0)
    this.#slotOf = new Int32Array(sizes.persons).fill(-1)
    const slots: StorySlot[] = []
    let place = 0
    for (const { story } of tellings) {
      const persons = Array.from({ length: story.persons }, () =>
        Math.floor(((place++ + 0.5) * sizes.persons) / told),
      )
      for (const person of persons) this.#slotOf[person] = slots.length
      slots.push({ story, persons })
    }
    this.slots = slots

    this.#ordinary = new Int32Array(sizes.persons)
    const dossierWeights = new Uint8Array(sizes.persons)
    const declarationWeights = new Uint8Array(sizes.persons)
    let ordinal = 0
    for (let person = 0; person < sizes.persons; person += 1) {
      if ((this.#slotOf[person] as number) >= 0) continue
      this.#ordinary[person] = ordinal
      ordinal += 1
      const role = this.roleOf(person)
      dossierWeights[person] = this.#dossierWeight(role, person)
      declarationWeights[person] = this.#declarationWeight(role, person)
    }
    const ofStories = (key: 'dossiers' | 'declarations') =>
      slots.reduce((sum, { story }) => sum + story[key] * story.persons, 0)
    const dossiers = apportion(sizes.dossiers - ofStories('dossiers'), dossierWeights)
    const declarations = apportion(
      sizes.declarations - ofStories('declarations'),
      declarationWeights,
    )
    this.holders = dossiers.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
    for (const { story, persons } of slots) {
      for (const person of persons) {
        dossiers[person] = story.dossiers
        declarations[person] = story.declarations
      }
    }
    this.dossierStarts = startsOf(dossiers)
    this.declarationStarts = startsOf(declarations)
  }

  #dossierWeight(role: PersonRole, person: number): number {
    if (role === 'PERMIT') return 2 + (mix(this.#seed, STREAM + 1, person) % 5)
    if (role === 'POSTED_PERMIT') return 4
    return role === 'UNLIMITED' ? 2 : 0
  }

  #declarationWeight(role: PersonRole, person: number): number {
    if (role === 'PERMIT') return 0
    if (role === 'POSTED_PERMIT' || role === 'UNLIMITED') return 2
    return 1 + (mix(this.#seed, STREAM + 2, person) % 8)
  }

  /** The story that a person tells; null in ordinary life. */
  slotOf(person: number): StorySlot | null {
    const slot = this.#slotOf[person] as number
    return slot < 0 ? null : (this.slots[slot] as StorySlot)
  }

  /** The role of a person in ordinary life; the first five take one each, so that none is absent. */
  roleOf(person: number): PersonRole {
    const ordinal = this.#ordinary[person] as number
    if (ordinal < ROLES.length) return ROLES[ordinal] as PersonRole
    let x = mix(this.#seed, STREAM + 3, person) / 4294967296
    for (const [i, share] of ROLE_SHARES.entries()) {
      if (x < share) return ROLES[i] as PersonRole
      x -= share
    }
    return 'PERMIT'
  }
}
