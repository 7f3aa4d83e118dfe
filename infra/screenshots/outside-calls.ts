import type { Page } from "playwright-core";
import { answerWith, changeAnswer } from "./answers.ts";
import type { Camera } from "./camera.ts";
import { untilRead } from "./wear.ts";

export const OUTSIDE_SCENES = [
  "console-task-call",
  "console-third",
  "console-third-apart",
  "console-third-left",
] as const;

const ID = (n: number): string => `0190f000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const OFFICE = "UBND phường Ba Đình";
const DUTY = { kind: "duty", authorityId: ID(1) } as const;
/** A console looks again after this, notice or not. */
const LOOKED_AGAIN_MS = 20_000;
const READY_MS = 60_000;

/** A demo calls nobody outside: what the server would say of such calls is answered in its place. */
const ago = (seconds: number): string =>
  new Date(performance.timeOrigin + performance.now() - seconds * 1000).toISOString();
const call = (change: object): object => ({
  ...{ id: ID(2), contactId: ID(3), task: { escalationId: ID(4), taskId: ID(5) }, party: DUTY, office: OFFICE },
  ...{ by: { id: ID(6), name: "Cô Lan" }, reason: null, wish: "alone", state: "talking", askedAt: ago(95) },
  ...{ answeredAt: ago(72), rangSeconds: 12, talkedSeconds: 72, refusal: null },
  ...change,
});

/** A telephone task in whose office somebody is being spoken with; the number before it did not answer. */
export async function showTaskCall(camera: Camera, page: Page): Promise<void> {
  if (!camera.wants("console-task-call")) return;
  const { me } = (await (await page.request.get(new URL("/api/me", page.url()).href)).json()) as {
    me: { id: string };
  };
  const task = {
    ...{ id: ID(5), kind: "call", escalationId: ID(4), number: "2026/000042", level: "P1", madeAt: ago(140) },
    ...{ alarmAt: ago(-160), owner: { id: ID(6), name: "Chú Minh" }, offeredTo: { id: me.id, name: "Cô Lan" } },
    ...{ takenBy: { id: me.id, name: "Cô Lan" }, isAlarmed: false, done: null },
    numbers: [
      { name: "police", phone: "113", party: { kind: "police" } },
      { name: "ambulance", phone: "115", party: { kind: "ambulance" } },
      { name: `Chị Mai · ${OFFICE}`, phone: "0000 004 111", party: DUTY },
    ],
    calls: [call({ id: ID(7), party: { kind: "police" }, office: null, state: "no_answer", answeredAt: null })],
  };
  const ends = [
    await answerWith(page, "/api/escalation-tasks", { now: ago(0), tasks: [task] }),
    await answerWith(page, "/api/calls/outside", { call: call({}) }),
  ];
  await page.reload();
  await page.getByText(`Đang nói chuyện với người trực của ${OFFICE}`).waitFor({ timeout: READY_MS });
  await page.getByRole("button", { name: "Gọi Công an" }).waitFor({ timeout: READY_MS });
  await untilRead(page);
  await camera.show(page, "console-task-call");
  for (const end of ends) await end();
  await page.reload();
  await page.getByRole("button", { name: "Điện thoại", exact: true }).waitFor({ timeout: READY_MS });
}

/** Whom to call into a call; then the police apart, and the caller left with them for a while. */
export async function showThird(camera: Camera, page: Page): Promise<void> {
  if (!camera.wants("console-third", "console-third-apart", "console-third-left")) return;
  await page.keyboard.press("Alt+I");
  await page.getByRole("dialog", { name: "Mời ai vào cuộc gọi?" }).waitFor();
  await camera.show(page, "console-third");
  await page.keyboard.press("Escape");
  const police = call({ task: null, party: { kind: "police" }, office: null, reason: "danger" });
  for (const [wish, scene, words] of [
    ["alone", "console-third-apart", /Bạn đang nói riêng với Công an/u],
    ["without_us", "console-third-left", /đang nói với Công an, không có bạn/u],
  ] as const) {
    const end = await changeAnswer(
      page,
      "/api/contacts/*/call",
      /"third":null/u,
      `"third":${JSON.stringify({ ...police, wish })}`,
    );
    await page.getByText(words).waitFor({ timeout: LOOKED_AGAIN_MS });
    await camera.show(page, scene);
    await end();
  }
  await page.getByText(/không có bạn/u).waitFor({ state: "detached", timeout: LOOKED_AGAIN_MS });
}
