import {
  addAuthority,
  changeAuthority,
  endAuthority,
  undoAuthority,
  verifyAuthority,
  type NewAuthority,
} from "@nightlight/commands/authority/keep-directory";
import { readDirectory, readDirectoryUnit } from "@nightlight/commands/authority/read-directory";
import type { Actor } from "@nightlight/domain/access/access";
import type { KeptAuthority } from "@nightlight/domain/authority/change-authority";
import { expect, test } from "vitest";
import { after } from "../clock.ts";
import { valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

const SYSTEM: Actor = { kind: "system" };
const DUTY = {
  personId: undefined,
  name: "Trực ban",
  phone: "0912 000 001",
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  fromLocal: "00:00",
  durationMinutes: 1440,
  timeZone: "Asia/Ho_Chi_Minh",
} as const;
const MINISTRY = { level: "ministry", kind: "health", placeCode: undefined, name: "Bộ Y tế" } as const;

/** The directory of authorities as administrators keep it: the same on every store. */
export function describeDirectory(stage: () => Stage): void {
  const world = () => stage().world;
  const anAdministrator = () => stage().addCounsellor({ roles: ["administrator"], shift: "none" });
  const add = async (by: CounsellorActor, unit: Partial<NewAuthority> = {}) => {
    const validFrom = await stage().now();
    const none = { parentId: undefined, phone: undefined, email: undefined, duties: [] };
    return addAuthority(world(), by, { ...MINISTRY, ...none, validFrom, ...unit });
  };
  const changed = ({ unit, duties, version }: KeptAuthority, change: Partial<KeptAuthority["unit"]>) => {
    const { name, parentId, phone, email } = { ...unit, ...change };
    return { id: unit.id, version, change: { name, parentId, phone, email }, duties };
  };

  test("a unit is added, with whom to ring; it is in force and rung at once, and audited without a name", async () => {
    const admin = await anAdministrator();
    const made = valueOf(await add(admin, { phone: "0240 000 000", duties: [DUTY] }));
    expect(valueOf(await readDirectoryUnit(world(), admin, made.unit.id))).toMatchObject({
      kept: made,
      history: [{ act: "added", by: admin.id, before: undefined, after: made }],
      isInForce: true,
    });
    const duty = await world().transaction(SYSTEM, ({ authorities }) => authorities.dutyNow(made.unit.id, []));
    expect(duty).toEqual({ name: "Trực ban", phone: "0912 000 001" });
    const filter = { subjectKind: "authority", subjectId: made.unit.id };
    const log = await world().transaction(admin, ({ audit }) => audit.list(filter, 5));
    expect(log).toMatchObject([{ action: "authority.added", details: { version: 1 } }]);
    // A repeat doubles nothing.
    expect(await add(admin)).toEqual({ ok: false, refusal: "unit-doubled" });
  });

  test("a change is kept with how it was before, and taken back once", async () => {
    const admin = await anAdministrator();
    const made = valueOf(await add(admin, { duties: [DUTY] }));
    const night = { ...DUTY, name: "Trực đêm", fromLocal: "22:00", durationMinutes: 480 };
    const next = { ...changed(made, { name: "Bộ Y tế Việt Nam", phone: "111" }), duties: [DUTY, night] };
    const saved = valueOf(await changeAuthority(world(), admin, next));
    expect(saved).toMatchObject({ unit: { name: "Bộ Y tế Việt Nam", phone: "111" }, version: 2 });
    expect(await changeAuthority(world(), admin, next)).toEqual({ ok: false, refusal: "stale" });
    // Saying the same again is no act.
    expect(valueOf(await changeAuthority(world(), admin, { ...next, version: 2 })).version).toBe(2);
    const back = valueOf(await undoAuthority(world(), admin, { id: made.unit.id, version: 2 }));
    expect(back).toEqual({ ...made, version: 3 });
    const again = await undoAuthority(world(), admin, { id: made.unit.id, version: 3 });
    expect(again).toEqual({ ok: false, refusal: "nothing-to-undo" });
    const { kept, history } = valueOf(await readDirectoryUnit(world(), admin, made.unit.id));
    expect(kept).toEqual(back);
    expect(history.map(({ act }) => act)).toEqual(["undone", "changed", "added"]);
    expect(history[1]?.before).toEqual(made);
  });

  test("a unit ends for its successor, which begins as it ends; the end is taken back", async () => {
    const admin = await anAdministrator();
    const old = valueOf(await add(admin));
    const turn = after(await stage().now(), 3600);
    const next = { name: "Bộ mới", validFrom: turn } as const;
    expect(await add(admin, next)).toEqual({ ok: false, refusal: "unit-doubled" });
    const heir = valueOf(await add(admin, { ...next, kind: "education" }));
    const end = { id: old.unit.id, version: 1, validTo: turn, successorIds: [heir.unit.id] };
    expect(valueOf(await endAuthority(world(), admin, end)).unit).toMatchObject({
      validTo: turn,
      successorIds: [heir.unit.id],
    });
    const follower = valueOf(await add(admin, next));
    // Taken back, it would be there beside the one that follows it.
    const undo = { id: old.unit.id, version: 2 };
    expect(await undoAuthority(world(), admin, undo)).toEqual({ ok: false, refusal: "unit-doubled" });
    valueOf(await undoAuthority(world(), admin, { id: follower.unit.id, version: 1 }));
    expect(valueOf(await undoAuthority(world(), admin, undo)).unit).toMatchObject({ validTo: undefined });
    await stage().forward(7200);
    const { units } = valueOf(await readDirectory(world(), admin, { words: "bo", shown: "in-force" }));
    // By name, as an index has it: capitals are no order of their own.
    expect(units.map(({ id }) => id)).toEqual([heir.unit.id, old.unit.id]);
  });

  test("what contradicts the directory is refused: a loop, a lower unit above, a place that does not fit", async () => {
    const admin = await anAdministrator();
    const ministry = valueOf(await add(admin));
    const province = valueOf(
      await add(admin, { level: "province", placeCode: "01", parentId: ministry.unit.id, name: "Sở Y tế" }),
    );
    const loop = changed(ministry, { parentId: province.unit.id });
    expect(await changeAuthority(world(), admin, loop)).toMatchObject({ refusal: "unit-in-loop" });
    const below = { kind: "police", parentId: province.unit.id } as const;
    expect(await add(admin, below)).toMatchObject({ refusal: "unit-above-is-lower" });
    for (const misfit of [
      { placeCode: "01" },
      { level: "province", placeCode: undefined },
      { level: "commune", placeCode: "99999" },
    ] as const)
      expect(await add(admin, { kind: "police", ...misfit })).toMatchObject({ refusal: "unit-place-misfit" });
    const stranger = { ...DUTY, personId: admin.id };
    expect(await add(admin, { kind: "police", duties: [stranger] })).toMatchObject({ refusal: "unknown-choice" });
    const end = { id: ministry.unit.id, version: 1, validTo: after(await stage().now(), 60), successorIds: [] };
    expect(await endAuthority(world(), admin, end)).toMatchObject({ refusal: "unit-has-units-below" });
  });

  test("what nobody made sure of for long is listed until somebody does", async () => {
    const admin = await anAdministrator();
    const made = valueOf(await add(admin));
    const unverified = async () =>
      valueOf(await readDirectory(world(), admin, { words: "", shown: "unverified" })).units.map(({ id }) => id);
    expect(await unverified()).toEqual([made.unit.id]);
    valueOf(await verifyAuthority(world(), admin, { id: made.unit.id, version: 1 }));
    expect(await unverified()).toEqual([]);
    await stage().forward(181 * 86_400);
    expect(await unverified()).toEqual([made.unit.id]);
  });

  test("nobody but an administrator keeps it, or reads how it was", async () => {
    const admin = await anAdministrator();
    const made = valueOf(await add(admin));
    const id = made.unit.id;
    for (const role of ["counsellor", "supervisor", "clinical_lead", "auditor", "officer"] as const) {
      const authorityId = role === "officer" ? { authorityId: id } : {};
      const other = await stage().addCounsellor({ roles: [role], shift: "none", ...authorityId });
      const refused = { ok: false, refusal: "not-found" };
      expect(await add(other, { kind: "education" })).toEqual(refused);
      expect(await changeAuthority(world(), other, changed(made, { name: "Khác" }))).toEqual(refused);
      expect(await verifyAuthority(world(), other, { id, version: 1 })).toEqual(refused);
      expect(await undoAuthority(world(), other, { id, version: 1 })).toEqual(refused);
      expect(await readDirectoryUnit(world(), other, id)).toEqual(refused);
      // The second wall: the store itself refuses, and shows no history.
      const past = { act: "changed", before: made, after: { ...made, version: 2 } } as const;
      await expect(world().transaction(other, ({ authorities }) => authorities.keep(past))).rejects.toThrow();
      expect(await world().transaction(other, ({ authorities }) => authorities.history(id))).toEqual([]);
    }
  });
}
