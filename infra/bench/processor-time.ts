import { readFileSync } from "node:fs";

/** What /proc counts processor time in, on every Linux that we run on: ticks of 10 ms. */
const TICK_MS = 10;

/** The processor's time that a process has had so far, in milliseconds. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
  // Its name may hold blanks and brackets: what counts comes after the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
