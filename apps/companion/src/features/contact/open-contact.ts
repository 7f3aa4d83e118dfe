import { childRoutes, type ChildContactView } from "@nightlight/contracts/child/contact";
import { NoAnswerError, ProblemError } from "@nightlight/contracts/child/client";
import { randomKey } from "../../shared/random-key.ts";
import { asChild, call } from "../../shared/server.ts";
import { watchChat } from "./child-line.ts";
import { connectChild } from "./child-socket.ts";
import { lastFromCounsellor, withContact, withMessage, withPosition, withReceipt } from "./contact-news.ts";
import type { OpenStage, SafeNow } from "./contact-state.ts";
import { createOutbox, type Verdict } from "./outbox.ts";

/** How long until the chat is read again while its line is down. */
const POLL_MS = 4_000;
const TYPING_SHOWN_MS = 5_000;
const TYPING_TOLD_MS = 3_000;
const HOUR_MS = 3_600_000;
const LEAVE_RETRY_MS = 2_000;
/** The server does not know this proof, or no longer. */
const GONE = new Set([401, 403, 404, 410]);

export type OpenContact = ReturnType<typeof openContact>;

type Begun = { readonly token: string; readonly contact: ChildContactView; readonly safeNow: SafeNow };

/** One chat while it is on screen: its live line, what is waiting to be sent, and what the screen shows of it. */
export function openContact(begun: Begun, port: { changed: (stage: OpenStage) => void; gone: () => void }) {
  const proof = asChild(begun.token);
  let stage: OpenStage = { ...begun, status: "open", outbox: [], isTyping: false, awaySince: null };
  let isClosed = false;
  let hasLeft = false;
  let reading: Promise<boolean> | undefined;
  let readingAgain: Promise<boolean> | undefined;
  let lastSeen: string | undefined;
  let lastDelivered: string | undefined;
  let pollTimer: ReturnType<typeof setTimeout> | undefined;
  let shownTimer: ReturnType<typeof setTimeout> | undefined;
  let toldTimer: ReturnType<typeof setTimeout> | undefined;

  function change(part: Partial<OpenStage>) {
    if (isClosed) return;
    stage = { ...stage, ...part };
    if (hasLeft) stage = { ...stage, contact: { ...stage.contact, phase: "over" } };
    port.changed(stage);
  }

  /** Every way a message can come back takes it out of the outbox. */
  function take(contact: ChildContactView) {
    change({ contact });
    for (const message of contact.messages) if (message.from === "child") outbox.remove(message.clientKey);
    tellDelivered();
  }

  function tellDelivered() {
    const last = lastFromCounsellor(stage.contact);
    if (last === undefined || last.id === lastDelivered || !socket.connected) return;
    lastDelivered = last.id;
    socket.emit("message:delivered", { messageId: last.id });
  }

  const outbox = createOutbox({
    post: (body) => call(childRoutes.post, { body }, proof),
    changed: (items) => change({ outbox: items }),
    accepted(message) {
      line.answered();
      change({ contact: withMessage(stage.contact, message) });
    },
    judge,
  });

  function judge(error: unknown): Verdict {
    if (isClosed || stage.contact.phase === "over") return "stop";
    if (error instanceof NoAnswerError) {
      line.unanswered();
      return "retry";
    }
    if (!(error instanceof ProblemError)) return "retry";
    const { status } = error.problem;
    if (GONE.has(status)) {
      lose();
      return "stop";
    }
    if (status === 429 || status >= 500) return "retry";
    void read();
    return status === 409 ? "retry" : "refuse";
  }

  /** A chat that was over before it was forgotten stays on screen: its last words are still to be read. */
  function lose() {
    if (stage.contact.phase === "over") return;
    close();
    port.gone();
  }

  /** Reads the chat as it is; what was asked meanwhile is answered by one more reading. False: nobody answered. */
  function read(): Promise<boolean> {
    if (isClosed) return Promise.resolve(false);
    if (reading !== undefined) return (readingAgain ??= reading.then(() => ((readingAgain = undefined), read())));
    return (reading = readOnce().finally(() => (reading = undefined)));
  }

  async function readOnce(): Promise<boolean> {
    try {
      const contact = await call(childRoutes.read, {}, proof);
      take(withContact(stage.contact, contact));
      line.answered();
      return true;
    } catch (error) {
      if (error instanceof NoAnswerError) line.unanswered();
      if (error instanceof ProblemError && GONE.has(error.problem.status)) lose();
      return false;
    }
  }

  /** While the live line is down the chat goes on by asking; this also brings the line back where it gave up. */
  function poll() {
    clearTimeout(pollTimer);
    if (isClosed || stage.contact.phase === "over") return;
    pollTimer = setTimeout(poll, POLL_MS);
    if (socket.connected) return;
    if (!socket.active) socket.connect();
    void read();
  }

  function lookAgain() {
    if (document.visibilityState !== "visible") return;
    line.look();
    poll();
    void read();
  }

  function close() {
    isClosed = true;
    for (const timer of [pollTimer, shownTimer, toldTimer]) clearTimeout(timer);
    outbox.stop();
    line.stop();
    socket.disconnect();
    document.removeEventListener("visibilitychange", lookAgain);
    removeEventListener("online", lookAgain);
    removeEventListener("offline", line.unanswered);
  }

  function showTyping() {
    clearTimeout(shownTimer);
    shownTimer = setTimeout(() => change({ isTyping: false }), TYPING_SHOWN_MS);
    change({ isTyping: true });
  }

  const socket = connectChild(begun.token);
  const line = watchChat({
    socket,
    contact: () => stage.contact,
    read,
    placed: (position) => change({ contact: withPosition(stage.contact, position) }),
    changed(awaySince) {
      change({ awaySince });
      if (awaySince === null) outbox.flush();
    },
  });
  const gone = () => {
    line.gone();
    poll();
  };
  socket.on("connect", () => {
    line.opened();
    outbox.flush();
  });
  socket.on("disconnect", gone);
  socket.on("connect_error", gone);
  socket.on("contact:changed", ({ version }) => {
    if (version >= stage.contact.version) void read();
  });
  socket.on("message:posted", (message) => {
    if (message.from === "counsellor") {
      clearTimeout(shownTimer);
      change({ isTyping: false });
    }
    take(withMessage(stage.contact, message));
  });
  socket.on("message:receipt", (receipt) => change({ contact: withReceipt(stage.contact, receipt) }));
  socket.on("position", ({ position }) => change({ contact: withPosition(stage.contact, position) }));
  socket.on("typing", showTyping);
  document.addEventListener("visibilitychange", lookAgain);
  addEventListener("online", lookAgain);
  addEventListener("offline", line.unanswered);
  pollTimer = setTimeout(poll, POLL_MS);
  port.changed(stage);

  async function leave(): Promise<void> {
    hasLeft = true;
    change({});
    try {
      await call(childRoutes.leave, { body: { quick: false } }, proof);
    } catch (error) {
      if (error instanceof NoAnswerError && !isClosed) setTimeout(() => void leave(), LEAVE_RETRY_MS);
    }
  }

  return {
    close,
    unsent: outbox.texts,
    send: (text: string) => outbox.add(randomKey(), text),
    discard: outbox.remove,
    leave: () => void leave(),

    /** Says without words that somebody is still here. */
    sayHere: () => void call(childRoutes.here, {}, proof).then(read, read),

    /** Wants to be called: from now, for so many hours, and never after. */
    async askForCall({ number, hours }: { number: string; hours: number }): Promise<void> {
      change({ isCallRefused: false });
      const from = Date.parse(stage.contact.now);
      const window = { from: new Date(from).toISOString(), until: new Date(from + hours * HOUR_MS).toISOString() };
      try {
        take(await call(childRoutes.call, { body: { number, ...window, isSafe: true } }, proof));
      } catch {
        change({ isCallRefused: true });
      }
    },

    /** The exit button: the session dies on the server; the page is not there to hear the answer. */
    leaveQuickly() {
      void call(childRoutes.leave, { body: { quick: true } }, { ...proof, keepalive: true }).catch(() => undefined);
      close();
    },

    /** Tells that somebody is writing, at most every three seconds. */
    tellTyping() {
      if (toldTimer !== undefined) return;
      toldTimer = setTimeout(() => (toldTimer = undefined), TYPING_TOLD_MS);
      socket.volatile.emit("typing");
    },

    /** What is on a visible screen counts as looked at. */
    markSeen() {
      const last = lastFromCounsellor(stage.contact);
      if (last === undefined || last.id === lastSeen || document.visibilityState !== "visible") return;
      lastSeen = last.id;
      call(childRoutes.seen, { body: { messageId: last.id } }, proof).catch(() => (lastSeen = undefined));
    },
  };
}
