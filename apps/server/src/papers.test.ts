import { policyRoutes } from "@nightlight/contracts/admin/policy";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { riskRoutes } from "@nightlight/contracts/counsellor/risk";
import { readPdf, type PdfText } from "@nightlight/documents/test-pdf-text";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  goOnline,
  openChild,
  openDesk,
  send,
  startTestServer,
  take,
  type Child,
  type Desk,
  type TestServer,
} from "./test-server.ts";

/** A commune whose office the demo knows, with an officer who signs in. */
const BA_DINH = "00004";

const RECORD = {
  "child.00000000.name": "Bé Na",
  "child.00000000.ageBand": "11-13",
  "child.00000000.gender": "girl",
  "child.00000000.incidentPlace": BA_DINH,
  "child.00000000.condition": "Sợ về nhà",
  narrative: "Lời kể chỉ Tổng đài biết",
  summary: "Bị đánh nhiều lần",
  "consent.share": "yes",
  "informant.name": "Bà Tám Kín Đáo",
  "informant.phone": "0912345678",
  "informant.relation": "neighbour",
  "informant.agreed": "no",
} as const;

/** What no paper that leaves the house may hold. */
const KEPT = [
  RECORD.narrative,
  RECORD["informant.name"],
  "0912345678",
  "Hàng xóm",
  "nhắn tin trên trang web",
  "Con bị đánh ở nhà",
];

describe.skipIf(isPostgresMissing())("papers", () => {
  let server: TestServer;
  let owner: Client;
  let lan: Desk;
  let minh: Desk;
  let child: Child;
  let contactId: string;
  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    [lan, minh] = [await openDesk(server.origin, "lan"), await openDesk(server.origin, "minh")];
    await goOnline(lan);
    child = await openChild(server.origin, { text: "Con bị đánh ở nhà" });
    contactId = (await take(lan, await lan.nextOffer())).summary.id;
    for (const [field, value] of Object.entries(RECORD)) {
      await lan.call(contactRoutes.saveRecord, { params: { contactId, field }, body: { value, version: 0 } });
    }
  }, 60_000);
  afterAll(async () => {
    for (const each of [lan, minh, child]) each.close();
    await owner.end();
    await server.stop();
  });

  const fetchPaper = async (
    path: string,
    { cookie }: Desk,
  ): Promise<{ status: number; headers: Headers; pdf: PdfText }> => {
    const reply = await fetch(server.origin + path, { headers: { cookie } });
    const bytes = new Uint8Array(await reply.arrayBuffer());
    return { status: reply.status, headers: reply.headers, pdf: await readPdf(bytes) };
  };
  const status = async (path: string, desk: Desk): Promise<number> =>
    (await send(server.origin, "GET", path, { headers: { cookie: desk.cookie } })).status;
  const logged = async (action: string): Promise<number> =>
    (await owner.query("select from access_log where contact_id = $1 and action = $2", [contactId, action])).rowCount ??
    0;

  test("the counsellor's own Form 01 is a PDF to keep, and the log says that it was fetched", async () => {
    const { status: code, headers, pdf } = await fetchPaper(`/api/contacts/${contactId}/form-01`, lan);
    expect(code).toBe(200);
    expect(headers.get("content-type")).toBe("application/pdf");
    expect(headers.get("content-disposition")).toBe('attachment; filename="demo-form-01.pdf"');
    expect(headers.get("cache-control")).toBe("no-store");
    for (const page of pdf.pages) expect(page).toContain("BẢN THỬ");
    const said = pdf.pages.join(" ");
    for (const each of [
      "Họ tên trẻ em: Bé Na",
      "Giới tính: Nữ",
      "Địa điểm xảy ra vụ việc: Phường Ba Đình, Thành phố Hà Nội",
      "Bà Tám Kín Đáo",
      "nhắn tin trên trang web",
      "không gửi ra ngoài",
      "Hoàng Thị Lan",
    ]) {
      expect(said).toContain(each);
    }
    expect(said).not.toContain(RECORD.narrative);
    expect(said).not.toContain("Con bị đánh ở nhà");
    expect(await logged("export-form-01")).toBe(1);
  });

  test("the copy to hand on says neither who told us nor how it came", async () => {
    const { pdf } = await fetchPaper(`/api/contacts/${contactId}/form-01?copy=authority`, lan);
    const said = pdf.pages.join(" ");
    expect(said).toContain("Thông qua (điện thoại, gặp trực tiếp, người khác báo): Tổng đài 111");
    expect(said).toContain("Sợ về nhà");
    expect(said).toContain("Bản gửi cơ quan có thẩm quyền");
    for (const each of KEPT) expect(said).not.toContain(each);
  });

  test("a foreign contact has no papers, and an unknown copy is none", async () => {
    expect(await status(`/api/contacts/${contactId}/form-01`, minh)).toBe(404);
    expect(await status(`/api/contacts/${contactId}/form-01?copy=press`, lan)).toBe(400);
    expect(await logged("export-form-01")).toBe(2);
  });

  test("the slip of an escalation says what was sent; the office it went to has it too, and nobody else", async () => {
    await lan.call(riskRoutes.raise, { params: { contactId }, body: { level: "P2" } });
    const params = { contactId };
    const { authority, content, contentHash } = await lan.call(escalationRoutes.propose, { params, query: {} });
    const sent = await lan.call(escalationRoutes.send, {
      params,
      body: {
        key: "papers-test-key-1",
        authorityId: authority?.id ?? "",
        contentHash: contentHash ?? "",
        confirm: "P2",
        withoutConsent: null,
        callBy: null,
      },
    });
    const path = `/api/escalations/${sent.id}/slip`;
    const own = await fetchPaper(path, lan);
    expect(own.pdf.pages[0]).toContain(`Số: ${sent.number}/PC-TĐ111`);
    expect(own.pdf.pages[0]).toContain("BẢN THỬ");
    expect(own.pdf.pages[0]).toContain(authority?.name);
    for (const { words } of content?.deadlines ?? []) expect(own.pdf.pages[0]).toContain(words);
    expect(own.pdf.pages[0]?.replaceAll(" ", "")).toContain(contentHash);
    expect(await logged("export-slip")).toBe(1);

    const officer = await openDesk(server.origin, "can-bo");
    for (const kind of ["slip", "form-01"]) {
      const { status: code, pdf } = await fetchPaper(`/api/authority/escalations/${sent.id}/${kind}`, officer);
      expect(code).toBe(200);
      const said = pdf.pages.join(" ");
      for (const each of ["Bé Na", "Sợ về nhà", "Phường Ba Đình, Thành phố Hà Nội"]) expect(said).toContain(each);
      for (const each of [...KEPT, "Hoàng Thị Lan", "Cô Lan"]) expect(said).not.toContain(each);
    }
    expect(await logged("read-escalation")).toBe(2);

    const elsewhere = await openDesk(server.origin, "can-bo-sai-gon");
    expect(await status(path, minh)).toBe(404);
    expect(await status(path, officer)).toBe(403);
    for (const kind of ["slip", "form-01"]) {
      expect(await status(`/api/authority/escalations/${sent.id}/${kind}`, elsewhere)).toBe(404);
    }
    officer.close();
    elsewhere.close();
  }, 30_000);

  test("papers and pages name the helpline as the house's rules do; a change is in the audit log", async () => {
    const admin = await openDesk(server.origin, "quan-tri");
    const { version } = await admin.call(policyRoutes.read, {});
    const helplineName = "Đường dây nóng bảo vệ trẻ em của thành phố";
    await admin.call(policyRoutes.change, {
      body: { version, changes: { helplineName, helplineShort: "ĐDN", helplinePhone: "1900 5454" }, why: "Đổi tên" },
    });
    const { pdf } = await fetchPaper(`/api/contacts/${contactId}/form-01`, lan);
    const [first = ""] = pdf.pages;
    expect(first).toContain("ĐƯỜNG DÂY NÓNG BẢO VỆ TRẺ EM");
    expect(first).toContain("/BC-ĐDN");
    const copy = await fetchPaper(`/api/contacts/${contactId}/form-01?copy=authority`, lan);
    expect(copy.pdf.pages.join(" ")).toContain("Tổng đài 1900 5454");
    const logged = "select from audit_log where action = 'policy.changed' and details ->> 'rows' like '%helplineName%'";
    expect((await owner.query(logged)).rowCount).toBe(1);
    admin.close();
  });
});
