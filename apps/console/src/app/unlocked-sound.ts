import { useEffect } from "react";
import { unlockSound } from "../shared/sound.ts";

/** After a reload in the middle of a shift the first click or key press unlocks sound again. */
export function useUnlockedSound(): void {
  useEffect(() => {
    const unlock = () => void unlockSound();
    const once = { once: true, capture: true };
    window.addEventListener("pointerdown", unlock, once);
    window.addEventListener("keydown", unlock, once);
    return () => {
      window.removeEventListener("pointerdown", unlock, once);
      window.removeEventListener("keydown", unlock, once);
    };
  }, []);
}
