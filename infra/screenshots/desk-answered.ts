import type { BrowserContext, Page } from "playwright-core";
import type { Camera } from "./camera.ts";
import { answerWith, changeAnswer, lengthenNames } from "./answers.ts";
import { STAFF_SIZES } from "./looks.ts";
import { untilRead } from "./wear.ts";

const HOUR = 3_600_000;

/** What can be opened beside a conversation, and the moments that do not come by themselves. */
export async function showAnswered(camera: Camera, page: Page, context: BrowserContext): Promise<void> {
  await page.getByRole("listbox", { name: "Của tôi" }).getByRole("option", { name: "Nhi" }).click();
  await page.getByRole("log").getByText("giờ này có ai không").waitFor();
  await showBesideTalk(camera, page);
  await showEscalation(camera, page);
  if (
    camera.wants(
      "console-rest",
      "console-rest-asked",
      "console-promised",
      "console-handover",
      "console-missed",
      "console-long-names",
    )
  )
    await showMoments(camera, page);
  if (camera.wants("console-mirror")) {
    const second = await context.newPage();
    await second.goto(page.url());
    await second.getByRole("button", { name: "Nhận ở đây" }).or(second.getByText("đang mở")).first().waitFor();
    await untilRead(second);
    await camera.show(second, "console-mirror", { sizes: [STAFF_SIZES[0]] });
    await second.close();
  }
  if (camera.wants("console-stale")) {
    await context.setOffline(true);
    await page
      .getByText(/Mất kết nối \d+ giây/u)
      .first()
      .waitFor();
    await camera.show(page, "console-stale");
    await context.setOffline(false);
    await page
      .getByText(/Mất kết nối \d+ giây/u)
      .first()
      .waitFor({ state: "detached" });
  }
}

async function showBesideTalk(camera: Camera, page: Page): Promise<void> {
  if (camera.wants("console-transfer")) {
    await page.keyboard.press("Alt+T");
    await page
      .getByRole("dialog")
      .or(page.getByRole("listbox", { name: /Chuyển|Tìm/u }))
      .first()
      .waitFor();
    await camera.show(page, "console-transfer");
    await page.keyboard.press("Escape");
  }
  if (camera.wants("console-previous")) {
    await page.getByRole("tab", { name: /Lần trước/u }).click();
    await untilRead(page);
    await camera.show(page, "console-previous");
    await page.getByRole("tab", { name: "Ghi chép" }).click();
  }
  if (camera.wants("console-keys")) {
    await page.getByRole("button", { name: /phím/iu }).first().click();
    await page.getByRole("dialog").waitFor();
    await camera.show(page, "console-keys");
    await page.keyboard.press("Escape");
  }
  if (camera.wants("console-palette")) {
    await page.keyboard.press("Control+K");
    await page.getByRole("dialog", { name: /Lệnh|Commands/u }).waitFor();
    await page.keyboard.type("ch");
    await camera.show(page, "console-palette");
    await page.keyboard.press("Escape");
  }
  if (camera.wants("console-presence")) {
    await page.getByRole("button", { name: /Sẵn sàng/u }).click();
    await page.getByRole("menu").waitFor();
    await camera.show(page, "console-presence", { sizes: [STAFF_SIZES[0]] });
    await page.keyboard.press("Escape");
  }
  if (camera.wants("console-by-hand")) {
    await page.keyboard.press("Alt+H");
    await page.getByRole("dialog").waitFor();
    await camera.show(page, "console-by-hand");
    await page.keyboard.press("Escape");
  }
}

async function showEscalation(camera: Camera, page: Page): Promise<void> {
  if (!camera.wants("console-escalate", "console-escalated")) return;
  await page.getByRole("button", { name: "Chuyển địa phương…" }).click();
  await page.getByText("Nơi nhận sẽ thấy đúng như sau").waitFor();
  await camera.show(page, "console-escalate");
  await page.getByLabel("Gõ P2 để gửi").fill("P2");
  await page.keyboard.press("Enter");
  await page.getByRole("article", { name: /^Phiếu chuyển/u }).waitFor();
  await camera.show(page, "console-escalated");
  await page.getByRole("button", { name: "Về ghi chép" }).click();
}

/** What hours and chance bring: the server's answer is put in its place, as its contract wants it. */
async function showMoments(camera: Camera, page: Page): Promise<void> {
  const until = new Date(Date.now() + HOUR / 4).toISOString();
  const again = async (): Promise<void> => {
    await page.reload();
    await page.getByRole("listbox", { name: "Của tôi" }).getByRole("option", { name: "Nhi" }).click();
    // A page that comes back is without a line for a moment.
    await page
      .getByText(/mất màn hình/u)
      .first()
      .waitFor({ state: "detached" });
    await untilRead(page);
  };
  let end = await answerWith(page, "/api/presence/rest", { until, isAsked: false });
  await again();
  await camera.show(page, "console-rest", { sizes: [STAFF_SIZES[0]] });
  await end();
  end = await answerWith(page, "/api/presence/rest", { until, isAsked: true });
  await again();
  await camera.show(page, "console-rest-asked", { sizes: [STAFF_SIZES[0]] });
  await end();
  end = await answerWith(page, "/api/contacts/*/previous", {
    strength: "own_phone",
    contacts: [promised()],
    hasMore: false,
  });
  await again();
  await page.getByText("Có phải chính người này không?").waitFor();
  await camera.show(page, "console-promised", { sizes: [STAFF_SIZES[0]] });
  await end();
  end = await answerWith(page, "/api/handover", endOfShift());
  await again();
  await page.getByRole("button", { name: "Bàn giao" }).click();
  await page.getByRole("dialog").waitFor();
  await camera.show(page, "console-handover");
  await end();
  end = await changeAnswer(page, "/api/desk", /"intent":"available"/u, '"intent":"not_responding"');
  await again();
  await page.getByText("Bạn vừa lỡ lượt mời").waitFor();
  await camera.show(page, "console-missed");
  await end();
  end = await lengthenNames(page);
  await again();
  await camera.show(page, "console-long-names", { sizes: [STAFF_SIZES[0]] });
  await end();
  await again();
}

/** An earlier contact that a call was promised to. */
function promised(): object {
  const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
  return {
    ...{
      id: crypto.randomUUID(),
      channel: "phone",
      lane: "normal",
      level: null,
      language: "vi",
      status: "callback_due",
    },
    ...{ arrivedAt: at(-3), disposition: null, counsellor: null, isMine: false, line: null },
    promised: { from: at(1), until: at(3) },
  };
}

function endOfShift(): object {
  const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
  const thing = (part: "conversation" | "record" | "escalation", level: "P2" | "P3", waiting: number) => ({
    contactId: crypto.randomUUID(),
    part,
    channel: "webchat" as const,
    lane: "normal" as const,
    level,
    since: at(-1),
    waiting,
    promisedCall: part === "record",
  });
  const person = { id: crypto.randomUUID(), name: "Trần Quang Minh" };
  return {
    opensAt: at(-0.25),
    endsAt: at(0.25),
    owned: [
      { ...thing("conversation", "P2", 0), handover: null },
      { ...thing("record", "P3", 0), handover: null },
      { ...thing("escalation", "P2", 1), handover: { to: person, askedAt: at(-0.1), isRaised: false } },
    ],
    asked: [
      { ...thing("record", "P3", 0), from: { id: crypto.randomUUID(), name: "Vũ Thị Hương" }, askedAt: at(-0.1) },
    ],
    reliefs: [
      { ...person, endsAt: at(8), isThere: true },
      { id: crypto.randomUUID(), name: "Y Hlan Niê", endsAt: at(8), isThere: false },
    ],
  };
}
