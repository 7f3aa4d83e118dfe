import { contactRoutes, type ContactView } from "@nightlight/contracts/counsellor/contact";
import { ROUTING_POLICY } from "@nightlight/domain/routing/policy";
import type { OneKeyEnding } from "@nightlight/domain/contact/disposition";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../shared/api.ts";
import { now } from "../../shared/clock.ts";
import { openContact, say, useDeskState } from "../../shared/desk-state.ts";
import { useProblemText } from "../../shared/problem-text.ts";
import { putContact, readAgain } from "../../shared/queries.ts";

/** Ends the conversation and goes on to wrap-up. */
export function useEnd(view: ContactView) {
  const client = useQueryClient();
  const fail = useFailure(view.summary.id);
  return useMutation({
    ...inTurn(view.summary.id),
    mutationFn: () => call(contactRoutes.end, targetOf(view)),
    onSuccess: (ended) => {
      putContact(client, ended);
    },
    onError: fail,
  });
}

/** Closes with one key: the screen is free at once, and the line stays open while it can be undone. */
export function useOneKeyEnding(view: ContactView) {
  const client = useQueryClient();
  const fail = useFailure(view.summary.id);
  return useMutation({
    ...inTurn(view.summary.id),
    mutationFn: (disposition: OneKeyEnding) => {
      const { params, body } = targetOf(view);
      return call(contactRoutes.endWithOneKey, { params, body: { ...body, disposition } });
    },
    onMutate: (disposition) => {
      const until = new Date(now() + ROUTING_POLICY.undoSeconds * 1000).toISOString();
      putContact(client, { ...view, disposition, summary: { ...view.summary, status: "closing", undoUntil: until } });
      openContact(undefined);
    },
    onSuccess: (closing) => {
      putContact(client, closing);
    },
    onError: (error) => {
      putContact(client, view);
      openContact(view.summary.id);
      fail(error);
    },
  });
}

/** Takes the last ending back, within its seconds. */
export function useUndo(contactId: string) {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    ...inTurn(contactId),
    mutationFn: () => call(contactRoutes.undo, { params: { contactId } }),
    onSuccess: (view) => {
      putContact(client, view);
      useDeskState.setState({ chosen: view.summary.id, focusReplyOf: view.summary.id, said: undefined });
    },
    onError: (error) => {
      say(problemText(error));
      void readAgain(client, contactId);
    },
  });
}

/** Commands on one contact go out one after the other: an undo never overtakes the ending that it takes back. */
function inTurn(contactId: string) {
  return { scope: { id: contactId } };
}

function targetOf(view: ContactView) {
  return { params: { contactId: view.summary.id }, body: { version: view.summary.version } };
}

/** Says why in the server's words, and reads the truth again: a stale screen is the usual cause. */
function useFailure(contactId: string): (error: unknown) => void {
  const client = useQueryClient();
  const problemText = useProblemText();
  return (error) => {
    say(problemText(error));
    void readAgain(client, contactId);
  };
}
