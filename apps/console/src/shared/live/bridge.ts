import type { ContactView, DeskView } from "@nightlight/contracts/counsellor/contact";
import type { ToCounsellor } from "@nightlight/contracts/counsellor/realtime";
import { meQuery } from "@nightlight/door/session/me-query";
import { useSessionState } from "@nightlight/door/session/session-state";
import { machineNow } from "@nightlight/door/time/clock";
import type { QueryClient } from "@tanstack/react-query";
import {
  rememberEnded,
  rememberHeard,
  rememberPresence,
  rowAfterMessage,
  viewAfterMessage,
  withOffer,
  withoutOffer,
} from "../freshness.ts";
import { contactQuery, deskQuery, ESCALATIONS, OUTSIDE, HANDOVER, feedsOf, readAgain, WATCH } from "../queries.ts";
import type { Earcon } from "../sound.ts";
import { keepTold, useLiveState } from "./live-state.ts";
import type { LiveSocket } from "./live-socket.ts";
import { ring } from "./ring.ts";

const TYPING_MS = 4000;
const OWN_SAVE_MS = 300;

type Notices = {
  readonly [Name in keyof Omit<ToCounsellor, "lease:taken" | "lease:given" | "floor:news">]: ToCounsellor[Name];
};

/**
 * The one place where notices become cache updates. A notice is a hint: older than what is held it is dropped,
 * the next one in order is applied, and after a gap the contact is read again.
 */
export function bridgeNotices(socket: LiveSocket, client: QueryClient): () => void {
  const changeDesk = (change: (desk: DeskView) => DeskView) => {
    client.setQueryData(deskQuery.queryKey, (desk) => desk && change(desk));
  };
  const changeContact = (contactId: string, change: (view: ContactView) => ContactView) => {
    client.setQueryData(contactQuery(contactId).queryKey, (view) => view && change(view));
  };
  // What is held of a contact is as new as the older of its view and its row.
  const heldVersion = (contactId: string): number => {
    const view = client.getQueryData(contactQuery(contactId).queryKey);
    const row = client.getQueryData(deskQuery.queryKey)?.contacts.find(({ id }) => id === contactId);
    return Math.min(view?.summary.version ?? row?.version ?? 0, row?.version ?? view?.summary.version ?? 0);
  };

  // A notice may be told twice, and before what it is about has been read: it is heard once.
  const rung = new Map<string, number>();
  const ringFor = (what: string, version: number, earcon: Earcon) => {
    if ((rung.get(what) ?? 0) >= version) return;
    rung.set(what, version);
    ring(earcon);
  };

  const notices: Notices = {
    "offer:made": (offer) => {
      useLiveState.setState({ lastEnd: undefined });
      rememberHeard(offer.id, machineNow());
      changeDesk((desk) => withOffer(desk, offer));
    },
    "offer:ended": ({ offerId, end }) => {
      const wasOnScreen = client.getQueryData(deskQuery.queryKey)?.offers.some(({ id }) => id === offerId) === true;
      if (rememberEnded(offerId) && wasOnScreen && end !== "accepted" && end !== "declined") {
        useLiveState.setState({ lastEnd: { offerId, end } });
      }
      changeDesk((desk) => withoutOffer(desk, offerId));
    },
    "contact:changed": ({ contactId, version, alarm }) => {
      if (alarm === "child_returned") {
        useLiveState.setState(({ returned }) => ({ returned: [...new Set([...returned, contactId])] }));
        ringFor(`${contactId} ${alarm}`, version, "danger");
      }
      if (alarm === "held_long") ringFor(`${contactId} ${alarm}`, version, "child-wrote");
      if (heldVersion(contactId) >= version) return;
      void readAgain(client, contactId);
    },
    "escalation:changed": () => {
      void client.invalidateQueries({ queryKey: ESCALATIONS });
    },
    "escalations:changed": () => {
      void client.invalidateQueries({ queryKey: [...ESCALATIONS, "running"] });
    },
    "supervision:changed": () => {
      void client.invalidateQueries({ predicate: ({ queryKey }) => feedsOf(queryKey).includes(WATCH) });
    },
    "call:changed": ({ contactId }) => {
      void client.invalidateQueries({ queryKey: ["call", contactId] });
      void client.invalidateQueries({ queryKey: OUTSIDE });
      void client.invalidateQueries({ queryKey: [...ESCALATIONS, "tasks"] });
      void client.invalidateQueries({ queryKey: [...ESCALATIONS, "contact", contactId] });
    },
    "contact:gone": ({ contactId }) => {
      changeDesk((desk) => ({ ...desk, contacts: desk.contacts.filter(({ id }) => id !== contactId) }));
      client.removeQueries({ queryKey: contactQuery(contactId).queryKey });
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    },
    "step-in:told": keepTold,
    "move:failed": (notice) => {
      keepTold({ kind: "not_taken", ...notice });
    },
    "message:posted": ({ contactId, version, message }) => {
      const held = heldVersion(contactId);
      if (held >= version) return;
      changeContact(contactId, (view) => viewAfterMessage(view, version, message));
      changeDesk((desk) => ({
        ...desk,
        contacts: desk.contacts.map((row) => (row.id === contactId ? rowAfterMessage(row, version, message) : row)),
      }));
      if (message.from === "child") {
        stopTyping(contactId);
        socket.emit("message:delivered", { contactId, messageId: message.id });
        ringFor(`${contactId} message`, version, "child-wrote");
      }
      if (heldVersion(contactId) < version) void readAgain(client, contactId);
    },
    "record:changed": ({ contactId, field, version }) => {
      const isBehind = () => {
        const view = client.getQueryData(contactQuery(contactId).queryKey);
        return view !== undefined && (view.record[field]?.version ?? 0) < version;
      };
      // One's own save is told, too, and its answer is mostly here by then: nothing is read for that.
      setTimeout(() => {
        if (isBehind()) void client.invalidateQueries({ queryKey: contactQuery(contactId).queryKey });
      }, OWN_SAVE_MS);
    },
    "message:receipt": ({ contactId, messageId, kind, at }) => {
      changeContact(contactId, (view) => withReceipt(view, messageId, kind, at));
    },
    typing: ({ contactId }) => {
      useLiveState.setState(({ typingUntil }) => ({
        typingUntil: { ...typingUntil, [contactId]: machineNow() + TYPING_MS },
      }));
    },
    "child:presence": ({ contactId, isThere }) => {
      changeContact(contactId, (view) => ({ ...view, isChildThere: isThere }));
    },
    "presence:changed": (presence) => {
      rememberPresence(presence, machineNow());
      changeDesk((desk) => ({ ...desk, presence }));
    },
    "handover:changed": () => {
      void client.invalidateQueries({ queryKey: HANDOVER });
    },
    "session:changed": () => {
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
    "session:news": () => {
      useSessionState.setState({ hasNews: true });
      ring("child-wrote");
    },
    "queue:changed": ({ queue }) => {
      changeDesk((desk) => ({ ...desk, queue }));
    },
  };

  // Socket.IO types listeners one by one; the map above is what keeps the names complete.
  const names = Object.keys(notices) as (keyof Notices)[];
  for (const name of names) socket.on(name, notices[name]);
  return () => {
    for (const name of names) socket.off(name, notices[name]);
  };
}

/** A receipt covers its message and every earlier one of ours. */
function withReceipt(view: ContactView, messageId: string, kind: "delivered" | "seen", at: string): ContactView {
  const upTo = view.messages.find(({ id }) => id === messageId);
  if (upTo === undefined) return view;
  const messages = view.messages.map((message) => {
    if (message.from !== "counsellor" || message.at > upTo.at) return message;
    const deliveredAt = message.deliveredAt ?? at;
    return kind === "seen" ? { ...message, deliveredAt, seenAt: message.seenAt ?? at } : { ...message, deliveredAt };
  });
  return { ...view, messages };
}

function stopTyping(contactId: string): void {
  useLiveState.setState(({ typingUntil }) => ({ typingUntil: { ...typingUntil, [contactId]: 0 } }));
}
