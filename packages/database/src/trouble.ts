/** What keeps the database from deciding: it does not answer, or it has no room left to write. */
export type DatabaseTrouble = "gone" | "full";

/** Classes of PostgreSQL's codes: connection lost, shutting down or starting, too many connections. */
const GONE = /^(?:08|57P|53300)/u;
/** Disk full, and the file system that refuses to write. */
const FULL = /^(?:53100|58030)$/u;
/** What the operating system says of a socket that leads nowhere. */
const NO_WAY = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH"]);
/** The driver's own words, which have no code. */
const DRIVER = /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable/u;

/** Whether an error says that nothing was decided because of the database itself, and which kind; undefined otherwise. */
export function troubleOf(error: unknown): DatabaseTrouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (FULL.test(code) || code === "ENOSPC") return "full";
  const isOfConnecting = "syscall" in error && error.syscall === "connect";
  if (GONE.test(code) || (NO_WAY.has(code) && isOfConnecting) || DRIVER.test(error.message)) return "gone";
  return error.cause === undefined ? undefined : troubleOf(error.cause);
}
