import { expect, test } from "vitest";
import { changeRoutingPolicy, readPolicy } from "@nightlight/commands/policy/change-routing-policy";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

/** The policy as versions, as commands: the same on every store. */
export function describePolicy(stage: () => Stage): void {
  const world = () => stage().world;
  const somebody = (...roles: CounsellorActor["roles"]) => stage().addCounsellor({ roles });
  const change = async (by: CounsellorActor, version: number, changes: Record<string, number>, why = "thử") =>
    changeRoutingPolicy(world(), by, { version, changes, why });
  const versions = async (by: CounsellorActor) => valueOf(await readPolicy(world(), by));

  test("the first version comes with the program, from nobody", async () => {
    const lead = await somebody("clinical_lead");
    expect(await versions(lead)).toMatchObject([
      { version: 1, policy: STANDARD_POLICY, by: undefined, why: undefined },
    ]);
  });

  test("a change is a version of its own, with who and why; what was before stays readable", async () => {
    const lead = await somebody("clinical_lead");
    const from = await stage().now();
    valueOf(await change(lead, 1, { skipSeconds: 90 }, "Ban đêm ít người"));
    const [newest, first] = await versions(lead);
    expect(newest).toEqual({
      ...{ version: 2, by: lead.id, why: "Ban đêm ít người", from },
      policy: { ...STANDARD_POLICY, skipSeconds: 90 },
    });
    expect(first?.policy).toEqual(STANDARD_POLICY);
    const admin = await somebody("administrator");
    const [entry] = await world().transaction(admin, ({ audit }) => audit.list({ action: "policy.changed" }, 1));
    expect(entry).toMatchObject({
      actorId: lead.id,
      subject: { kind: "policy", id: "2" },
      details: { rows: "skipSeconds", count: 1 },
    });
  });

  test("a repeat and a change of nothing make no version; a change on top of somebody else's is refused", async () => {
    const lead = await somebody("clinical_lead");
    const admin = await somebody("administrator");
    const first = valueOf(await change(lead, 1, { skipSeconds: 90 }));
    expect(valueOf(await change(lead, 1, { skipSeconds: 90 }))).toEqual(first);
    expect(valueOf(await change(lead, 2, { skipSeconds: 90 }))).toEqual(first);
    expect(await change(admin, 1, { skipSeconds: 90 })).toEqual({ ok: false, refusal: "policy-changed" });
    expect(await change(admin, 7, { skipSeconds: 91 })).toEqual({ ok: false, refusal: "policy-changed" });
    expect(await versions(admin)).toHaveLength(2);
  });

  test("what contradicts itself never comes into force; who may not, neither reads nor changes", async () => {
    const lead = await somebody("clinical_lead");
    expect(await change(lead, 1, { skipAloneSeconds: 60, skipSeconds: 10 })).toMatchObject({
      refusal: "policy-contradiction",
      faults: [{ path: "skipAloneSeconds" }],
    });
    expect(await change(lead, 1, { leaseSeconds: 20 })).toMatchObject({ refusal: "policy-not-yours" });
    for (const role of ["counsellor", "supervisor", "auditor", "leader"] as const) {
      const other = await somebody(role);
      expect(await change(other, 1, { skipSeconds: 90 })).toEqual({ ok: false, refusal: "not-found" });
      expect(await readPolicy(world(), other)).toEqual({ ok: false, refusal: "not-found" });
    }
    expect(await versions(lead)).toHaveLength(1);
  });
}
