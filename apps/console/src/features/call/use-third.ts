import { outsideCallRoutes, type OutsidePartyView } from "@nightlight/contracts/counsellor/outside-call";
import type { PartyWish } from "@nightlight/domain/call/outside-call";
import type { PartyReason } from "@nightlight/domain/call/outside-party";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { say } from "../../shared/desk-state.ts";

/** Somebody to be called in, and how. */
export type ThirdWanted = {
  readonly party: OutsidePartyView;
  readonly wish: Extract<PartyWish, "alone" | "together">;
  readonly reason: PartyReason;
};

/** Calling somebody from outside into a conversation, and how they are with us; then the call is read again. */
export function useThird(contactId: string) {
  const client = useQueryClient();
  const problemText = useProblemText();
  const shared = {
    onError: (error: Error) => {
      say(problemText(error));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["call", contactId] }),
  };
  const bring = useMutation({
    ...shared,
    mutationFn: (wanted: ThirdWanted) => call(outsideCallRoutes.callThird, { params: { contactId }, body: wanted }),
  });
  const wish = useMutation({
    ...shared,
    mutationFn: ({ callId, wish: next }: { readonly callId: string; readonly wish: PartyWish }) =>
      call(outsideCallRoutes.wishThird, { params: { contactId, callId }, body: { wish: next } }),
  });
  return { bring, wish };
}
