import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import { useEffect, useEffectEvent } from "react";
import { machineNow } from "../time/clock.ts";

const LOOK_MS = 5_000;
const SIGNS_OF_LIFE = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const;
/** When somebody last did something in any window of this browser. A time, and nothing else. */
const SHARED_KEY = "nightlight.staff.input";

/** Calls `lock` when nothing was typed or pointed at for ten minutes, in this window and all others of the browser. */
export function useIdleLock(lock: () => void, isOn: boolean): void {
  const locking = useEffectEvent(lock);
  useEffect(() => {
    if (!isOn) return;
    let last = machineNow();
    share(last);
    const alive = () => {
      const at = machineNow();
      if (at - last > LOOK_MS) share(at);
      last = at;
    };
    const timer = setInterval(() => {
      const idleMs = machineNow() - Math.max(last, shared());
      if (idleMs >= SIGN_IN_POLICY.lockAfterMinutes * 60_000) locking();
    }, LOOK_MS);
    for (const name of SIGNS_OF_LIFE) window.addEventListener(name, alive, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, alive, { capture: true });
    };
  }, [isOn]);
}

function share(at: number): void {
  try {
    localStorage.setItem(SHARED_KEY, String(at));
  } catch {
    // Storage may be forbidden; each window then counts for itself.
  }
}

function shared(): number {
  try {
    // A time that has not come yet is of a clock that was set back since.
    const at = Number(localStorage.getItem(SHARED_KEY) ?? "0");
    return at <= machineNow() ? at : 0;
  } catch {
    return 0;
  }
}
