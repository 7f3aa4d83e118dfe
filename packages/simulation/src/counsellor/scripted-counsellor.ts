import { createClient, type ClientOptions } from "@nightlight/contracts/client";
import { contactRoutes, type OfferView, type QueueView } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import {
  COUNSELLOR_NAMESPACE,
  type FromCounsellor,
  type OfferEnd,
  type ToCounsellor,
} from "@nightlight/contracts/counsellor/realtime";
import { io, type Socket } from "socket.io-client";

const RENEW_EVERY_MS = 4_000;
const ANSWER_WITHIN_MS = 10_000;

/** A contact in this counsellor's hands, at the version that was seen last. */
export type OwnContact = { readonly contactId: string; readonly version: number };

/** A counsellor who works by script, through the same doors as the console. */
export type ScriptedCounsellor = {
  /** Opens the gate of the shift that covers now and makes the counsellor available. */
  checkIn(): Promise<void>;
  /** Is offered nothing more. */
  goOff(): Promise<void>;
  /** Says that the offer is on screen. False when the offer is gone. */
  show(offerId: string): Promise<boolean>;
  /** Takes the contact. Throws a ProblemError when somebody else has it or it is too late. */
  accept(offerId: string): Promise<OwnContact>;
  /** Ends the conversation; its record remains. */
  end(contact: OwnContact): Promise<OwnContact>;
  /** Finishes the wrap-up: the place is free again. */
  close(ended: OwnContact): Promise<void>;
  /** Both of them. */
  finish(contact: OwnContact): Promise<void>;
  /** Calls a route as this counsellor. */
  readonly call: ReturnType<typeof createClient>;
  typing(contactId: string): void;
  /** Tells the child's page that the words up to this one are here. */
  received(contactId: string, messageId: string): void;
  leave(): void;
};

export type CounsellorOptions = {
  readonly origin: string;
  /** The session cookie of somebody who is signed in, as `name=value`; asked again where it changes. */
  readonly cookie: string | (() => string);
  readonly fetch: ClientOptions["fetch"];
  readonly onOffer: (offer: OfferView) => void;
  readonly onOfferEnded: (notice: { offerId: string; contactId: string; end: OfferEnd }) => void;
  /** Something is new: in a contact or an escalation, or with one's own presence. */
  readonly onNews?: () => void;
  /** How many wait, lane by lane. */
  readonly onQueue?: (queue: QueueView) => void;
  /** Another window of the same person rings now, or did before: this one does not. */
  readonly onLeaseElsewhere?: () => void;
  /** False: another window of the same person keeps the lease. */
  readonly takesOver?: boolean;
};

type CounsellorConnection = Socket<ToCounsellor, FromCounsellor>;

/** Connects a counsellor's screen, takes the lease and keeps it. Rejects when the session is not valid. */
export async function connectCounsellor(options: CounsellorOptions): Promise<ScriptedCounsellor> {
  const { origin, fetch, onNews = () => undefined } = options;
  const cookieNow = (): string => (typeof options.cookie === "string" ? options.cookie : options.cookie());
  const call = createClient({ origin, fetch, headers: () => ({ cookie: cookieNow() }) });
  const socket: CounsellorConnection = io(origin + COUNSELLOR_NAMESPACE, {
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { cookie: cookieNow() },
  });
  socket.on("offer:made", options.onOffer);
  socket.on("offer:ended", options.onOfferEnded);
  for (const name of NEWS) socket.on(name, onNews);
  socket.on("queue:changed", ({ queue }) => options.onQueue?.(queue));
  socket.io.on("reconnect_attempt", () => {
    socket.io.opts.extraHeaders = { cookie: cookieNow() };
  });
  await connected(socket);
  const stopRenewing = await keepLease(socket, options);
  const end = async ({ contactId, version }: OwnContact): Promise<OwnContact> =>
    ownContact(await call(contactRoutes.end, { params: { contactId }, body: { version } }));
  const close = async ({ contactId, version }: OwnContact): Promise<void> => {
    const body = { disposition: "information", version } as const;
    await call(contactRoutes.close, { params: { contactId }, body });
  };
  return {
    call,
    typing(contactId) {
      if (socket.connected) socket.emit("typing", { contactId });
    },
    received(contactId, messageId) {
      if (socket.connected) socket.emit("message:delivered", { contactId, messageId });
    },
    async checkIn() {
      await call(presenceRoutes.checkIn, {});
    },
    async goOff() {
      await call(presenceRoutes.setIntent, { body: { intent: "off" } });
    },
    async show(offerId) {
      const { ok } = (await socket.timeout(ANSWER_WITHIN_MS).emitWithAck("offer:shown", { offerId })) as {
        ok: boolean;
      };
      return ok;
    },
    accept: async (offerId) => ownContact(await call(contactRoutes.accept, { params: { offerId } })),
    end,
    close,
    finish: async (contact) => close(await end(contact)),
    leave() {
      stopRenewing();
      socket.disconnect();
    },
  };
}

const NEWS = ["connect", "contact:changed", "message:posted", "escalation:changed", "presence:changed"] as const;

function ownContact({ summary }: { summary: { id: string; version: number } }): OwnContact {
  return { contactId: summary.id, version: summary.version };
}

function connected(socket: CounsellorConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
}

/** Holds the lease now and after every reconnection, and renews it. */
async function keepLease(
  socket: CounsellorConnection,
  { takesOver = true, onLeaseElsewhere = () => undefined }: CounsellorOptions,
): Promise<() => void> {
  let epoch: number | null = null;
  const hold = async (): Promise<void> => {
    const request = { takeOver: takesOver };
    const answer = (await socket.timeout(ANSWER_WITHIN_MS).emitWithAck("lease:hold", request)) as {
      epoch: number | null;
    };
    epoch = answer.epoch;
    if (epoch === null) onLeaseElsewhere();
  };
  socket.on("lease:taken", () => {
    epoch = null;
    onLeaseElsewhere();
  });
  await hold();
  socket.on("connect", () => void hold().catch(() => undefined));
  const renewing = setInterval(() => {
    if (epoch === null || !socket.connected) return;
    void socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck("lease:renew", { epoch })
      .catch(() => undefined);
  }, RENEW_EVERY_MS);
  return () => {
    clearInterval(renewing);
  };
}
