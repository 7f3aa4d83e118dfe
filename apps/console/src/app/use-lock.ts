import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useIdleLock } from "../features/session/idle-lock.ts";
import { saveEverything } from "../features/record/record-keeper.ts";
import { call, isUnanswered } from "../shared/api.ts";
import { useKey } from "../shared/keys/key-listener.ts";
import { meQuery } from "../shared/queries.ts";
import { rememberLocking, useSessionState } from "../shared/session-state.ts";

const RETRY_MS = 3_000;

/** Covers the console at once; the server hears of it as soon as it can. */
export function lockConsole(): void {
  useSessionState.setState({ isLocked: true, hasNews: false });
}

/** Locks the console by key, and by itself when nobody touches it. */
export function useLock(isOn: boolean): void {
  const client = useQueryClient();
  const isLocked = useSessionState((state) => state.isLocked);
  useIdleLock(lockConsole, isOn);
  useKey("lock", lockConsole, isOn);
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

/** What an unlocked console does: reads again what it missed, and saves what was typed before. */
export function useUnlocked(): (me: MeView) => void {
  const client = useQueryClient();
  return (me) => {
    client.setQueryData(meQuery.queryKey, me);
    useSessionState.setState({ isLocked: false, hasNews: false });
    void client.invalidateQueries();
    void saveEverything(client);
  };
}

/** What was typed is saved first: a locked session may save nothing. False: there was no answer, ask again. */
async function tellServer(client: QueryClient): Promise<boolean> {
  await saveEverything(client).catch(() => undefined);
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
