import { channelRoutes, type ChannelView } from "@nightlight/contracts/admin/channels";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { inSeconds, uuid } from "../../../testing/fixtures.ts";
import { Surroundings } from "../../shared/surroundings.tsx";
import { ChannelAim } from "./channel-aim.tsx";

const CHANNEL: ChannelView = {
  ...{ id: uuid(1), kind: "zalo", name: "Zalo 111", centreId: null, skill: null, isDemo: false, revokedAt: null },
  keys: [],
};
const TRAFFICKING = { code: "trafficking", name: { vi: "Mua bán người", en: "Trafficking" } };

const show = (centres: readonly { id: string; name: string }[]) => {
  stub(channelRoutes.list, () => ({
    ...{ channels: [CHANNEL], centres: [...centres], skills: [TRAFFICKING], now: inSeconds(0) },
  }));
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <ChannelAim channel={CHANNEL} />
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
};

test("a skill is asked for as soon as it is chosen; without centres there is no word of queues", async () => {
  const asked = stub(channelRoutes.askForSkill, () => ({ ...CHANNEL, skill: "trafficking" }));
  const user = show([]);
  await user.selectOptions(await screen.findByRole("combobox", { name: "Cần chuyên môn" }), "Mua bán người");
  await waitFor(() => {
    expect(asked.map(({ params, body }) => [params["channelId"], body])).toEqual([
      [CHANNEL.id, { skill: "trafficking" }],
    ]);
  });
  expect(screen.queryByRole("combobox", { name: "Hàng chờ của" })).toBeNull();
});

test("a refusal is said, and what is true stands there again", async () => {
  stub(channelRoutes.assign, () => {
    throw new Refused(409, "channel-closed", "Kênh này đã đóng.");
  });
  const user = show([{ id: uuid(5), name: "Trung tâm Đà Nẵng" }]);
  await user.selectOptions(await screen.findByRole("combobox", { name: "Hàng chờ của" }), "Trung tâm Đà Nẵng");
  await screen.findByText("Kênh này đã đóng.");
  expect(screen.getByRole("combobox", { name: "Hàng chờ của" })).toHaveProperty("value", "");
});
