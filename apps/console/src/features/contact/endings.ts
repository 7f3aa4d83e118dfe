import { contactRoutes, type ContactView } from "@nightlight/contracts/counsellor/contact";
import type { Disposition, OneKeyEnding } from "@nightlight/domain/contact/disposition";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { now } from "@nightlight/door/time/clock";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { openContact, say, useDeskState } from "../../shared/desk-state.ts";
import { assume, putContact, putEnding, readAgain } from "../../shared/queries.ts";

/** How long an ending can be undone, until the server says so itself. */
const USUAL_UNDO_MS = 8_000;

/*
 * A pending mutation takes over the options of a later render. So a command carries what it acts on in its variables,
 * never in a closure: it must not end the contact that is shown next.
 */

/** Ends the conversation and goes on to wrap-up. */
export function useEnd(contactId: string) {
  const client = useQueryClient();
  const fail = useFailure();
  return useMutation({
    ...inTurn(contactId),
    mutationFn: (view: ContactView) => call(contactRoutes.end, targetOf(view)),
    onSuccess: (ended) => {
      putEnding(client, ended);
    },
    onError: (error, view) => {
      fail(error, view.summary.id);
    },
  });
}

type OneKey = { readonly view: ContactView; readonly disposition: OneKeyEnding };

/** Closes with one key: the screen is free at once, and the line stays open while it can be undone. */
export function useOneKeyEnding(contactId: string) {
  const client = useQueryClient();
  const fail = useFailure();
  return useMutation({
    ...inTurn(contactId),
    mutationFn: ({ view, disposition }: OneKey) => {
      const { params, body } = targetOf(view);
      return call(contactRoutes.endWithOneKey, { params, body: { ...body, disposition } });
    },
    onMutate: ({ view, disposition }) => {
      const until = new Date(now() + USUAL_UNDO_MS).toISOString();
      const summary = { ...view.summary, status: "closing" as const, undoUntil: until };
      const takeBack = assume(client, view, { ...view, disposition, summary });
      openContact(undefined);
      return { takeBack };
    },
    onSuccess: (closing) => {
      putEnding(client, closing);
    },
    onError: (error, { view }, kept) => {
      kept?.takeBack();
      openContact(view.summary.id);
      fail(error, view.summary.id);
    },
  });
}

type TakenBack = { readonly id: string; readonly disposition: Disposition | undefined };

/** Takes the last ending back, within its seconds. What was chosen then is still chosen. */
export function useUndo(contactId: string) {
  const client = useQueryClient();
  const fail = useFailure();
  return useMutation({
    ...inTurn(contactId),
    mutationFn: ({ id }: TakenBack) => call(contactRoutes.undo, { params: { contactId: id } }),
    onSuccess: (view, { id, disposition }) => {
      const takenBack = disposition === undefined ? undefined : { contactId: id, disposition };
      useDeskState.setState({ chosen: id, focusReplyOf: id, said: undefined, takenBack });
      putContact(client, view);
    },
    onError: (error, { id }) => {
      fail(error, id);
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
function useFailure(): (error: unknown, contactId: string) => void {
  const client = useQueryClient();
  const problemText = useProblemText();
  return (error, contactId) => {
    say(problemText(error));
    void readAgain(client, contactId);
  };
}
