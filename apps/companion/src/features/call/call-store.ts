import { childRoutes, type ChildContactView } from "@nightlight/contracts/child/contact";
import { NoAnswerError } from "@nightlight/contracts/child/client";
import { pageLinePath, webCallRoutes, type WebCallView } from "@nightlight/contracts/child/web-call";
import { randomKey } from "../../shared/random-key.ts";
import { asChild, call } from "../../shared/server.ts";
import { createStore } from "../../shared/store.ts";
import type { Language } from "../../shared/words.ts";
import { NO_CALL, type CallStage, type WhyNot } from "./call-state.ts";
import { microphoneTrouble, openMicrophone, play } from "./sound.ts";
import type { OpenPageCall, PageCall } from "./page-call.ts";

const READ_AGAIN_MS = 1_000;
/** The key by which a caller says that they cannot speak. */
const CANNOT_SPEAK = "1";

/** Keeps what is known of a contact up to date while it is on screen. */
export type Follow = (
  begun: { readonly token: string; readonly contact: ChildContactView },
  port: { readonly changed: (contact: ChildContactView) => void },
) => { leave(): void; leaveQuickly(): void; close(): void };

export type CallStorePort = { readonly openCall: OpenPageCall; readonly follow: Follow };

export type CallStore = ReturnType<typeof createCallStore>;

/** A call in progress: which of them counts is known by being the current one. */
type Current = {
  account: WebCallView | undefined;
  line: PageCall | undefined;
  followed: ReturnType<Follow> | undefined;
  silence: () => void;
};

/** The child's call in memory, from the press of the button to its end. */
export function createCallStore({ openCall, follow }: CallStorePort) {
  const store = createStore<{ readonly stage: CallStage }>(NO_CALL);
  let current: Current | undefined;

  const setStage = (stage: CallStage) => store.set({ stage });
  const changeUp = (part: Partial<Extract<CallStage, { status: "up" }>>) => {
    const { stage } = store.get();
    if (stage.status === "up") setStage({ ...stage, ...part });
  };

  function end(mine: Current, stage: CallStage) {
    if (current !== mine) return;
    current = undefined;
    removeEventListener("pagehide", leavePage);
    mine.silence();
    mine.followed?.close();
    setStage(stage);
  }

  /** A page that is closed says good-bye as far as it still can; else the engine hears the silence. */
  function leavePage() {
    current?.line?.hangUp();
  }

  async function begin(language: Language): Promise<void> {
    if (current !== undefined) return;
    const mine: Current = { account: undefined, line: undefined, followed: undefined, silence: () => undefined };
    current = mine;
    addEventListener("pagehide", leavePage);
    setStage({ status: "asking" });
    const refuse = (why: WhyNot) => end(mine, { status: "refused", why });
    let microphone: MediaStream;
    try {
      microphone = await openMicrophone();
    } catch (error) {
      refuse(microphoneTrouble(error));
      return;
    }
    const stopMicrophone = () => microphone.getTracks().forEach((track) => track.stop());
    try {
      const { call: account } = await call(webCallRoutes.want, { body: { key: randomKey(), language } });
      if (current !== mine || account === null) {
        stopMicrophone();
        refuse("no-line");
        return;
      }
      mine.account = account;
      const line = await openCall(account, lineAddress(account), microphone, {
        answered: () => {
          if (current !== mine) return;
          setStage({ status: "up", contact: undefined, isMuted: false, cannotSpeak: false });
          void look(mine, account);
        },
        heard(sound) {
          mine.silence();
          if (current === mine) mine.silence = play(sound);
        },
        over: (how) =>
          how === "refused" ? refuse("no-line") : end(mine, { status: "over", isBroken: how === "broken" }),
      });
      mine.line = line;
      // The exit was faster.
      if (current !== mine) line.fallSilent();
    } catch (error) {
      stopMicrophone();
      refuse(error instanceof NoAnswerError ? "offline" : "no-line");
    }
  }

  /** The contact is there since the first ring: reads it, and follows it from then on. */
  async function look(mine: Current, { token }: WebCallView): Promise<void> {
    while (current === mine && mine.followed === undefined) {
      try {
        const contact = await call(childRoutes.read, {}, asChild(token));
        if (current !== mine) return;
        const changed = (news: ChildContactView) => current === mine && changeUp({ contact: news });
        mine.followed = follow({ token, contact }, { changed });
        changed(contact);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, READ_AGAIN_MS));
      }
    }
  }

  return {
    ...store,
    begin,

    mute(isMuted: boolean) {
      current?.line?.mute(isMuted);
      changeUp({ isMuted });
    },

    press: (digit: string) => current?.line?.press(digit),

    sayCannotSpeak() {
      current?.line?.press(CANNOT_SPEAK);
      changeUp({ cannotSpeak: true });
    },

    hangUp() {
      const mine = current;
      if (mine === undefined) return;
      // Where the line is away, leaving goes the other way.
      mine.followed?.leave();
      mine.line?.hangUp();
      end(mine, { status: "over", isBroken: false });
    },

    /** Back to where the child came from; nothing is going on. */
    putAway() {
      if (current === undefined) setStage(NO_CALL.stage);
    },

    /** The exit button. Silent at once; that it was the exit is said by leaving, so that nobody calls back. */
    vanish() {
      const mine = current;
      current = undefined;
      removeEventListener("pagehide", leavePage);
      store.set(NO_CALL);
      if (mine === undefined) return;
      mine.silence();
      if (mine.followed !== undefined) {
        mine.followed.leaveQuickly();
        mine.line?.fallSilent();
      } else {
        mine.line?.hangUp();
        if (mine.account !== undefined) leaveUnseen(mine.account.token);
      }
    },
  };
}

/** It may have become a contact that this page has not read yet. */
function leaveUnseen(token: string) {
  const left = call(childRoutes.leave, { body: { quick: true } }, { ...asChild(token), keepalive: true });
  left.catch(() => undefined);
}

function lineAddress({ name }: WebCallView): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${pageLinePath(name)}`;
}
