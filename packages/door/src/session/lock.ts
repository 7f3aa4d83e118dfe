import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { call, isUnanswered } from "../client/api.ts";
import { useIdleLock } from "./idle-lock.ts";
import { meQuery } from "./me-query.ts";
import { rememberLocking, useSessionState } from "./session-state.ts";

const RETRY_MS = 3_000;

/** What an app does so that nothing typed is lost: before the lock, for a locked session may save nothing, and after. */
export type SaveWork = (client: QueryClient) => Promise<unknown>;

/** Covers the screen at once; the server hears of it as soon as it can. */
export function lockScreen(): void {
  useSessionState.setState({ isLocked: true, hasNews: false });
}

/** Locks the screen by itself when nobody touches it, and tells the server of every lock. */
export function useLock(isOn: boolean, saveWork: SaveWork): void {
  const client = useQueryClient();
  const isLocked = useSessionState((state) => state.isLocked);
  const tellServer = useEffectEvent(() => tell(client, saveWork));
  useIdleLock(lockScreen, isOn);
  useEffect(() => {
    if (!isLocked) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    rememberLocking(promise);
    const untilTold = async (): Promise<void> => {
      if (await tellServer()) resolve(undefined);
      else timer = setTimeout(() => void untilTold(), RETRY_MS);
    };
    void untilTold();
    return () => {
      clearTimeout(timer);
      resolve(undefined);
    };
  }, [isLocked]);
}

/** What an unlocked screen does: reads again what it missed, and saves what was typed before. */
export function useUnlocked(saveWork: SaveWork): (me: MeView) => void {
  const client = useQueryClient();
  return (me) => {
    client.setQueryData(meQuery.queryKey, me);
    useSessionState.setState({ isLocked: false, hasNews: false });
    void client.invalidateQueries();
    void saveWork(client);
  };
}

/** False: there was no answer, ask again. */
async function tell(client: QueryClient, saveWork: SaveWork): Promise<boolean> {
  await saveWork(client).catch(() => undefined);
  try {
    await call(sessionRoutes.lock, {});
  } catch (error) {
    if (isUnanswered(error)) return false;
    // Refused: the session is over, or not open. Whoever asks who is signed in learns it.
    await client.invalidateQueries({ queryKey: meQuery.queryKey });
    useSessionState.setState({ isLocked: false });
    return true;
  }
  client.setQueryData(meQuery.queryKey, (me) => me && { ...me, isLocked: true });
  useSessionState.setState({ isLocked: false });
  return true;
}
