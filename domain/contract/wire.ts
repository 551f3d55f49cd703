/**
 * Version of the wire: of the records and sync messages between desk and gateway, of the commands,
 * and of the contract between window and host. It grows by one whenever the shape of any of them
 * changes; a desk and a gateway of different versions refuse each other (WIRE_MISMATCH).
 */
export const WIRE_VERSION = 119

/** Hash of the shape that WIRE_VERSION stands for; test/domain/wire.test.ts computes it. */
export const WIRE_HASH = '66dcbe6fb49a026581a5f7750aec3540'
