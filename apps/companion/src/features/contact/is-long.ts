import type { ChildContactView } from "@nightlight/contracts/child/contact";
import { useEffect, useState } from "preact/hooks";

/** Whether the wait is so long by now that a call is offered. By the server's clock: a telephone's may be wrong. */
export function useIsLong({ callOfferedAt, now }: Pick<ChildContactView, "callOfferedAt" | "now">): boolean {
  const leftMs = callOfferedAt === undefined ? undefined : Date.parse(callOfferedAt) - Date.parse(now);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(leftMs !== undefined && leftMs <= 0);
    if (leftMs === undefined || leftMs <= 0) return;
    const timer = setTimeout(() => setLong(true), leftMs);
    return () => clearTimeout(timer);
  }, [leftMs]);
  return isLong;
}
