import { softphoneLinePath, softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import type { ListeningView } from "@nightlight/contracts/supervisor/listening";
import { call } from "@nightlight/door/client/api";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { outsideQuery } from "../outside-query.ts";
import { deskQuery } from "../queries.ts";
import { isMicrophoneAllowed, openMicrophone, playSound } from "./browser-sound.ts";
import { startSoftphone, type Softphone } from "./softphone.ts";

/** The call that a supervisor is in, and how. */
export const LISTENING = ["listening"] as const;

let running: Softphone | undefined;

/** This browser's telephone, where one runs. */
export function softphone(): Softphone | undefined {
  return running;
}

/** Runs the telephone while this tab is the one that calls are for. */
export function useSoftphone(isWanted: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isWanted) return;
    const started = startSoftphone({
      account: async () => (await call(softphoneRoutes.want, {})).softphone,
      addressOf: (engine) =>
        `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${softphoneLinePath(engine)}`,
      openLine: async (...args) => (await import("./open-sip-line.ts")).openSipLine(...args),
      microphone: openMicrophone,
      isAllowed: isMicrophoneAllowed,
      isExpected: (contactId) => isMine(client, contactId),
      play: playSound,
    });
    running = started;
    return () => {
      if (running === started) running = undefined;
      started.stop();
    };
  }, [client, isWanted]);
}

/** Whether a call is for me: its contact is on my desk, or I listen to it; or it is my own to somebody outside. */
function isMine(client: QueryClient, contactId: string): boolean {
  const desk = client.getQueryData(deskQuery.queryKey);
  if (desk?.contacts.some(({ id }) => id === contactId) === true) return true;
  if (client.getQueryData(outsideQuery.queryKey)?.id === contactId) return true;
  return client.getQueryData<ListeningView | null>(LISTENING)?.contactId === contactId;
}
