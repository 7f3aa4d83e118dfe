import { telephonyContract } from "@nightlight/testkit/contract/telephony-contract";
import type { ContractCall } from "@nightlight/testkit/contract/telephony-subject";
import { expect } from "vitest";
import type { SimulatedCall } from "./simulated-call.ts";
import { createSimulatedTelephony } from "./simulated-telephony.ts";

telephonyContract("the simulation", async () => {
  const telephony = createSimulatedTelephony();
  let answered = 0;
  const seen = new Map<string, number>();
  return {
    telephony,
    call: async (name) => contractCall(telephony.people.call(name)),
    async nextOutside() {
      await expect.poll(() => telephony.people.dialled.length).toBeGreaterThan(answered);
      const line = telephony.people.dialled[answered++];
      if (line === undefined) throw new Error("nobody was called");
      return contractCall(line);
    },
    async agent(name) {
      telephony.people.register(name);
      return {
        async nextCall() {
          const next = seen.get(name) ?? 0;
          await expect.poll(() => telephony.people.legsOf(name).length).toBeGreaterThan(next);
          seen.set(name, next + 1);
          const leg = telephony.people.legsOf(name)[next];
          if (leg === undefined) throw new Error("nobody called");
          return contractCall(leg);
        },
      };
    },
    close: () => telephony.close(),
  };
});

function contractCall(call: SimulatedCall): ContractCall {
  return {
    becomes: (state) => expect.poll(() => call.state).toBe(state),
    answer: () => call.answer(),
    decline: () => call.decline(),
    hangUp: () => call.hangUp(),
    press: (digit) => call.press(digit),
    hears: () => call.hears(),
  };
}
