/** Key of the cell with the state that KurrentDB's partitions share: no partition is called so. */
export const SHARED_CELL = '\u0000shared'
