import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useIdleLock } from "../features/session/idle-lock.ts";
import { call, isUnanswered } from "../shared/api.ts";
import { meQuery } from "../shared/queries.ts";
import { rememberLocking, useSessionState } from "../shared/session-state.ts";

const RETRY_MS = 3_000;

/** Covers the screen at once; the server hears of it as soon as it can. */
export function lockScreen(): void {
  useSessionState.setState({ isLocked: true });
}

/** Locks the screen by itself when nobody touches it, and tells the server. */
export function useLock(isOn: boolean): void {
  const client = useQueryClient();
  const isLocked = useSessionState((state) => state.isLocked);
  useIdleLock(lockScreen, isOn);
  useEffect(() => {
    if (!isLocked) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    rememberLocking(promise);
    const tell = async (): Promise<void> => {
      if (await tellServer(client)) resolve(undefined);
      else timer = setTimeout(() => void tell(), RETRY_MS);
    };
    void tell();
    return () => {
      clearTimeout(timer);
      resolve(undefined);
    };
  }, [client, isLocked]);
}

/** What an unlocked screen does: reads again what it missed. */
export function useUnlocked(): (me: MeView) => void {
  const client = useQueryClient();
  return (me) => {
    client.setQueryData(meQuery.queryKey, me);
    useSessionState.setState({ isLocked: false });
    void client.invalidateQueries();
  };
}

/** False: there was no answer, ask again. */
async function tellServer(client: QueryClient): Promise<boolean> {
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
