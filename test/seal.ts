/** Keys of a service that does not exist. */
import { Seal } from '../gateway/sealing.ts'

export const TEST_SEAL = new Seal([Buffer.alloc(32, 7)])
