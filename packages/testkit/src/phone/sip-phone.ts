import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { PhoneCall, type Line } from "./phone-call.ts";
import { digestOf, headerOf, kindOf, parseSip, replyTo, writeSip, type SipMessage } from "./sip-message.ts";

/**
 * A small telephone for tests: it calls, is called, sends a tone of its own and says what it hears. Over UDP on the
 * loopback address, where nothing is lost; it is no telephone for people.
 */
export type SipPhone = {
  readonly port: number;
  readonly tone: number;
  /** Calls a number at the server. */
  call(number: string, options?: { readonly from?: string; readonly secret?: string }): Promise<PhoneCall>;
  /** Signs in under a name, so that the server can call it. Rejects when it is refused. */
  register(user: string, secret: string): Promise<void>;
  /** Calls that came in, the newest last. They ring until they are answered or declined. */
  readonly incoming: readonly PhoneCall[];
  /** Resolves with the next call that comes in after the ones seen so far. */
  nextCall(withinMs?: number): Promise<PhoneCall>;
  close(): Promise<void>;
};

const ANSWER_MS = 5_000;

/** Opens a telephone that talks to the server at `server` (host and port) and hums `tone` hertz. */
export async function openPhone(
  server: { readonly host: string; readonly port: number },
  tone: number,
  ownPort = 0,
): Promise<SipPhone> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(ownPort, "127.0.0.1", resolve));
  const { port } = socket.address();
  const calls = new Map<string, PhoneCall>();
  const incoming: PhoneCall[] = [];
  const answers = new Map<string, (answer: SipMessage) => void>();
  let waiting: ((call: PhoneCall) => void) | undefined;
  let seen = 0;

  const secrets = new Map<string, string>();
  const line: Line = {
    secretOf: (user) => secrets.get(user),
    tone,
    server,
    address: `127.0.0.1:${String(port)}`,
    send: (message) => socket.send(writeSip(message), server.port, server.host),
    over: (callId) => calls.delete(callId),
  };
  socket.on("message", (bytes) => {
    const message = parseSip(bytes.toString("utf8"));
    const kind = kindOf(message);
    const call = calls.get(headerOf(message, "call-id"));
    if ("status" in kind) {
      const key = `${headerOf(message, "call-id")} ${headerOf(message, "cseq")}`;
      const waitingFor = answers.get(key);
      if (waitingFor !== undefined) waitingFor(message);
      else call?.answered(message);
    } else if (call !== undefined) {
      call.asked(message, kind.method);
    } else if (kind.method === "INVITE") {
      void PhoneCall.incoming(line, message).then((made) => {
        calls.set(made.id, made);
        incoming.push(made);
        waiting?.(made);
      });
    } else if (kind.method !== "ACK") {
      line.send(replyTo(message, "200 OK"));
    }
  });

  const ask = (message: SipMessage): Promise<SipMessage> =>
    new Promise((resolve, reject) => {
      const key = `${headerOf(message, "call-id")} ${headerOf(message, "cseq")}`;
      const timer = setTimeout(() => {
        answers.delete(key);
        reject(new Error("the server did not answer"));
      }, ANSWER_MS);
      answers.set(key, (answer) => {
        if (answer.start.startsWith("SIP/2.0 1")) return;
        clearTimeout(timer);
        answers.delete(key);
        resolve(answer);
      });
      line.send(message);
    });

  return {
    port,
    tone,
    incoming,
    async call(number, { from = "0912345678", secret } = {}) {
      if (secret !== undefined) secrets.set(from, secret);
      const call = await PhoneCall.outgoing(line, number, from);
      calls.set(call.id, call);
      call.invite();
      return call;
    },
    async register(user, secret) {
      const uri = `sip:${server.host}:${String(server.port)}`;
      const callId = randomBytes(8).toString("hex");
      const request = (count: number, authorization?: string): SipMessage => ({
        start: `REGISTER ${uri} SIP/2.0`,
        headers: [
          ["via", `SIP/2.0/UDP ${line.address};branch=z9hG4bK${randomBytes(6).toString("hex")};rport`],
          ["from", `<sip:${user}@${server.host}>;tag=${callId}`],
          ["to", `<sip:${user}@${server.host}>`],
          ["call-id", callId],
          ["cseq", `${String(count)} REGISTER`],
          ["contact", `<sip:${user}@${line.address}>`],
          ["max-forwards", "70"],
          ["expires", "600"],
          ...(authorization === undefined ? [] : [["authorization", authorization] as const]),
        ],
        body: "",
      });
      const first = await ask(request(1));
      const challenge = headerOf(first, "www-authenticate");
      const second =
        challenge === "" ? first : await ask(request(2, digestOf(challenge, "REGISTER", uri, user, secret)));
      if (!second.start.startsWith("SIP/2.0 200")) throw new Error(`not registered: ${second.start}`);
    },
    async nextCall(withinMs = ANSWER_MS) {
      const there = incoming[seen];
      seen += 1;
      if (there !== undefined) return there;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("nobody called")), withinMs);
        waiting = (call) => {
          clearTimeout(timer);
          waiting = undefined;
          resolve(call);
        };
      });
    },
    async close() {
      for (const call of calls.values()) call.drop();
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}
