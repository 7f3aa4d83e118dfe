import { contactRoutes, type OfferView } from "@nightlight/contracts/counsellor/contact";
import type { DeclineReason } from "@nightlight/domain/contact/disposition";
import { call, isUnanswered } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { say, useDeskState } from "../../shared/desk-state.ts";
import { rememberEnded, withoutOffer } from "../../shared/freshness.ts";
import { useLiveState } from "../../shared/live/live-state.ts";
import { deskQuery, putContact } from "../../shared/queries.ts";

/** Takes the offered contact and goes to its reply box. Whoever loses the race is told at once, in the server's words. */
export function useAccept(offer: OfferView) {
  const client = useQueryClient();
  const problemText = useProblemText();
  const takeOff = useTakeOff(offer);
  return useMutation({
    mutationFn: (offerId: string) => call(contactRoutes.accept, { params: { offerId } }),
    onSuccess: (view) => {
      putContact(client, view);
      takeOff();
      useDeskState.setState({ chosen: view.summary.id, focusReplyOf: view.summary.id, said: undefined });
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    },
    onError: (error) => {
      // Without an answer the offer may still be ours: the card stays, and pressing again is harmless.
      if (isUnanswered(error)) return;
      takeOff();
      useLiveState.setState({ lastEnd: { offerId: offer.id, end: "refused", detail: problemText(error) } });
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    },
  });
}

/** Hands the offer back: off the screen at once, back on it when the server never heard. */
export function useDecline(offer: OfferView) {
  const client = useQueryClient();
  const problemText = useProblemText();
  const takeOff = useTakeOff(offer);
  return useMutation({
    mutationFn: (reason: DeclineReason) =>
      call(contactRoutes.decline, { params: { offerId: offer.id }, body: { reason } }),
    onSuccess: takeOff,
    onError: (error) => {
      if (isUnanswered(error)) return;
      takeOff();
      say(problemText(error));
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    },
  });
}

function useTakeOff(offer: OfferView): () => void {
  const client = useQueryClient();
  return () => {
    rememberEnded(offer.id);
    client.setQueryData(deskQuery.queryKey, (desk) => desk && withoutOffer(desk, offer.id));
  };
}
