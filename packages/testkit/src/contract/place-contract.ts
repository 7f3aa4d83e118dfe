import { expect, test } from "vitest";
import { createPlaceFinder } from "@nightlight/commands/place/find-places";
import { ROLES } from "@nightlight/domain/access/access";
import { fullName, isProvince } from "@nightlight/domain/place/place";
import { valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";

const FORMER = 10_977;

/** Places, as they are in every installation: the same on every store. */
export function describePlaces(stage: () => Stage): void {
  const world = () => stage().world;

  test("34 provinces, 3,321 communes, and every old unit with its successor", async () => {
    const actor = await stage().addCounsellor();
    const { places, formers } = await world().transaction(actor, (store) => store.places.book());
    const current = places.filter(({ validTo }) => validTo === undefined);
    expect(current.filter(isProvince)).toHaveLength(34);
    expect(current.filter((place) => !isProvince(place))).toHaveLength(3321);
    expect(new Set(current.map(({ code }) => code)).size).toBe(current.length);
    expect(formers).toHaveLength(FORMER);
    const codes = new Set(current.map(({ code }) => code));
    const lost = [
      ...formers.filter(({ successor }) => !codes.has(successor)),
      ...places.filter(({ successors }) => successors.some((code) => !codes.has(code))),
      ...current.filter(({ provinceCode }) => !codes.has(provinceCode)),
    ];
    expect(lost).toEqual([]);
  });

  test("those in force are given with their province; what is over is not there", async () => {
    const actor = await stage().addCounsellor({ roles: ["officer"] });
    const found = await world().transaction(actor, (store) => store.places.inForce(["26485", "01", "06970"]));
    expect([...found.values()].map(fullName).sort()).toEqual([
      "Phường Nhơn Trạch",
      "Thành phố Hà Nội",
      "Thành phố Đồng Nai",
    ]);
    expect(found.get("26485")).toMatchObject({ validFrom: "2026-04-30", validTo: undefined, provinceCode: "75" });
  });

  test("the program reads them once, and everybody who is signed in finds them", async () => {
    const finder = createPlaceFinder(world());
    await finder.warm();
    for (const role of ROLES) {
      const actor = await stage().addCounsellor({ roles: [role] });
      const [first] = await finder.find(actor, { typed: "tan tien dong nai", limit: 5 });
      expect(first && [first.place.code, fullName(first.place)]).toEqual(["25318", "Xã Tân Tiến"]);
      expect(valueOf(await finder.read(actor, "06970")).successors.map(({ place }) => place.code)).toEqual(["06978"]);
      expect(await finder.read(actor, "99999")).toEqual({ ok: false, refusal: "not-found" });
    }
  });
}
