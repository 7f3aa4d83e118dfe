import { expect, test } from "vitest";
import {
  addChannel,
  closeChannel,
  issueKey,
  readChannels,
  revokeKey,
} from "@nightlight/commands/channel/manage-channel";
import { after } from "../clock.ts";
import { keyOf } from "../builders.ts";
import { valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";

/** What administrators do with channels and their keys, as commands: the same on every store. */
export function describeChannels(stage: () => Stage): void {
  const world = () => stage().world;
  const anAdministrator = () => stage().addCounsellor({ roles: ["administrator"] });
  const aKey = (name: string) => ({ prefix: name.slice(0, 8), hash: keyOf(name) });

  test("a channel gets a key, then another; the first lives on for the overlap", async () => {
    const admin = await anAdministrator();
    const { id: channelId } = valueOf(await addChannel(world(), admin, { kind: "zalo", name: "Zalo miền Nam" }));
    valueOf(await issueKey(world(), admin, { channelId, key: aKey("first-key"), overlapMinutes: 60 }));
    await stage().forward(60);
    const at = await stage().now();
    const { keys } = valueOf(
      await issueKey(world(), admin, { channelId, key: aKey("second-key"), overlapMinutes: 60 }),
    );
    expect(keys).toMatchObject([
      { prefix: "second-k", endsAt: undefined, revokedAt: undefined },
      { prefix: "first-ke", endsAt: after(at, 3600), revokedAt: undefined },
    ]);
    // A third at once does not lengthen the life of the first.
    const third = valueOf(await issueKey(world(), admin, { channelId, key: aKey("third-key"), overlapMinutes: 600 }));
    expect(third.keys[2]?.endsAt).toEqual(after(at, 3600));
    const log = await world().transaction(admin, ({ audit }) => audit.list({ subjectId: channelId }, 10));
    expect(log.map(({ action }) => action)).toEqual([
      "channel-key.rotated",
      "channel-key.rotated",
      "channel-key.issued",
      "channel.added",
    ]);
  });

  test("channels stand as an index has them: Đ after D, the ninth before the tenth", async () => {
    const admin = await anAdministrator();
    const names = ["Dịch vụ 9", "Dịch vụ 10", "Đường dây", "Email"];
    for (const name of names.toReversed()) valueOf(await addChannel(world(), admin, { kind: "sms", name }));
    const listed = valueOf(await readChannels(world(), admin)).channels.map(({ name }) => name);
    expect(listed.filter((name) => names.includes(name))).toEqual(names);
  });

  test("a revoked key is worthless at once, a closed channel takes no new one; twice is once", async () => {
    const admin = await anAdministrator();
    const { id: channelId } = valueOf(await addChannel(world(), admin, { kind: "sms", name: "SMS" }));
    const issued = valueOf(await issueKey(world(), admin, { channelId, key: aKey("only-key"), overlapMinutes: 0 }));
    const keyId = issued.keys[0]?.id ?? "";
    for (let turn = 0; turn < 2; turn += 1) {
      const revoked = valueOf(await revokeKey(world(), admin, { channelId, keyId }));
      expect(revoked.keys[0]?.revokedAt).toEqual(await stage().now());
      expect(valueOf(await closeChannel(world(), admin, channelId)).revokedAt).toEqual(await stage().now());
    }
    const late = await issueKey(world(), admin, { channelId, key: aKey("late-key"), overlapMinutes: 0 });
    expect(late).toEqual({ ok: false, refusal: "channel-closed" });
    const log = await world().transaction(admin, ({ audit }) => audit.list({ subjectId: channelId }, 10));
    expect(log).toHaveLength(4);
  });

  test("a name is given once, a foreign key is not there, and nobody else sees any of it", async () => {
    const admin = await anAdministrator();
    const channel = valueOf(await addChannel(world(), admin, { kind: "email", name: "Thư" }));
    expect(await addChannel(world(), admin, { kind: "email", name: "Thư" })).toEqual({
      ok: false,
      refusal: "name-taken",
    });
    const foreign = { channelId: channel.id, keyId: world().newId() };
    expect(await revokeKey(world(), admin, foreign)).toEqual({ ok: false, refusal: "not-found" });
    const refused = { ok: false, refusal: "not-found" };
    for (const role of ["counsellor", "supervisor", "auditor", "leader"] as const) {
      const other = await stage().addCounsellor({ roles: [role] });
      expect(await readChannels(world(), other)).toEqual(refused);
      expect(await closeChannel(world(), other, channel.id)).toEqual(refused);
      const key = { id: world().newId(), channelId: channel.id, ...aKey("forged-key") };
      await expect(world().transaction(other, ({ channels }) => channels.addKey(key))).rejects.toThrow();
      expect(await world().transaction(other, ({ channels }) => channels.list())).toEqual([]);
    }
    const mine = valueOf(await readChannels(world(), admin)).channels.find(({ id }) => id === channel.id);
    expect(mine?.revokedAt).toBeUndefined();
  });
}
