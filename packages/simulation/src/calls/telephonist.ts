import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import type { PhoneCall } from "@nightlight/testkit/phone/phone-call";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClientOptions } from "@nightlight/contracts/client";
import { connectCounsellor } from "../counsellor/scripted-counsellor.ts";

export type TelephonistOptions = {
  readonly origin: string;
  readonly cookie: string;
  readonly fetch: ClientOptions["fetch"];
  readonly sip: { readonly host: string; readonly port: number };
  /** What their telephone hums. */
  readonly hertz: number;
  /** Told of every call that was taken, with the moment when it was, on this process's own clock. */
  readonly took: (mine: PhoneCall, acceptedAt: number) => void;
  readonly failed: (what: string) => void;
};

/** A counsellor who takes whatever call they are offered, and keeps it until the caller has gone. */
export type Telephonist = { leave(): Promise<void> };

const REGISTER_WITHIN_MS = 30_000;
const LOOK_MS = 100;

/** Signs in, registers a telephone as the console does, and takes calls. */
export async function openTelephonist(options: TelephonistOptions): Promise<Telephonist> {
  const { origin, cookie, fetch, took, failed } = options;
  const phone = await openPhone(options.sip, options.hertz);
  const counsellor = await connectCounsellor({
    origin,
    cookie,
    fetch,
    onOffer: ({ id, contactId }) => void take(id, contactId).catch((error: unknown) => failed(String(error))),
    onOfferEnded: () => undefined,
  });
  const take = async (offerId: string, contactId: string): Promise<void> => {
    if (!(await counsellor.show(offerId))) return;
    const acceptedAt = performance.now();
    await counsellor.accept(offerId);
    const mine = await phone.nextCall();
    mine.answer();
    took(mine, acceptedAt);
    await mine.becomes("over", LONGEST_CALL_MS);
    await close(contactId);
  };
  /** The record is closed as soon as the conversation is over: the next call may come. */
  const close = async (contactId: string): Promise<void> => {
    for (;;) {
      const { summary } = await counsellor.call(contactRoutes.read, { params: { contactId } });
      if (summary.status === "wrap_up") return counsellor.close({ contactId, version: summary.version });
      if (summary.status !== "active" && summary.status !== "closing") return;
      await sleep(LOOK_MS);
    }
  };
  await register(phone, async () => (await counsellor.call(softphoneRoutes.want, {})).softphone);
  await counsellor.checkIn();
  return {
    async leave() {
      counsellor.leave();
      await phone.close();
    },
  };
}

const LONGEST_CALL_MS = 600_000;

type Account = { readonly name: string; readonly secret: string };

/** The engine learns of an account a moment after it is wanted. */
async function register(phone: SipPhone, want: () => Promise<Account | null>): Promise<void> {
  const end = performance.now() + REGISTER_WITHIN_MS;
  for (;;) {
    const account = await want();
    try {
      if (account !== null) {
        await phone.register(account.name, account.secret);
        return;
      }
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    if (performance.now() > end) throw new Error("There is no voice engine to register with");
    await sleep(LOOK_MS * 2);
  }
}
