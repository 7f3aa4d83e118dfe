import { createClient, type CallReply } from "@nightlight/contracts/client";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import {
  COUNSELLOR_NAMESPACE,
  type FromCounsellor,
  type ToCounsellor,
} from "@nightlight/contracts/counsellor/realtime";
import { contactFeed, type Marks } from "@nightlight/contracts/line/beat";
import { STAFF_COMES_BACK } from "@nightlight/contracts/line/come-back";
import { ANSWER_MS, BEAT_EVERY_MS } from "@nightlight/contracts/line/watch-line";
import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { Cable } from "./cable.ts";
import { followCrowdLine } from "./crowd-line.ts";
import { holdWords, untilStored } from "./held-words.ts";
import type { CrowdScreen } from "./crowd-screen.ts";

export type StaffOptions = {
  readonly origin: string;
  /** The session cookie of a counsellor who is signed in, as `name=value`. */
  readonly cookie: string;
  /** Where their centre is, as its proxy would say. */
  readonly address: string;
  readonly cable: Cable;
};

/**
 * Opens a counsellor's screen that does on its line what the console does: lease, beats, marks, and reading what is behind.
 * It takes the first contact that it is offered and keeps it.
 */
export async function openStaffScreen({ origin, cookie, address, cable }: StaffOptions): Promise<CrowdScreen> {
  const headers = { cookie, "x-forwarded-for": address };
  const call = createClient({ origin, fetch: cable.fetch, headers: () => headers });
  const socket: Socket<ToCounsellor, FromCounsellor> = io(origin + COUNSELLOR_NAMESPACE, {
    transports: ["websocket"],
    forceNew: true,
    autoConnect: false,
    extraHeaders: headers,
    ...{ agent: cable.agent as never },
    ...STAFF_COMES_BACK,
  });
  const words = holdWords("counsellor");
  const readFor = new Map<string, string>();
  let epoch: number | null = null;
  let contactId: string | undefined;

  const readContact = async (id: string): Promise<void> => {
    words.read((await call(contactRoutes.read, { params: { contactId: id } })).messages);
  };
  const readDesk = async (): Promise<CallReply<typeof contactRoutes.desk>> => call(contactRoutes.desk, {});
  const compare = async (marks: Marks): Promise<boolean> => {
    const behind = (feed: string): boolean => marks[feed] !== undefined && marks[feed] !== readFor.get(feed);
    if (behind("desk") || behind("presence")) await readDesk();
    if (contactId !== undefined && behind(contactFeed(contactId))) await readContact(contactId);
    for (const [feed, mark] of Object.entries(marks)) readFor.set(feed, mark);
    return true;
  };
  const hold = async (): Promise<void> => {
    const request = { takeOver: false, ...(epoch !== null && { epoch }) };
    const answer = (await socket.timeout(ANSWER_MS).emitWithAck("lease:hold", request)) as {
      epoch: number | null;
    };
    epoch = answer.epoch;
  };
  const take = async (offerId: string): Promise<void> => {
    const { ok } = (await socket.timeout(ANSWER_MS).emitWithAck("offer:shown", { offerId })) as { ok: boolean };
    if (!ok) return;
    const taken = await call(contactRoutes.accept, { params: { offerId } });
    contactId = taken.summary.id;
    words.read(taken.messages);
  };
  socket.on("connect", () => void hold().catch(() => undefined));
  socket.on("offer:made", ({ id }) => void take(id).catch(() => undefined));
  socket.on("message:posted", ({ message }) => {
    words.came(message);
  });
  socket.on("contact:changed", (notice) => {
    if (notice.contactId === contactId) void readContact(notice.contactId).catch(() => undefined);
  });
  const line = followCrowdLine(socket, compare);
  const renewing = setInterval(() => {
    if (!socket.connected) return;
    // A house that is busy may answer too late: asked again, as the console does.
    if (epoch === null) return void hold().catch(() => undefined);
    void socket
      .timeout(ANSWER_MS)
      .emitWithAck("lease:renew", { epoch })
      .then(line.heard, () => undefined);
  }, BEAT_EVERY_MS);
  await call(presenceRoutes.checkIn, {});
  await readDesk();
  return {
    line,
    words,
    side: "counsellor",
    isTalking: () => contactId !== undefined,
    async say(text) {
      if (contactId === undefined) throw new Error("nobody is talked with");
      const [params, body] = [{ contactId }, { clientKey: randomUUID(), text }];
      const stored = await untilStored(async () => call(contactRoutes.post, { params, body }));
      if (stored !== undefined) words.came(stored);
      return stored;
    },
    leave() {
      clearInterval(renewing);
      line.stop();
    },
  };
}
