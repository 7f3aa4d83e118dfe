/**
 * How a staff screen comes back after its line was cut. Chance is part of it (Socket.IO takes half as long to half as
 * long again), so that a whole house does not knock in the same instant.
 */
export const STAFF_COMES_BACK = { reconnectionDelay: 300, reconnectionDelayMax: 3_000, timeout: 5_000 } as const;

/** The same for a child's page, on networks that are slower. */
export const CHILD_COMES_BACK = { reconnectionDelay: 1_000, reconnectionDelayMax: 3_000 } as const;
