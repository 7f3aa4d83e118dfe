import type { Telephony } from "@nightlight/commands/call/telephony";

/** A telephone of somebody in a test, whatever it is made of. */
export type ContractCall = {
  /** Resolves when it is in that state; rejects when that does not come. */
  becomes(state: "ringing" | "up" | "over"): Promise<void>;
  answer(): void;
  decline(): void;
  hangUp(): void;
  press(digit: string): void;
  /** What is heard right now: "greeting", "music", or the names of those who speak. */
  hears(): readonly string[];
};

/** What the suite is run on. */
export type ContractSubject = {
  readonly telephony: Telephony;
  /** A caller dials the helpline. */
  call(name: string): Promise<ContractCall>;
  /** A softphone by this name, which rings when it is offered a call. It resolves once it can be called. */
  agent(name: string): Promise<{ nextCall(): Promise<ContractCall> }>;
  /** The next call that rings at somebody outside, called "outside". */
  nextOutside(): Promise<ContractCall>;
  close(): Promise<void>;
};
