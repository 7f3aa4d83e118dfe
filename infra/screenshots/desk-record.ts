import type { Page } from "playwright-core";
import { choose, choosePlace, pick, unfold } from "../e2e/record-screen.ts";
import type { Camera } from "./camera.ts";

const STORY =
  "Lớp 7, ở với bà ngoại, bố mẹ làm xa. Bị nhóm lớp trên chặn lúc tan học cả tuần: giấu dép, lấy cặp. Chưa dám nói với bố mẹ.";
const SUMMARY = "Em bị chặn và lấy đồ sau giờ học cả tuần, tay đau. Xin gặp riêng em ở trường, không báo về nhà trước.";

/** The record as it stands after a quarter of an hour of talk. */
export async function showRecord(camera: Camera, page: Page): Promise<void> {
  await choose(page, "Loại", "Em tự kể");
  await page.getByLabel("Tên gọi").fill("Nhi");
  await choose(page, "Giới", "Gái");
  await choose(page, "Tuổi", "11–13");
  await choosePlace(page, "Nơi xảy ra", "ba dinh ha noi", /Phường Ba Đình/u);
  await pick(page, "Lý do", "the chat", "Bạo lực thể chất");
  await page.getByLabel("Lời kể").fill(STORY);
  await choose(page, "Đang nguy hiểm", "Không");
  await choose(page, "Người lớn an toàn", "Có thể có");
  await choose(page, "Thương tích", "Cần được chăm sóc y tế");
  await page.getByRole("status").filter({ hasText: "P2" }).first().waitFor();
  await page
    .getByText(/Đã lưu \d\d:\d\d/u)
    .first()
    .waitFor();
  await page.getByRole("textbox", { name: /Trả lời/u }).fill("Ở trường có thầy cô nào em thấy tin được không?");
  await toTop(page);
  await camera.show(page, "console-chat");
  await unfold(page, "Liên hệ an toàn, đồng ý");
  await choose(page, "Đồng ý chia sẻ", "Có");
  await unfold(page, "Đã làm, cần biết");
  await page.getByLabel("Tóm tắt để gửi").fill(SUMMARY);
  await page.getByLabel("Tóm tắt để gửi").blur();
  await toTop(page);
}

/** Filling a form scrolls it; a picture begins at its head. */
async function toTop(page: Page): Promise<void> {
  await page.evaluate('document.querySelectorAll("aside, aside *").forEach((each) => { each.scrollTop = 0; })');
}
