import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { NoNetwork, Refused, stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, offer, uuid } from "../../../testing/fixtures.ts";
import { renderConsole } from "../../../testing/render-console.tsx";

const card = () => screen.findByRole("article", { name: /Lời mời nhận lượt/u });

test("an offer is on screen before the server is told so, once", async () => {
  const { socket } = await renderConsole();
  socket.notice("offer:made", offer());
  await card();
  await waitFor(() => {
    expect(socket.sentAs("offer:shown")).toEqual([{ offerId: offer().id }]);
  });
});

test("a tab without the lease shows the offer and says nothing", async () => {
  const { socket } = await renderConsole();
  socket.notice("lease:taken", { where: "this_browser" });
  socket.notice("offer:made", offer());
  await card();
  expect(await screen.findByRole("button", { name: "Nhận chuông ở đây" })).toBeTruthy();
  expect(socket.sentAs("offer:shown")).toEqual([]);
});

test("Alt+A accepts from anywhere and goes to the reply box", async () => {
  const { user, socket, truth } = await renderConsole({}, [contact(1)]);
  const taken = contact(5);
  stub(contactRoutes.accept, () => {
    truth.contacts.set(taken.summary.id, taken);
    truth.desk = { ...truth.desk, contacts: [taken.summary, ...truth.desk.contacts] };
    return taken;
  });
  socket.notice("offer:made", offer());
  await card();
  await user.click(await screen.findByLabelText("Lời kể"));
  await user.keyboard("{Alt>}a{/Alt}");

  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: /Trả lời/u }));
  });
  expect(screen.queryByRole("article", { name: /Lời mời/u })).toBeNull();
  expect(screen.getAllByRole("option")).toHaveLength(2);
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Lời kể" }).value).toBe("");
});

test("an offer never takes the focus by itself", async () => {
  const { user, socket } = await renderConsole({}, [contact(1)]);
  const narrative = await screen.findByLabelText("Lời kể");
  await user.click(narrative);
  socket.notice("offer:made", offer({ lane: "immediate" }));
  await card();
  expect(document.activeElement).toBe(narrative);
});

test("Alt+0 and a digit decline with that reason, and the focus goes back", async () => {
  const { user, socket, truth } = await renderConsole({}, [contact(1, { hasWords: true })]);
  const asked = stub(contactRoutes.decline, () => ({ ok: true as const }));
  socket.notice("offer:made", offer());
  await card();
  const reply = await screen.findByRole("textbox", { name: /Trả lời/u });
  await user.click(reply);
  await user.keyboard("{Alt>}0{/Alt}");
  expect(await screen.findByRole("group", { name: "Từ chối vì" })).toBeTruthy();
  await user.keyboard("2");

  await waitFor(() => {
    expect(asked.map(({ body }) => body)).toEqual([{ reason: "not_my_language" }]);
  });
  await waitFor(() => {
    expect(screen.queryByRole("article", { name: /Lời mời/u })).toBeNull();
  });
  expect(document.activeElement).toBe(reply);
  expect(truth.contacts.size).toBe(1);
});

test("Alt+0 then Alt and the digit declines too, and ends no conversation", async () => {
  const { user, socket } = await renderConsole({}, [contact(1)]);
  const asked = stub(contactRoutes.decline, () => ({ ok: true as const }));
  socket.notice("offer:made", offer());
  await card();
  await user.keyboard("{Alt>}01{/Alt}");
  await waitFor(() => {
    expect(asked.map(({ body }) => body)).toEqual([{ reason: "need_a_moment" }]);
  });
});

test("Escape keeps the offer", async () => {
  const { user, socket } = await renderConsole();
  socket.notice("offer:made", offer());
  await card();
  await user.keyboard("{Alt>}0{/Alt}");
  await user.keyboard("{Escape}");
  expect(await screen.findByRole("button", { name: /^Nhận/u })).toBeTruthy();
});

test("the loser of a race is told at once, in the server's words", async () => {
  const { user, socket } = await renderConsole();
  stub(contactRoutes.accept, () => {
    throw new Refused(409, "offer-gone", "Lượt liên hệ đã có người khác nhận.");
  });
  socket.notice("offer:made", offer());
  await card();
  await user.keyboard("{Alt>}a{/Alt}");
  expect(await screen.findByText("Lượt liên hệ đã có người khác nhận.")).toBeTruthy();
  expect(screen.queryByRole("article", { name: /Lời mời/u })).toBeNull();
});

test("without an answer the offer stays and can be accepted again", async () => {
  const { user, socket } = await renderConsole();
  let isAway = true;
  const taken = contact(5);
  const asked = stub(contactRoutes.accept, () => {
    if (isAway) throw new NoNetwork();
    return taken;
  });
  socket.notice("offer:made", offer());
  await card();
  await user.keyboard("{Alt>}a{/Alt}");
  expect(await screen.findByText(/Máy chủ chưa trả lời/u)).toBeTruthy();
  isAway = false;
  await user.keyboard("{Alt>}a{/Alt}");
  await waitFor(() => {
    expect(asked.map(({ params }) => params["offerId"])).toEqual([uuid(50), uuid(50)]);
  });
});

test("a late answer of the desk does not bring an ended offer back", async () => {
  const { socket, client, truth } = await renderConsole();
  socket.notice("offer:made", offer());
  await card();
  socket.notice("offer:ended", { offerId: uuid(50), contactId: uuid(5), end: "timed_out" });
  expect(await screen.findByText(/Lời mời đã hết giờ/u)).toBeTruthy();
  truth.desk = { ...truth.desk, offers: [offer()] };
  await client.refetchQueries({ queryKey: ["desk"] });
  await waitFor(() => {
    expect(client.isFetching()).toBe(0);
  });
  expect(screen.queryByRole("article", { name: /Lời mời/u })).toBeNull();
});

test("an answer that was asked for before an offer's notice does not take the card away", async () => {
  const { socket, client, truth } = await renderConsole();
  let answer: () => void = () => undefined;
  stub(contactRoutes.desk, async () => {
    await new Promise<void>((resolve) => (answer = resolve));
    return truth.desk;
  });
  const reading = client.refetchQueries({ queryKey: ["desk"] });
  socket.notice("offer:made", offer());
  const element = await card();
  answer();
  await reading;
  await waitFor(() => {
    expect(client.isFetching()).toBe(0);
  });
  expect(await card()).toBe(element);
});
