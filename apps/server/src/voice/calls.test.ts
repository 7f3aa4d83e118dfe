import { restrictContact } from "@nightlight/commands/restriction/restrict-contact";
import type { Telephony } from "@nightlight/commands/call/telephony";
import { memoryStage } from "@nightlight/testkit/memory-stage";
import { readState, valueOf } from "@nightlight/testkit/scene";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createCalls } from "./calls.ts";

const NUMBER = "+84912777001";

/** Calls in memory, with an engine that only notes down what it is told to say. */
async function callsInMemory() {
  const stage = memoryStage();
  const said: string[][] = [];
  const acts: Partial<Telephony> = {
    announce: async (_callId, _id, media) => void said.push([...media]),
  };
  const telephony = new Proxy(acts, {
    get: (known, name) => Reflect.get(known, name) ?? (async () => undefined),
  }) as Telephony;
  const epoch = await stage.world.transaction({ kind: "system" }, ({ calls }) =>
    calls.hold({ engine: "engine", holder: stage.world.newId(), seconds: 60 }),
  );
  const channels = { phone: await stage.addChannel("phone"), web_call: await stage.addChannel("web_call") };
  const calls = createCalls({
    ...{ world: stage.world, telephony, run: { engine: "engine", epoch: epoch ?? 0 }, channels },
    ...{ callerDisplay: undefined, mediaWithinSeconds: () => 10, log: pino({ level: "silent" }) },
    onTaken: () => undefined,
  });
  /** Rings, and gives the contact that it became once the caller was greeted. */
  const ring = async (callId: string): Promise<string> => {
    const before = [...stage.world.tables().contacts.keys()];
    calls.hear({ type: "call.incoming", callId, number: NUMBER, dialled: "111", from: "trunk" });
    await expect.poll(() => stage.world.tables().contacts.size).toBe(before.length + 1);
    const greetings = said.length;
    await expect
      .poll(async () => {
        await calls.look();
        return said.length;
      })
      .toBe(greetings + 1);
    return [...stage.world.tables().contacts.keys()].find((id) => !before.includes(id)) ?? "";
  };
  return { stage, calls, said, ring };
}

test("a restricted caller is asked whether they need somebody, and pressing 1 gives them the place that everybody has", async () => {
  const { stage, calls, said, ring } = await callsInMemory();
  const contactId = await ring("one");
  expect(said.at(-1)).toEqual(["vi/greeting", "vi/keys"]);
  const ha = await stage.addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
  valueOf(await restrictContact(stage.world, ha, { contactId, reason: "Gọi phá mười lần" }));
  const again = await ring("two");
  expect(said.at(-1)).toEqual(["vi/greeting", "vi/keys", "vi/press-one"]);
  expect((await readState(stage, again)).lane).toBe("low");
  calls.hear({ type: "digit", callId: "two", digit: "1" });
  await expect.poll(async () => (await readState(stage, again)).lane).toBe("normal");
  await calls.stop();
});
