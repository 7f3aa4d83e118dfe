import { io, type Socket } from "socket.io-client";
import { chanceOf } from "./chance.ts";
import type { Attacker, FuzzStage } from "./stage.ts";
import { addField, wildId, wildValue } from "./wild-values.ts";

/** One event as it is sent. */
export type FuzzEvent = {
  readonly index: number;
  readonly as: string;
  readonly name: string;
  readonly payload: readonly unknown[];
};

const NAMES: readonly string[] = [
  "lease:hold",
  "lease:renew",
  "offer:shown",
  "typing",
  "message:delivered",
  "message:posted",
  "contact:changed",
  "offer:made",
  "presence:changed",
  "disconnecting",
  "newListener",
  "constructor",
  "__proto__",
  "toString",
  "",
];

type Good = (id: string, other: string) => object;

const GOOD = new Map<string, Good>([
  ["lease:hold", () => ({ takeOver: true })],
  ["lease:renew", () => ({ epoch: 1 })],
  ["offer:shown", (id) => ({ offerId: id })],
  ["typing", (id) => ({ contactId: id })],
  ["message:delivered", (id, other) => ({ contactId: id, messageId: other })],
]);

/** Makes event number `index` of a seed: the same one every time. */
export function makeEvent(stage: Pick<FuzzStage, "ids">, as: string, seed: number, index: number): FuzzEvent {
  const chance = chanceOf(~seed, index);
  const name = chance.pick(NAMES);
  const id = (): string => wildId(chance, stage.ids);
  const good = GOOD.get(name)?.(id(), id()) ?? { contactId: id(), messageId: id() };
  switch (chance.below(5)) {
    case 0:
      return { index, as, name, payload: [wildValue(chance, stage.ids)] };
    case 1:
      return { index, as, name, payload: [addField(chance, good, stage.ids)] };
    case 2:
      return { index, as, name, payload: Array.from({ length: chance.below(4) }, () => wildValue(chance, stage.ids)) };
    default:
      return { index, as, name, payload: [good] };
  }
}

/** A socket of an attacker, and everything that it was ever told. */
export type FuzzSocket = { readonly as: string; send(event: FuzzEvent): void; readonly heard: string[]; close(): void };

/** Connects an attacker to a namespace with its own proof, a foreign one or none. */
export function openFuzzSocket(origin: string, attacker: Attacker, namespace: string): FuzzSocket {
  const socket: Socket = io(origin + namespace, {
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    auth: { token: attacker.token, contactId: "x", roles: ["administrator"] },
    extraHeaders: { ...attacker.proof, "x-forwarded-for": "10.9.8.7" },
  });
  const heard: string[] = [];
  socket.onAny((...said: unknown[]) => heard.push(JSON.stringify(said)));
  // Whoever was closed for sending too fast comes back, as an attacker would.
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") socket.connect();
  });
  return {
    as: `${attacker.name} at ${namespace}`,
    heard,
    send({ name, payload }) {
      // The client of the library refuses its own reserved words; the wire does not.
      if (["disconnecting", "newListener"].includes(name)) socket.send(...payload);
      else socket.emit(name, ...payload, (...answer: unknown[]) => heard.push(JSON.stringify(answer)));
    },
    close: () => socket.disconnect(),
  };
}
