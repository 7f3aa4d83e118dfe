import { childRoutes, type ChildContactView } from "@nightlight/contracts/child/contact";
import { NoAnswerError, ProblemError } from "@nightlight/contracts/child/client";
import { randomKey } from "../../shared/random-key.ts";
import { asChild, call } from "../../shared/server.ts";
import { createStore } from "../../shared/store.ts";
import type { Language } from "../../shared/words.ts";
import type { WantedCall } from "./call-card.tsx";
import { NO_CONTACT, type SafeNow, type Stage } from "./contact-state.ts";
import { openContact, type OpenContact } from "./open-contact.ts";

type Attempt = { readonly key: string; readonly safeNow: SafeNow; readonly language: Language };

export type ContactStore = ReturnType<typeof createContactStore>;

/** The child's chat in memory, from the first question to "write again". */
export function createContactStore() {
  const store = createStore(NO_CONTACT);
  let attempt: Attempt | undefined;
  let open: OpenContact | undefined;
  let hasVanished = false;

  const setStage = (stage: Stage) => store.set({ ...store.get(), stage });
  const setDraft = (draft: string) => store.set({ ...store.get(), draft });

  /** A repeat of the same answer is the same chat. A changed answer is not: "not safe" must reach the queue. */
  function attemptTo(safeNow: SafeNow, language: Language): Attempt {
    const isRepeat = attempt?.safeNow === safeNow && attempt.language === language;
    return isRepeat && attempt !== undefined ? attempt : { key: randomKey(), safeNow, language };
  }

  async function begin(safeNow: SafeNow, language: Language): Promise<void> {
    if (store.get().stage.status === "beginning") return;
    const before = attempt;
    attempt = attemptTo(safeNow, language);
    const text = store.get().draft.trim();
    setStage({ status: "beginning", safeNow });
    try {
      const reply = await call(childRoutes.begin, { body: { ...attempt, ...(text === "" ? {} : { text }) } });
      if (hasVanished) {
        disown(reply.token);
        return;
      }
      attempt = undefined;
      setDraft("");
      open = openContact(
        { ...reply, safeNow },
        { changed: (stage) => (hasVanished ? undefined : setStage(stage)), gone: expire },
      );
      // The first try may have reached the server with other words than this one.
      if (text !== "" && !holds(reply.contact, text)) open.send(text);
    } catch (error) {
      if (hasVanished) return;
      setStage({ status: "none", safeNow, trouble: error instanceof NoAnswerError ? "offline" : "refused" });
      if (!isOver(error)) return;
      // The first try did begin a chat, and it ended while nobody was there. The next one is a new chat.
      const wasRepeat = attempt === before;
      attempt = undefined;
      if (wasRepeat) await begin(safeNow, language);
    }
  }

  /** The exit was faster than the answer: this chat belongs to nobody. */
  function disown(token: string) {
    const left = call(childRoutes.leave, { body: { quick: true } }, { ...asChild(token), keepalive: true });
    left.catch(() => undefined);
  }

  function keepUnsent() {
    const words = [...(open?.unsent() ?? []), store.get().draft];
    setDraft(words.filter((text) => text.trim() !== "").join("\n"));
    open?.close();
    open = undefined;
  }

  function expire() {
    keepUnsent();
    setStage({ status: "expired" });
  }

  return {
    ...store,
    setDraft,
    begin,

    /** Takes what is in the field. */
    send() {
      const text = store.get().draft.trim();
      if (text === "" || open === undefined) return;
      setDraft("");
      open.send(text);
    },

    /** Puts a refused message back into the field. */
    rewrite(clientKey: string, text: string) {
      open?.discard(clientKey);
      setDraft([text, store.get().draft].filter((part) => part !== "").join("\n"));
    },

    tellTyping: () => open?.tellTyping(),
    markSeen: () => open?.markSeen(),
    leave: () => open?.leave(),
    sayHere: () => open?.sayHere(),
    askForCall: (wanted: WantedCall) => void open?.askForCall(wanted),

    /** Back to the first question; words that were not sent stay in the field. */
    startOver() {
      keepUnsent();
      setStage(NO_CONTACT.stage);
    },

    /** The exit button. Nothing is kept, and nothing that still arrives is shown. */
    vanish() {
      hasVanished = true;
      open?.leaveQuickly();
      open = undefined;
      attempt = undefined;
      store.set(NO_CONTACT);
    },
  };
}

function isOver(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 409;
}

function holds(contact: ChildContactView, text: string): boolean {
  const plain = (words: string) => words.normalize("NFC").replace(/\s+/gu, " ").trim();
  return contact.messages.some((message) => message.from === "child" && plain(message.text) === plain(text));
}
