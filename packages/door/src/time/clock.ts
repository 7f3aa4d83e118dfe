/** The only file that reads the machine's clock. What is shown follows the server's time, by offset. */
let offsetMs = 0;

/** Milliseconds of this machine, for measuring and for timers. */
export function machineNow(): number {
  return Date.now();
}

/** The server's time as far as we know it, in milliseconds. */
export function now(): number {
  return Date.now() + offsetMs;
}

/** The server's time as an ISO instant. */
export function nowIso(): string {
  return new Date(now()).toISOString();
}

/** Learns the offset from a reply: its `now` was read somewhere between asking and hearing, so the middle is taken. */
export function learnServerTime(serverNow: string, askedAt: number): void {
  offsetMs = Date.parse(serverNow) - (askedAt + machineNow()) / 2;
}

/** A fresh key for one act, so that repeating it changes nothing. */
export function newKey(): string {
  return crypto.randomUUID();
}
