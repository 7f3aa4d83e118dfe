import { useCallback, useSyncExternalStore } from "react";
import { now } from "./clock.ts";

/** The server's time, re-read on each full step; only the component that shows it renders again. */
export function useNow(stepMs = 1000): number {
  const subscribe = useCallback(
    (tick: () => void) => {
      let timer: ReturnType<typeof setTimeout>;
      const arm = () => {
        timer = setTimeout(
          () => {
            tick();
            arm();
          },
          stepMs - (now() % stepMs) + 1,
        );
      };
      arm();
      return () => {
        clearTimeout(timer);
      };
    },
    [stepMs],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(now() / stepMs) * stepMs);
}
