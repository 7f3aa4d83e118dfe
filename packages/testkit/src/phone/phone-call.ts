import { randomBytes } from "node:crypto";
import { openSound, type Sound } from "./rtp.ts";
import {
  addressIn,
  digestOf,
  headerOf,
  kindOf,
  offerOf,
  replyTo,
  soundAddress,
  type SipMessage,
} from "./sip-message.ts";

/** What a call needs of its telephone. */
export type Line = {
  readonly tone: number;
  readonly server: { readonly host: string; readonly port: number };
  readonly address: string;
  /** What a call is made with where the server wants to know who calls. */
  readonly secretOf?: (user: string) => string | undefined;
  send(message: SipMessage): void;
  over(callId: string): void;
};

const UNAUTHORIZED = 401;

type State = "new" | "ringing" | "up" | "over";

/** One call of a telephone, from whichever side it began. */
export class PhoneCall {
  readonly id: string;
  state: State = "new";
  /** The last status that the server gave, or the reason that came with its end. */
  status = 0;
  readonly #line: Line;
  readonly #sound: Sound;
  readonly #isCaller: boolean;
  readonly #local: string;
  #remote: string;
  #target: string;
  #count = 1;
  #branch = "";
  #proof: string | undefined;
  #request: SipMessage | undefined;
  #invitation: SipMessage | undefined;
  #waiting: { readonly state: State; readonly resolve: () => void }[] = [];

  private constructor(
    line: Line,
    sound: Sound,
    ids: { id: string; local: string; remote: string; target: string },
    isCaller: boolean,
  ) {
    this.#line = line;
    this.#sound = sound;
    this.id = ids.id;
    this.#local = ids.local;
    this.#remote = ids.remote;
    this.#target = ids.target;
    this.#isCaller = isCaller;
  }

  static async outgoing(line: Line, number: string, from: string): Promise<PhoneCall> {
    const { host, port } = line.server;
    const target = `sip:${number}@${host}:${String(port)}`;
    const ids = { id: token(), local: `<sip:${from}@${host}>;tag=${token()}`, remote: `<${target}>`, target };
    return new PhoneCall(line, await openSound(line.tone), ids, true);
  }

  static async incoming(line: Line, request: SipMessage): Promise<PhoneCall> {
    const ids = {
      id: headerOf(request, "call-id"),
      local: `${headerOf(request, "to")};tag=${token()}`,
      remote: headerOf(request, "from"),
      target: addressIn(headerOf(request, "contact")),
    };
    const call = new PhoneCall(line, await openSound(line.tone), ids, false);
    call.#request = request;
    call.#invitation = request;
    call.#hearFrom(request);
    call.#reply("180 Ringing");
    call.#turn("ringing");
    return call;
  }

  /** What a call that came in was announced with, by the name of its header in lower case; "" where there is none. */
  header(name: string): string {
    return this.#invitation === undefined ? "" : headerOf(this.#invitation, name);
  }

  /** Whom it was meant for, as the server dialled. */
  get dialled(): string {
    return /^INVITE sip:([^@]+)@/u.exec(this.#invitation?.start ?? "")?.[1] ?? "";
  }

  /** Resolves when the call is in this state, at once when it is. Rejects when it does not come to it in time. */
  becomes(state: State, withinMs = 10_000): Promise<void> {
    if (this.state === state) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the call is ${this.state}, not ${state}`)), withinMs);
      this.#waiting.push({
        state,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      });
    });
  }

  invite(): void {
    this.#send("INVITE", offerOf(this.#sound.port));
  }

  answer(): void {
    this.#reply("200 OK", offerOf(this.#sound.port));
    this.#turn("up");
  }

  decline(): void {
    this.#reply("486 Busy Here");
    this.drop();
  }

  /** Ends it, in whatever state it is. */
  hangUp(): void {
    if (this.state === "over") return;
    if (this.state === "up") {
      this.#count += 1;
      this.#send("BYE");
      this.drop();
    } else if (this.#isCaller) {
      this.#send("CANCEL");
    } else {
      this.decline();
    }
  }

  hears(tones: readonly number[]): number[] {
    return this.#sound.hears(tones);
  }

  /** Whether sound arrives, silence too. */
  receives(): boolean {
    return this.#sound.receives();
  }

  press(digit: string): void {
    this.#sound.press(digit);
  }

  /** The telephone dies: no sound and no word any more. */
  die(): void {
    this.#sound.mute();
    this.#line.over(this.id);
  }

  /** Forgets it without a word. */
  drop(): void {
    this.#sound.close();
    this.#line.over(this.id);
    this.#turn("over");
  }

  answered(message: SipMessage): void {
    const kind = kindOf(message);
    const status = "status" in kind ? kind.status : 0;
    if (!headerOf(message, "cseq").endsWith("INVITE") || this.state === "over") return;
    this.status = status;
    this.#remote = headerOf(message, "to");
    if (status < 200) {
      this.#hearFrom(message);
      if (status > 100) this.#turn("ringing");
      return;
    }
    if (status < 300) {
      this.#target = addressIn(headerOf(message, "contact"));
      this.#hearFrom(message);
      this.#branch = token();
      this.#send("ACK");
      this.#turn("up");
      return;
    }
    this.#send("ACK");
    if (status === UNAUTHORIZED && this.#proof === undefined && this.#prove(message)) return;
    this.drop();
  }

  /** Asks once more, with the proof that the server wants; false where there is none. */
  #prove(challenged: SipMessage): boolean {
    const user = /<sip:([^@]+)@/u.exec(this.#local)?.[1] ?? "";
    const secret = this.#line.secretOf?.(user);
    if (secret === undefined) return false;
    this.#proof = digestOf(headerOf(challenged, "www-authenticate"), "INVITE", this.#target, user, secret);
    this.#remote = `<${this.#target}>`;
    this.#count += 1;
    this.invite();
    return true;
  }

  asked(message: SipMessage, method: string): void {
    if (method === "ACK") return;
    if (method === "INVITE") {
      // The same call again, with another wish for its sound.
      this.#request = message;
      this.#hearFrom(message);
      if (this.state === "up") this.#reply("200 OK", offerOf(this.#sound.port));
      return;
    }
    this.#line.send(replyTo(message, "200 OK"));
    if (method === "BYE") this.drop();
    if (method === "CANCEL") {
      this.#reply("487 Request Terminated");
      this.drop();
    }
  }

  #hearFrom(message: SipMessage): void {
    const address = soundAddress(message.body);
    if (address !== undefined) this.#sound.sendTo(address.host, address.port);
  }

  #turn(state: State): void {
    this.state = state;
    const reached = this.#waiting.filter((each) => each.state === state);
    this.#waiting = this.#waiting.filter((each) => each.state !== state);
    for (const { resolve } of reached) resolve();
  }

  #reply(status: string, body = ""): void {
    if (this.#request === undefined) return;
    const extra: [string, string][] = [
      ["to", this.#local],
      ["contact", `<sip:phone@${this.#line.address}>`],
    ];
    if (body !== "") extra.push(["content-type", "application/sdp"]);
    this.#line.send(replyTo(this.#request, status, extra, body));
  }

  /** An end of an invitation that was not taken goes the way of the invitation: same branch, same count. */
  #send(method: string, body = ""): void {
    if (method === "INVITE" || method === "BYE") this.#branch = token();
    const isInvitation = method === "CANCEL" || (method === "ACK" && this.state !== "up");
    this.#line.send({
      start: `${method} ${this.#target} SIP/2.0`,
      headers: [
        ["via", `SIP/2.0/UDP ${this.#line.address};branch=z9hG4bK${this.#branch};rport`],
        ["from", this.#local],
        ["to", isInvitation && method === "CANCEL" ? `<${this.#target}>` : this.#remote],
        ["call-id", this.id],
        ["cseq", `${String(this.#count)} ${method}`],
        ["contact", `<sip:phone@${this.#line.address}>`],
        ["max-forwards", "70"],
        ...(method === "INVITE" && this.#proof !== undefined ? [["authorization", this.#proof] as const] : []),
        ...(body === "" ? [] : [["content-type", "application/sdp"] as const]),
      ],
      body,
    });
  }
}

function token(): string {
  return randomBytes(6).toString("hex");
}
