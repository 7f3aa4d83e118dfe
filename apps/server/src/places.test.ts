import { placeRoutes } from "@nightlight/contracts/staff/place";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addStaff } from "./test-access-walk.ts";
import { openDesk, send, startTestServer, type Desk, type TestServer } from "./test-server.ts";

describe.skipIf(isPostgresMissing())("places", () => {
  let server: TestServer;
  let owner: Client;
  let lan: Desk;
  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    lan = await openDesk(server.origin, "lan");
  }, 60_000);
  afterAll(async () => {
    lan.close();
    await owner.end();
    await server.stop();
  });
  const found = async (q: string, more: Record<string, string> = {}): Promise<string[]> => {
    const { places } = await lan.call(placeRoutes.find, { query: { q, ...more } });
    return places.map(({ name, province, former }) =>
      [name, province?.name, former && `formerly ${former.name}, ${former.district ?? ""}`].filter(Boolean).join(" | "),
    );
  };

  test.each([
    ["without marks, with the province", "tan tien dong nai", "Xã Tân Tiến | Thành phố Đồng Nai"],
    ["the tone on either letter", "phường biên hoà", "Phường Biên Hòa | Thành phố Đồng Nai"],
    [
      "by an old ward and district",
      "phuong 12 go vap",
      "Phường An Hội Tây | Thành phố Hồ Chí Minh | formerly Phường 12, Quận Gò Vấp",
    ],
    [
      "as people write it",
      "P.14 Q.Gò Vấp",
      "Phường An Hội Tây | Thành phố Hồ Chí Minh | formerly Phường 14, Quận Gò Vấp",
    ],
    ["a province of before", "tỉnh bình dương", "Thành phố Hồ Chí Minh | formerly Tỉnh Bình Dương, "],
    ["the old name of a city", "sài gòn", "Phường Sài Gòn | Thành phố Hồ Chí Minh"],
    [
      "what changed its kind this year",
      "xã nhơn trạch",
      "Phường Nhơn Trạch | Thành phố Đồng Nai | formerly Xã Nhơn Trạch, ",
    ],
    ["an island district", "huyện côn đảo", "Đặc khu Côn Đảo | Thành phố Hồ Chí Minh | formerly Huyện Côn Đảo, "],
    ["a name with an apostrophe", "mdrak", "Xã M’Drắk | Tỉnh Đắk Lắk"],
  ])("found %s: %s", async (_, q, expected) => {
    expect((await found(q))[0]).toBe(expected);
  });

  test("a ward that was split offers each of its successors", async () => {
    const { places } = await lan.call(placeRoutes.find, { query: { q: "phường ngã tư sở" } });
    const split = places.filter(({ former }) => former?.name === "Phường Ngã Tư Sở");
    expect(split.map(({ name, former }) => [name, former?.successors])).toEqual([
      ["Phường Đống Đa", 2],
      ["Phường Kim Liên", 2],
    ]);
  });

  test("within a province; and what there is when nothing was typed", async () => {
    expect(await found("tân tiến", { province: "24" })).toEqual(
      expect.arrayContaining(["Phường Tân Tiến | Thành phố Bắc Ninh"]),
    );
    expect(await found("", { limit: "50" })).toHaveLength(34);
    expect(await found("", { province: "75", limit: "200" })).toHaveLength(96);
  });

  test("a code of today, of before, and of never", async () => {
    const read = (code: string) => lan.call(placeRoutes.read, { params: { code } });
    expect(await read("26485")).toMatchObject({ place: { name: "Phường Nhơn Trạch" }, was: null, successors: [] });
    expect(await read("26881")).toMatchObject({
      place: null,
      was: { name: "Phường 12", district: "Quận Gò Vấp", until: "2025-07-01" },
      successors: [{ code: "26882" }],
    });
    expect(await read("06970")).toMatchObject({ place: null, successors: [{ code: "06978", name: "Xã Ba Chẽ" }] });
    await expect(read("00000")).rejects.toMatchObject({ problem: { status: 404 } });
  });

  test("everybody of the staff may look, officers too; nobody else", async () => {
    for (const role of ["officer", "case_worker", "auditor"] as const) {
      const { headers } = await addStaff(owner, `places-${role}`, [role]);
      expect((await send(server.origin, "GET", "/api/places?q=hue", { headers })).status, role).toBe(200);
    }
    expect((await send(server.origin, "GET", "/api/places?q=hue", {})).status).toBe(401);
  });

  test.each([
    "q=" + "x".repeat(101),
    "province=1",
    "limit=0",
    "limit=100000",
    "x=1",
    "q=%00%FF",
    "q=%E2%80%AE%F0%9F%90%BB",
  ])("odd questions do no harm: %s", async (query) => {
    const { status } = await send(server.origin, "GET", `/api/places?${query}`, { headers: { cookie: lan.cookie } });
    expect([200, 400, 422]).toContain(status);
  });
});
