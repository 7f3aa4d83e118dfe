import { GREETING_HZ, isAsteriskMissing, MUSIC_HZ, testAsterisk } from "@nightlight/testkit/asterisk";
import { telephonyContract } from "@nightlight/testkit/contract/telephony-contract";
import type { ContractCall } from "@nightlight/testkit/contract/telephony-subject";
import type { PhoneCall } from "@nightlight/testkit/phone/phone-call";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import { describe } from "vitest";
import { createAsteriskTelephony } from "./asterisk-telephony.ts";

/** Everybody hums a tone of their own; none is a multiple of another. */
const TONES: Readonly<Record<string, number>> = {
  greeting: GREETING_HZ,
  music: MUSIC_HZ,
  child: 1_150,
  lan: 1_630,
  "giam-sat": 2_270,
  outside: 2_730,
};

describe.skipIf(isAsteriskMissing())("a real Asterisk and real telephones", () => {
  telephonyContract("Asterisk", async () => {
    const asterisk = await testAsterisk();
    const telephony = createAsteriskTelephony({
      ...{ url: asterisk.url, sounds: asterisk.sounds, mediaAddress: "127.0.0.1", agents: "telephone" },
    });
    await new Promise<void>((resolve) =>
      telephony.listen(({ type }) => {
        if (type === "link.up") resolve();
      }),
    );
    const outside = await openPhone(asterisk.sip, TONES["outside"] ?? 0, asterisk.trunkPort);
    const phones = new Map<string, SipPhone>([["outside", outside]]);
    const phoneOf = async (name: string): Promise<SipPhone> => {
      const phone = phones.get(name) ?? (await openPhone(asterisk.sip, TONES[name] ?? 0));
      phones.set(name, phone);
      return phone;
    };
    return {
      telephony,
      async call(name) {
        const phone = await phoneOf(name);
        return contractCall(await phone.call("111"));
      },
      async nextOutside() {
        return contractCall(await outside.nextCall());
      },
      async agent(name) {
        if (!phones.has(name)) {
          await telephony.provisionAgent(name, "its secret");
          await (await phoneOf(name)).register(name, "its secret");
        }
        const phone = await phoneOf(name);
        return { nextCall: async () => contractCall(await phone.nextCall()) };
      },
      async close() {
        await telephony.close();
        for (const phone of phones.values()) await phone.close();
        await asterisk.stop();
      },
    };
  });
});

function contractCall(call: PhoneCall): ContractCall {
  const names = Object.keys(TONES);
  return {
    becomes: (state) => call.becomes(state),
    answer: () => call.answer(),
    decline: () => call.decline(),
    hangUp: () => call.hangUp(),
    press: (digit) => call.press(digit),
    hears: () => {
      const tones = call.hears(Object.values(TONES));
      return names.filter((name) => tones.includes(TONES[name] ?? 0));
    },
  };
}
