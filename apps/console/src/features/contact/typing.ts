import { machineNow } from "@nightlight/door/time/clock";
import { useEffect, useState } from "react";
import { useLiveState } from "../../shared/live/live-state.ts";

/** Whether the child is writing: for a few seconds after each word of it. */
export function useIsTyping(contactId: string): boolean {
  const until = useLiveState((state) => state.typingUntil[contactId] ?? 0);
  const [over, setOver] = useState(0);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setOver(until);
      },
      Math.max(0, until - machineNow()),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [until]);
  return until > over;
}
