import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import { RECORDING_STATES, type RecordingState } from "@nightlight/domain/call/recording";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Surroundings } from "../../shared/surroundings.tsx";
import { RecordedParts, RecordingLine } from "./recording-line.tsx";

const CONTACT = "0190f000-0000-7000-8000-000000000010";
const PART = { id: "0190f000-0000-7000-8000-000000000011", beganAt: "2026-03-02T03:04:00.000Z", seconds: 92 };

vi.mock("./play-sound.ts", () => ({ playSound: async (_wav: string, over: () => void) => over }));

function show(state: RecordingState) {
  const at = (is: RecordingState) => (
    <Surroundings>
      <QueryClientProvider client={new QueryClient()}>
        <RecordingLine contactId={CONTACT} state={is} />
        <RecordedParts contactId={CONTACT} parts={[PART]} />
      </QueryClientProvider>
    </Surroundings>
  );
  const { rerender } = render(at(state));
  return (is: RecordingState) => {
    rerender(at(is));
  };
}

test.each(RECORDING_STATES)("a call whose recording is %s says so, or nothing where there is none", (state) => {
  show(state);
  const words = {
    ...{ off: undefined, untold: "Chưa ghi âm: người gọi chưa biết", ready: "Ghi âm khi có người nói" },
    ...{ on: "Đang ghi âm", failed: "Không ghi âm được", paused: "Tạm dừng ghi âm" },
    refused: "Không ghi âm: người gọi không muốn",
  }[state];
  if (words === undefined) expect(screen.queryByText(/ghi âm:|Đang ghi/u)).toBeNull();
  else expect(screen.getByText(words)).toBeTruthy();
});

test("a counsellor pauses, goes on, and says that the caller does not want it", async () => {
  const steered = stub(softphoneRoutes.steerRecording, () => ({ call: null }));
  const becomes = show("on");
  await userEvent.click(screen.getByRole("button", { name: "Tạm dừng" }));
  becomes("paused");
  await userEvent.click(await screen.findByRole("button", { name: "Ghi tiếp" }));
  becomes("on");
  await userEvent.click(await screen.findByRole("button", { name: "Người gọi không muốn" }));
  becomes("refused");
  await userEvent.click(await screen.findByRole("button", { name: "Người gọi đồng ý lại" }));
  expect(steered.map(({ body }) => body)).toEqual([
    ...[{ step: "pause" }, { step: "resume" }, { step: "refuse" }, { step: "told" }],
  ]);
});

test("what the server refuses is said, and can be tried again", async () => {
  stub(softphoneRoutes.steerRecording, () => {
    throw new Refused(404, "not-found", "Không tìm thấy.");
  });
  show("on");
  await userEvent.click(screen.getByRole("button", { name: "Tạm dừng" }));
  expect(await screen.findByText("Không tìm thấy.")).toBeTruthy();
});

test("a part is fetched only when somebody wants to hear it", async () => {
  const asked = stub(softphoneRoutes.hearRecording, () => ({ wav: "UklGRg==" }));
  show("off");
  expect(screen.getByText("Đoạn ghi âm lúc 10:04, dài 01:32")).toBeTruthy();
  expect(asked).toHaveLength(0);
  await userEvent.click(screen.getByRole("button", { name: "Nghe đoạn 10:04" }));
  await userEvent.click(await screen.findByRole("button", { name: "Dừng" }));
  expect(asked).toHaveLength(1);
});
