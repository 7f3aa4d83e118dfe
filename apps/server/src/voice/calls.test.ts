import { statSync } from "node:fs";
import { join } from "node:path";
import { STANDARD_POLICY, type RoutingPolicy } from "@nightlight/domain/policy/policy";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { LANGUAGES, type Language } from "@nightlight/domain/contact/channel";
import { restrictContact } from "@nightlight/commands/restriction/restrict-contact";
import { wantSoftphone } from "@nightlight/commands/call/want-softphone";
import type { Telephony } from "@nightlight/commands/call/telephony";
import { memoryStage } from "@nightlight/testkit/memory-stage";
import { comeOnDuty, readState, valueOf } from "@nightlight/testkit/scene";
import type { Stage } from "@nightlight/testkit/stage";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createCalls } from "./calls.ts";
import { PROMPTS } from "./announce.ts";

const SOUNDS = join(import.meta.dirname, "../../../../infra/asterisk/sounds");
const NUMBER = "+84912777001";

/** Calls in memory, with an engine that only notes down what it is told to say. */
async function callsInMemory(policy: Partial<RoutingPolicy> = {}) {
  const stage = memoryStage();
  const said: string[][] = [];
  const playing = new Map<string, string>();
  const acts: Partial<Telephony> = {
    announce: async (callId, announcementId, media) => {
      said.push([...media]);
      playing.set(callId, announcementId);
    },
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
    ...{
      callerDisplay: undefined,
      policy: () => ({ ...STANDARD_POLICY, ...policy }),
      lines: 30,
      onTrouble: () => undefined,
      log: pino({ level: "silent" }),
    },
    onTaken: () => undefined,
  });
  /** What is being said to a caller comes to its end. */
  const finish = (callId: string) =>
    calls.hear({ type: "announce.finished", callId, announcementId: playing.get(callId) ?? "" });
  /** Rings, and gives the contact that it became once the caller was greeted and told what keys do. */
  const ring = async (callId: string): Promise<string> => {
    const contacts = [...stage.world.tables().contacts.keys()];
    calls.hear({ type: "call.incoming", callId, number: NUMBER, dialled: "111", from: "trunk" });
    await expect.poll(() => stage.world.tables().contacts.size).toBe(contacts.length + 1);
    const before = said.length;
    await expect
      .poll(async () => {
        await calls.look();
        return said.length;
      })
      .toBe(before + 1);
    expect(said.at(-1)).toEqual(["vi/greeting"]);
    finish(callId);
    await expect.poll(() => said.length).toBe(before + 2);
    return [...stage.world.tables().contacts.keys()].find((id) => !contacts.includes(id)) ?? "";
  };
  return { stage, calls, said, ring, finish };
}

test("a restricted caller is asked whether they need somebody, and pressing 1 gives them the place that everybody has", async () => {
  const { stage, calls, said, ring } = await callsInMemory();
  const contactId = await ring("one");
  expect(said.at(-1)).toEqual(["vi/keys", "vi/language"]);
  const ha = await stage.addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
  valueOf(await restrictContact(stage.world, ha, { contactId, reason: "Gọi phá mười lần" }));
  const again = await ring("two");
  expect(said.at(-1)).toEqual(["vi/keys", "vi/press-one", "vi/language"]);
  expect((await readState(stage, again)).lane).toBe("low");
  calls.hear({ type: "digit", callId: "two", digit: "1" });
  await expect.poll(async () => (await readState(stage, again)).lane).toBe("normal");
  await calls.stop();
});

/** Somebody on duty whose telephone is registered. */
async function comeByTelephone(stage: Stage, language: Language) {
  const somebody = await comeOnDuty(stage, { hasVoice: true, languages: [language] });
  expect(await wantSoftphone(stage.world, somebody)).toBe(true);
  const { sessionId } = somebody;
  await stage.world.transaction({ kind: "system" }, ({ softphones }) =>
    softphones.setOnline("engine", sessionId, true),
  );
  return somebody;
}

test("3 is the other language: whoever takes the call speaks it, and what the caller hears is said in it", async () => {
  const { stage, calls, said, ring } = await callsInMemory();
  const contactId = await ring("one");
  const lan = await comeByTelephone(stage, "vi");
  await runMatcher(stage.world);
  expect((await readState(stage, contactId)).state).toMatchObject({ offer: { to: lan.id } });
  await calls.look();
  calls.hear({ type: "digit", callId: "one", digit: "3" });
  await expect.poll(() => said.at(-1)).toEqual(["en/keys", "en/language"]);
  expect(await readState(stage, contactId)).toMatchObject({ language: "en" });
  await runMatcher(stage.world);
  expect((await readState(stage, contactId)).state.status).toBe("queued");
  const mai = await comeByTelephone(stage, "en");
  await runMatcher(stage.world);
  expect((await readState(stage, contactId)).state).toMatchObject({ offer: { to: mai.id } });
  await calls.stop();
});

test.each([
  ["hears it every so often", 0.05, true],
  ["never, where the policy says so", 0, false],
])("whoever waits with music is told where they stand: %s", async (_, placeToldSeconds, isTold) => {
  const { stage, calls, said, ring, finish } = await callsInMemory({ placeToldSeconds });
  await comeByTelephone(stage, "vi"); // else they would be invited to leave a message
  await ring("one");
  await stage.forward(1);
  await ring("two");
  for (const callId of ["one", "two"]) finish(callId);
  const places = () => said.map(([name]) => name).filter((name) => name?.startsWith("vi/place-"));
  const waited = performance.now() + 200;
  await expect
    .poll(async () => {
      await calls.look();
      return isTold ? new Set(places()).size : performance.now() > waited ? 2 : 0;
    })
    .toBe(2);
  expect([...new Set(places())].toSorted()).toEqual(isTold ? ["vi/place-few", "vi/place-next"] : []);
  await calls.stop();
});

test("what is told twice, late or of calls that nobody knows changes nothing", async () => {
  const { stage, calls, ring } = await callsInMemory();
  const contactId = await ring("one");
  const { version } = await readState(stage, contactId);
  calls.hear({ type: "call.incoming", callId: "one", number: NUMBER, dialled: "111", from: "trunk" });
  for (const callId of ["one", "unknown"]) {
    calls.hear({ type: "leg.answered", callId, attemptId: "unknown" });
    calls.hear({ type: "leg.failed", callId, attemptId: "unknown", because: "declined" });
    calls.hear({ type: "leg.ended", callId, attemptId: "unknown", cause: 16 });
    calls.hear({ type: "announce.finished", callId, announcementId: "unknown" });
    calls.hear({ type: "recording.finished", callId, recordingId: "unknown" });
    calls.hear({ type: "recording.failed", callId, recordingId: "unknown" });
    calls.hear({ type: "digit", callId, digit: "9" });
  }
  calls.hear({ type: "digit", callId: "unknown", digit: "2" });
  calls.hear({ type: "call.ended", callId: "unknown", by: "caller", cause: 16 });
  await calls.look();
  expect(calls.count).toBe(1);
  expect(await readState(stage, contactId)).toMatchObject({ version, state: { status: "queued" } });
  for (let twice = 0; twice < 2; twice += 1) calls.hear({ type: "call.ended", callId: "one", by: "caller", cause: 16 });
  calls.hear({ type: "digit", callId: "one", digit: "2" });
  await expect.poll(async () => (await readState(stage, contactId)).state.status).toBe("abandoned");
  expect(stage.world.tables().contacts.size).toBe(1);
  await calls.stop();
});

test("every greeting is over within five seconds, and every announcement that is named is there in both languages", () => {
  const seconds = (file: string): number => (statSync(join(SOUNDS, file)).size - 44) / 16_000;
  for (const language of LANGUAGES) {
    expect(seconds(`${language}/greeting.wav`)).toBeLessThanOrEqual(5);
    for (const prompt of PROMPTS) expect(seconds(`${language}/${prompt}.wav`)).toBeGreaterThan(0.5);
  }
});
