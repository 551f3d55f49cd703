/** How many records of each kind a practice world holds; the rest follows from these. */
export interface WorldSizes {
  dossiers: number
  declarations: number
  persons: number
  enterprises: number
}

/** For demonstrations and everyday work on the product. */
export const SMALL: WorldSizes = {
  dossiers: 12_000,
  declarations: 40_000,
  persons: 9_000,
  enterprises: 2_500,
}

/** About ten years of the whole country, for measuring. */
export const FULL: WorldSizes = {
  dossiers: 250_000,
  declarations: 1_000_000,
  persons: 150_000,
  enterprises: 60_000,
}

/** Presences come on top: one for every five declarations. */
export const DECLARATIONS_PER_PRESENCE = 5
