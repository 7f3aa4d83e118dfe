import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { outsideCallRoutes } from "@nightlight/contracts/counsellor/outside-call";
import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import { stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { contact, inSeconds, uuid } from "../../testing/fixtures.ts";
import { renderConsole } from "../../testing/render-console.tsx";
import { resetTelephone, useTelephone } from "../shared/softphone/telephone.ts";

const TALK = {
  ...{ heldSince: null, silence: null, transfer: null, transferFailed: null, guest: null, owner: null, call: null },
} as const;

/** Somebody who gave no name, on the line with us since so many seconds. */
async function showCall({ talkedFor = 30, isMuted = false, isHeld = false }) {
  const since = inSeconds(-talkedFor);
  stub(softphoneRoutes.read, () => ({
    call: {
      ...{ direction: "in" as const, rangAt: since, answeredAt: since, talkedAt: since, endedAt: null, endedBy: null },
      ...{ cannotSpeak: true, waitedSeconds: 5, talkedSeconds: talkedFor, endedInGreeting: false, message: null },
      ...{ third: null, listeners: [], recording: { state: "off" as const, parts: [] } },
    },
  }));
  stub(outsideCallRoutes.mine, () => ({ call: null }));
  useTelephone.setState({
    status: "ready",
    call: { contactId: uuid(1), isMuted, isHeard: true, quality: undefined },
  });
  const talk = { ...TALK, heldSince: isHeld ? inSeconds(-10) : null };
  const stage = await renderConsole({}, [contact(1, { summary: { channel: "phone" }, talk })]);
  return { ...stage, panel: within(await screen.findByRole("region", { name: "Cuộc gọi" })) };
}
const ended = () => stub(contactRoutes.endWithOneKey, () => contact(1, { summary: { channel: "phone" } }));

beforeEach(resetTelephone);

test("on hold nobody is said to talk, and what the caller hears is what callers hear", async () => {
  const { panel } = await showCall({ isHeld: true });
  expect(await panel.findByText("Đang giữ máy")).toBeTruthy();
  expect(panel.queryByText("Đang nói chuyện")).toBeNull();
  expect(await screen.findByText(/Người gọi đang chờ bạn/u)).toBeTruthy();
  expect(screen.getByText("Người gọi nghe nhạc chờ; hai bên không nghe nhau.")).toBeTruthy();
  expect(screen.queryByText(/Màn hình của em/u)).toBeNull();
});

test.each([
  ["muted", { isMuted: true }, "Micrô đang tắt"],
  ["muted and on hold", { isMuted: true, isHeld: true }, "Đang giữ máy · micrô đang tắt"],
  ["neither", {}, "Đang nói chuyện"],
])("the line says what is so: %s", async (_, how, said) => {
  const { panel } = await showCall(how);
  expect(await panel.findByText(said)).toBeTruthy();
});

test("a caller without a name is whoever calls, in every sentence", async () => {
  const { panel } = await showCall({});
  expect(await panel.findByText("Người gọi đã bấm phím cho biết không thể nói.")).toBeTruthy();
});

test("who has talked for a minute is ended by no mistaken key: the keys are off, and say what to press", async () => {
  const asked = ended();
  const { user } = await showCall({ talkedFor: 61 });
  expect(await screen.findByText("Tắt: đã nói")).toBeTruthy();
  await user.keyboard("{Alt>}2{/Alt}");
  expect(await screen.findByText("Hai người đã nói chuyện một lúc, nên hãy bấm Kết thúc.")).toBeTruthy();
  expect(asked).toEqual([]);
});

test("a silent call is ended with one key still", async () => {
  const asked = ended();
  const { user } = await showCall({ talkedFor: 20 });
  await user.keyboard("{Alt>}1{/Alt}");
  await waitFor(() => {
    expect(asked).toHaveLength(1);
  });
});

test("by keys alone: Escape closes the keypad, and the next key finds its place again", async () => {
  const { user, panel } = await showCall({});
  const keypad = await panel.findByRole("button", { name: "Bàn phím số" });
  keypad.focus();
  await user.keyboard("{Enter}{Tab}");
  expect(document.activeElement?.textContent).toBe("1");
  await user.keyboard("{Escape}");
  expect(panel.queryByRole("group", { name: "Bàn phím số" })).toBeNull();
  expect(document.activeElement).toBe(keypad);
});
