/**
 * Version of the wire: of the records and sync messages between desk and gateway, of the commands,
 * and of the contract between window and host. It grows by one whenever the shape of any of them
 * changes; a desk and a gateway of different versions refuse each other (WIRE_MISMATCH).
 */
export const WIRE_VERSION = 13

/** Hash of the shape that WIRE_VERSION stands for; test/domain/wire.test.ts computes it. */
export const WIRE_HASH = '60f6026785c03d0f6c913a365d4ad579'
