/** Milliseconds of this machine: the only place where this page reads a clock. */
export function machineNow(): number {
  return Date.now();
}
