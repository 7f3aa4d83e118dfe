import { createContext, use } from "react";
import type { Live } from "./live.ts";

export const LiveContext = createContext<Live | undefined>(undefined);

/** The line to the server, for everything below the signed-in screen. */
export function useLive(): Live {
  const live = use(LiveContext);
  if (live === undefined) throw new Error("No line: render inside LiveContext.");
  return live;
}
