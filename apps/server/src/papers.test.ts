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
    for (const [field, value] of [
      ["name", "Bé Na"],
      ["narrative", "Lời kể chỉ Tổng đài biết"],
    ] as const) {
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
    expect(headers.get("content-disposition")).toBe('attachment; filename="form-01.pdf"');
    expect(headers.get("cache-control")).toBe("no-store");
    const said = pdf.pages.join(" ");
    expect(said).toContain("Họ tên trẻ em: Bé Na");
    expect(said).toContain("nhắn tin trên trang web");
    expect(said).toContain("không gửi ra ngoài");
    expect(said).not.toContain("Lời kể chỉ Tổng đài biết");
    expect(said).not.toContain("Con bị đánh ở nhà");
    expect(await logged("export-form-01")).toBe(1);
  });

  test("the copy to hand on does not say how it came", async () => {
    const { pdf } = await fetchPaper(`/api/contacts/${contactId}/form-01?copy=authority`, lan);
    const said = pdf.pages.join(" ");
    expect(said).toContain("Thông qua (điện thoại, gặp trực tiếp, người khác báo): Tổng đài 111");
    expect(said).not.toContain("nhắn tin trên trang web");
    expect(said).toContain("Bản gửi cơ quan có thẩm quyền");
  });

  test("a foreign contact has no papers, and an unknown copy is none", async () => {
    expect(await status(`/api/contacts/${contactId}/form-01`, minh)).toBe(404);
    expect(await status(`/api/contacts/${contactId}/form-01?copy=press`, lan)).toBe(400);
    expect(await logged("export-form-01")).toBe(2);
  });

  test("the slip of an escalation says what was sent, and is nobody else's", async () => {
    await lan.call(riskRoutes.raise, { params: { contactId }, body: { level: "P2" } });
    const params = { contactId };
    const { content, contentHash, others, authority } = await lan.call(escalationRoutes.propose, { params, query: {} });
    const to = authority ?? others[0];
    if (to === undefined) throw new Error("Nobody to send to");
    const shown =
      authority === null
        ? await lan.call(escalationRoutes.propose, { params, query: { authorityId: to.id } })
        : { content, contentHash };
    const sent = await lan.call(escalationRoutes.send, {
      params,
      body: {
        key: "papers-test-key-1",
        authorityId: to.id,
        contentHash: shown.contentHash ?? "",
        confirm: "P2",
        withoutConsent: "danger",
        callBy: null,
      },
    });
    const path = `/api/escalations/${sent.id}/slip`;
    const { pdf } = await fetchPaper(path, lan);
    expect(pdf.pages[0]).toContain(`Số: ${sent.number}/PC-TĐ111`);
    expect(pdf.pages[0]).toContain(to.name);
    for (const { words } of shown.content?.deadlines ?? []) expect(pdf.pages[0]).toContain(words);
    expect(pdf.pages[0]?.replaceAll(" ", "")).toContain(shown.contentHash);
    expect(await logged("export-slip")).toBe(1);
    expect(await status(path, minh)).toBe(404);
    const officer = await openDesk(server.origin, "can-bo");
    expect(await status(`/api/authority/escalations/${sent.id}/slip`, officer)).toBe(404);
    expect(await status(path, officer)).toBe(403);
    officer.close();
  });
});
