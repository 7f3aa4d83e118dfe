import type { Language } from "@nightlight/domain/contact/channel";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { CallId } from "./telephony.ts";

/** The name under which one page may call the helpline. */
export type WebCallName = string;

/** A page that wants to call: the contact that it will be, and the proof by which the page is known then. */
export type WantedWebCall = {
  readonly name: WebCallName;
  readonly contactId: ContactId;
  readonly tokenHash: Uint8Array;
  readonly language: Language;
  readonly engine: string;
  /** For how long it may begin to ring. */
  readonly seconds: number;
};

/** Calls from pages: each may ring once, within a short time, and its account is forgotten with it. */
export type WebCallStore = {
  /** False where nobody runs the calls of this engine. Repeatable by name. */
  want(wanted: WantedWebCall): Promise<boolean>;
  /** Names that the engine has to learn, and those that it may forget: too old to ring, or their call is over. */
  due(engine: string): Promise<{ readonly wanted: readonly WebCallName[]; readonly over: readonly WebCallName[] }>;
  provisioned(name: WebCallName): Promise<void>;
  /** The engine has forgotten it; so do we. */
  forget(name: WebCallName): Promise<void>;
  /** The engine is another, or was away: it has to learn of all of them again. */
  forgetAll(engine: string): Promise<void>;
  /** This call is the one of that name, from now on; undefined: the name may not ring (any more). Repeatable. */
  take(
    engine: string,
    name: WebCallName,
    callId: CallId,
  ): Promise<Pick<WantedWebCall, "contactId" | "tokenHash" | "language"> | undefined>;
};
