import type { CacheFill, CacheLocation, FillFor } from './cache.ts'

/** Begins a first fill, or goes on with one for the same gateway and person. */
export declare function openFill(location: CacheLocation, fillFor: FillFor): CacheFill
