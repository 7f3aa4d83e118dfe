import { presenceRoutes, type PresenceView } from "@nightlight/contracts/counsellor/presence";
import { call } from "@nightlight/door/client/api";
import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { deskQuery, HANDOVER } from "../../shared/queries.ts";
import { unlockSound } from "../../shared/sound.ts";

/** Starts the shift. The same click is what the browser wants before it lets an offer ring. */
export function useCheckIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      void unlockSound();
      return call(presenceRoutes.checkIn, {});
    },
    onSuccess: (presence) => {
      putPresence(client, presence);
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
      // What is left to hand on is asked for by the shift that has begun.
      void client.invalidateQueries({ queryKey: HANDOVER });
    },
  });
}

function putPresence(client: QueryClient, presence: PresenceView): void {
  client.setQueryData(deskQuery.queryKey, (desk) => desk && { ...desk, presence });
}
