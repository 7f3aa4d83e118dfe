import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { ProblemError } from "@nightlight/contracts/client";
import { cleanText } from "@nightlight/domain/privacy/text";
import { call, isSignedOut, isUnanswered } from "@nightlight/door/client/api";
import { noticeSignedOut } from "@nightlight/door/session/session-state";
import { newKey, nowIso } from "@nightlight/door/time/clock";
import { notifyManager, type QueryClient } from "@tanstack/react-query";
import { create } from "zustand";
import { withMessage } from "../../shared/freshness.ts";
import { contactQuery } from "../../shared/queries.ts";

/** A message on its way. `sent` is about to be in the conversation, `unsent` waits for the line or for a press; `refused` will not be taken as it is. */
export type Outgoing = {
  readonly clientKey: string;
  readonly text: string;
  readonly at: string;
  readonly state: "sending" | "sent" | "unsent" | "refused";
  readonly detail?: string;
};

type Outbox = {
  /** What is being written, per contact; it outlives switching and losing the line. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly outgoing: Readonly<Record<string, readonly Outgoing[]>>;
};

const NOTHING: readonly Outgoing[] = [];
const FIRST: Outbox = { drafts: {}, outgoing: {} };

export const useOutbox = create<Outbox>(() => FIRST);

/** Forgets one person's words, at sign-out. */
export function resetOutbox(): void {
  useOutbox.setState(FIRST);
}

/** Whether something that was written would be lost with the page. */
export function hasUnsentWords(): boolean {
  const { drafts, outgoing } = useOutbox.getState();
  return (
    Object.values(drafts).some((draft) => draft.trim() !== "") ||
    Object.values(outgoing).some((list) => list.length > 0)
  );
}

export function outgoingOf(outbox: Outbox, contactId: string): readonly Outgoing[] {
  return outbox.outgoing[contactId] ?? NOTHING;
}

/** Keeps what is being written. */
export function keepDraft(contactId: string, text: string): void {
  useOutbox.setState(({ drafts }) => ({ drafts: { ...drafts, [contactId]: text } }));
}

/** Puts a text on its way: it is on screen at once, and goes out in the order it was written. */
export function post(client: QueryClient, contactId: string, written: string): void {
  const text = cleanText(written);
  if (text === "") return;
  const next: Outgoing = { clientKey: newKey(), text, at: nowIso(), state: "sending" };
  useOutbox.setState(({ drafts }) => ({ drafts: { ...drafts, [contactId]: "" } }));
  change(contactId, (list) => [...list, next]);
  void sendInOrder(client, contactId);
}

/** Tries everything unsent again. The key of each message makes a repeat harmless. */
export function sendAgain(client: QueryClient, contactId: string): void {
  change(contactId, (list) => list.map((each) => (each.state === "unsent" ? { ...each, state: "sending" } : each)));
  void sendInOrder(client, contactId);
}

/** Takes a message back into the reply box, in front of what is being written there. */
export function takeBack(contactId: string, clientKey: string): void {
  const { drafts } = useOutbox.getState();
  const taken = outgoingOf(useOutbox.getState(), contactId).find((each) => each.clientKey === clientKey);
  if (taken === undefined) return;
  const draft = drafts[contactId] ?? "";
  keepDraft(contactId, draft === "" ? taken.text : `${taken.text}\n${draft}`);
  change(contactId, (list) => list.filter((each) => each.clientKey !== clientKey));
}

const sendingNow = new Set<string>();

async function sendInOrder(client: QueryClient, contactId: string): Promise<void> {
  if (sendingNow.has(contactId)) return;
  sendingNow.add(contactId);
  try {
    for (;;) {
      const next = outgoingOf(useOutbox.getState(), contactId).find(({ state }) => state === "sending");
      if (next === undefined) return;
      await sendOne(client, contactId, next);
    }
  } finally {
    sendingNow.delete(contactId);
  }
}

async function sendOne(client: QueryClient, contactId: string, { clientKey, text }: Outgoing): Promise<void> {
  try {
    const message = await call(contactRoutes.post, { params: { contactId }, body: { clientKey, text } });
    client.setQueryData(contactQuery(contactId).queryKey, (view) => view && withMessage(view, message));
    change(contactId, (list) => list.map((each) => (each.clientKey === clientKey ? { ...each, state: "sent" } : each)));
    // Taken away after the conversation shows it, so that it is never in neither place.
    notifyManager.schedule(() => {
      change(contactId, (list) => list.filter((each) => each.clientKey !== clientKey));
    });
  } catch (error) {
    noticeSignedOut(error);
    if (error instanceof ProblemError && !isSignedOut(error) && !isUnanswered(error)) {
      const { detail } = error.problem;
      change(contactId, (list) =>
        list.map((each) => (each.clientKey === clientKey ? { ...each, state: "refused", detail } : each)),
      );
      void client.invalidateQueries({ queryKey: contactQuery(contactId).queryKey });
      return;
    }
    // No answer: the order must hold, so everything after it waits too.
    change(contactId, (list) => list.map((each) => (each.state === "sending" ? { ...each, state: "unsent" } : each)));
  }
}

function change(contactId: string, to: (list: readonly Outgoing[]) => readonly Outgoing[]): void {
  useOutbox.setState(({ outgoing }) => ({
    outgoing: { ...outgoing, [contactId]: to(outgoing[contactId] ?? NOTHING) },
  }));
}
