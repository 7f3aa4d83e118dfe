import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { World } from "@nightlight/commands/world";
import type { Telephony } from "@nightlight/commands/call/telephony";
import { createSimulatedTelephony } from "@nightlight/telephony/simulated/simulated-telephony";
import { memoryStage } from "@nightlight/testkit/memory-stage";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createCalls } from "./calls.ts";

/** Calls in memory at night: nobody's telephone is there. `broken` replaces what the engine does. */
async function atNight(broken: Partial<Telephony> = {}) {
  const stage = memoryStage();
  const simulated = createSimulatedTelephony();
  const failures: string[] = [];
  const database = { isAway: false };
  const world: World = {
    ...stage.world,
    transaction(actor, story) {
      return database.isAway ? Promise.reject(new Error("The disk is full")) : stage.world.transaction(actor, story);
    },
  };
  const announced: string[] = [];
  const announce: Telephony["announce"] = (callId, name, media) => {
    announced.push(media.join(" "));
    return simulated.announce(callId, name, media);
  };
  const telephony: Telephony = { ...simulated, announce, ...broken };
  const hold = { engine: "engine", holder: stage.world.newId(), seconds: 60 };
  const epoch = await stage.world.transaction({ kind: "system" }, ({ calls }) => calls.hold(hold));
  const channels = { phone: await stage.addChannel("phone"), web_call: await stage.addChannel("web_call") };
  const calls = createCalls({
    ...{ world, telephony, run: { engine: "engine", epoch: epoch ?? 0 }, channels },
    ...{ callerDisplay: undefined, policy: () => STANDARD_POLICY, log: pino({ level: "silent" }) },
    lines: 30,
    onTrouble: (code) => void failures.push(code),
    onTaken: () => undefined,
  });
  telephony.listen((event) => calls.hear(event));
  const caller = simulated.people.call("child");
  const statuses = () => [...stage.world.tables().contacts.values()].map(({ state }) => state.status);
  const hears = (what: string) =>
    expect
      .poll(async () => {
        await calls.look();
        return caller.hears();
      })
      .toEqual([what]);
  return {
    database,
    calls,
    caller,
    failures,
    announced,
    hears,
    statuses,
    messages: () => stage.world.tables().voicemails.size,
  };
}

test("whom nobody can answer may leave a message, be called back, or wait on as long as they like", async () => {
  const { calls, announced, hears, statuses, messages } = await atNight();
  await hears("leave-message");
  expect(announced.at(-1)).toBe("vi/leave-message vi/keys");
  await hears("music");
  expect([statuses(), messages()]).toEqual([["queued"], 0]);
  await calls.stop();
});

test("who presses 5 speaks after the tone; hung up, their words and their place are kept", async () => {
  const { calls, caller, hears, statuses, messages } = await atNight();
  await hears("leave-message");
  caller.press("5");
  await hears("after-tone");
  await expect
    .poll(async () => {
      await calls.look();
      return caller.hears();
    })
    .toEqual([]);
  caller.hangUp();
  await expect.poll(messages).toBe(1);
  await expect.poll(() => calls.count).toBe(0);
  expect(statuses()).toEqual(["queued"]);
  await calls.stop();
});

test("a disk that is full loses nobody: they are told, keep their place, and the house is told", async () => {
  const full = async (): Promise<never> => Promise.reject(new Error("Asterisk answered 500"));
  const { calls, caller, failures, hears, statuses, messages } = await atNight({ recordMessage: full });
  await hears("leave-message");
  caller.press("5");
  await hears("message-failed");
  await hears("music");
  expect([statuses(), messages(), failures]).toEqual([["queued"], 0, ["not_recorded"]]);
  await calls.stop();
});

test("a database that is away when they hang up loses no word: it is kept when it is back", async () => {
  const { database, calls, caller, failures, hears, statuses, messages } = await atNight();
  await hears("leave-message");
  caller.press("5");
  await hears("after-tone");
  await expect
    .poll(async () => {
      await calls.look();
      return caller.hears();
    })
    .toEqual([]);
  database.isAway = true;
  caller.hangUp();
  await expect.poll(() => failures.length).toBeGreaterThan(0);
  expect([statuses(), messages()]).toEqual([["queued"], 0]);
  database.isAway = false;
  await expect.poll(messages, { timeout: 5_000 }).toBe(1);
  expect(statuses()).toEqual(["queued"]);
  await calls.stop();
});
